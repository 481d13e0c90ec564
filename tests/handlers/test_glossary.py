"""The company's own words: read by everyone, changed by leads and administrators, used by grouping at once."""

from __future__ import annotations

from bot.domain.grouping import Entry, Kind
from bot.domain.people import MemberId
from tests.builders import rows
from tests.people import Person, buttons, field, nothing_is_parked, words
from tests.world import AMARA, NOON, World


async def version(world: World) -> int:
    """How often what grouping knows has changed."""
    return int((await rows(world.muster, "SELECT coalesce(max(version), 0) FROM lane"))[0])


async def test_an_entry_is_added_changed_and_taken_out(world: World, amara: Person) -> None:
    empty = await amara.command("glossary")
    assert "Nothing stands here yet. Customers have many words for one thing." in words(empty)
    await amara.press(empty, "glossary.add")
    await amara.submit(term="Boarding pass", kind="part", synonyms="boarding card\nQR code")
    assert "*Boarding pass* is also “boarding card”, “QR code”." in words(await amara.modal())
    assert await version(world) == 1
    await amara.closes()
    listed = await amara.command("glossary parts")
    assert "*Glossary: parts*, 1 entry\n*Boarding pass* is also “boarding card”, “QR code”" in words(listed)
    await amara.press(listed, "glossary.change", "Boarding pass")
    assert field(await amara.modal(), "synonyms")["initial_value"] == "boarding card\nQR code"
    await amara.submit(term="<Ticket>", kind="product", synonyms="boarding pass")
    await amara.closes()
    listed = await amara.command("glossary")
    assert "Products\n*&lt;Ticket&gt;* is also “boarding pass”" in words(listed)
    await amara.press(listed, "glossary.drop", "<Ticket>")
    assert "Nothing stands here yet." in words(await amara.sees_ephemeral())
    assert await rows(world.muster, "SELECT term FROM glossary") == []
    assert await version(world) == 3, "each edit is used at once"
    assert await nothing_is_parked(world)


async def test_pages_turn_and_whoever_leads_nothing_reads(world: World, amara: Person, tom: Person) -> None:
    async with world.muster.uow() as uow:
        for number in range(11):
            kind = Kind.SYMPTOM if number < 10 else Kind.PRODUCT
            await uow.glossary.put(Entry(term=f"word {number:02}", kind=kind), MemberId(AMARA), NOON)
        await uow.commit()
    page = await tom.command("glossary")
    assert "glossary.change" not in buttons(page).values()
    assert "Leads and administrators change it." in words(page)
    assert words(page).index("word 10") < words(page).index("word 00"), "products stand before symptoms"
    assert "word 09" not in words(page)
    await tom.press(page, "glossary.on")
    assert "word 09" in words(await tom.sees_ephemeral())
    symptoms = await amara.command("glossary symptoms")
    assert "word 10" not in words(symptoms)
    await amara.press(symptoms, "glossary.change", "word 03")
    async with world.muster.uow() as uow:
        await uow.glossary.drop("word 03")
        await uow.commit()
    refused = await amara.submit(term="another")
    assert refused["errors"] == {
        "term": "“word 03” is not in the glossary any more. `/muster glossary` lists what is."
    }
