"""Input and owners, as people see them: asked in a modal, reminded of in the thread, kept by a button."""

import pytest

from bot.usecases.contribute import contribute
from bot.usecases.drafting import LASTS
from bot.usecases.tend_case import tend_case
from tests.builders import do
from tests.builders import jonas as jonas_member
from tests.people import Json, Person, buttons, field, nothing_is_parked, words
from tests.world import EVA, JONAS, LI, PRIYA, SAFETY, TOM, World

GUEST = "U0GUEST"


@pytest.fixture
async def card(world: World, amara: Person) -> Json:
    """A case that amara owns."""
    await world.say("The phone swells.", author="dana")
    await amara.press(await amara.card(), "case.claim")
    return await amara.card()


async def notes(person: Person) -> list[Json]:
    """What stands in the thread of the newest card."""
    return list((await person.card())["replies"])


async def test_a_function_and_a_person_are_asked_and_pinged(card: Json, amara: Person) -> None:
    await amara.choose(card, "ask")
    offered = [option["value"] for option in field(await amara.modal(), "slot")["options"]]
    assert offered == ["pr", "product"]
    await amara.submit(slot="pr")
    assert "*PR* ◷ asked, due" in words(await amara.card())
    await amara.choose(card, "ask")
    await amara.submit(person=TOM)
    [*_, asked] = await notes(amara)
    assert f"{amara.name} asked <@{TOM}> for input, due" in words(asked)
    tom = Person(amara.world, TOM, SAFETY)
    await tom.press(asked, "case.contribute")
    await tom.submit(text="It is the charger.")
    assert f"*{tom.name}* ✓ {tom.name}" in words(await amara.card())


async def test_whom_to_ask_is_refused_at_its_field_and_kept(card: Json, amara: Person) -> None:
    await amara.choose(card, "ask")
    assert set((await amara.submit())["errors"]) == {"slot"}
    assert set((await amara.submit(slot="pr", person=TOM))["errors"]) == {"person"}
    assert set((await amara.submit(slot="", person=GUEST))["errors"]) == {"person"}
    kept = (await amara.modal())["state"]["values"]
    assert kept["person"]["person"]["selected_user"] == GUEST
    assert (await amara.submit(person=PRIYA))["result"] == "closed"
    await amara.choose(card, "ask")
    refused = await amara.submit(person=PRIYA)
    assert refused["errors"] == {"person": "They are asked already."}


async def test_a_reminder_pings_those_on_duty_and_is_answered_or_waived_there(
    world: World, card: Json, amara: Person, li: Person
) -> None:
    world.clock.forward(hours=1)
    await world.bring_due()
    told = {button["value"]: note for note in await notes(amara) for button in waivers(note)}
    assert set(told) == {"1:support", "1:engineering", "1:legal"}
    assert words(told["1:support"]).startswith(f"<@{EVA}>: the input of Support is overdue.")
    assert words(told["1:engineering"]).startswith(f"<@{JONAS}>:")
    assert words(told["1:legal"]).startswith(f"<@{LI}>:")
    await li.press(told["1:legal"], "case.waive")
    assert field(await li.modal(), "slot")["initial_option"]["value"] == "legal"
    assert (await li.submit(reason="  "))["errors"] == {"reason": "Say why the case goes on without it."}
    await li.submit(reason="Nothing to judge.")
    assert "*Legal* – waived" in words(await li.card())
    await li.press(told["1:engineering"], "case.waive")
    refused = await li.submit(reason="Known.")
    assert "Ask one of them." in str(refused["errors"])
    await li.closes()
    await amara.press(told["1:engineering"], "case.waive")
    await amara.submit(reason="A known batch.")
    assert words(await amara.card()).count("– waived") == 2


def waivers(note: Json) -> list[Json]:
    """The buttons of a note that waive an input."""
    rows = [block["elements"] for block in note["blocks"] if block["type"] == "actions"]
    return [one for row in rows for one in row if one["action_id"] == "case.waive"]


async def test_a_reminder_that_was_answered_before_it_could_be_said_is_not_said(world: World, card: Json) -> None:
    world.clock.forward(hours=1)
    await do(world.muster, tend_case, 1)
    await do(world.muster, contribute, 1, jonas_member, "A known batch.", identity="1", in_thread=True)
    await world.settle()
    said = "\n".join(words(note) for note in await notes(Person(world, JONAS, SAFETY)))
    assert "the input of Legal is overdue" in said
    assert "the input of Engineering is overdue" not in said
    assert await nothing_is_parked(world)


async def test_a_lease_about_to_end_is_told_and_kept_by_a_button(
    world: World, card: Json, amara: Person, li: Person
) -> None:
    world.clock.forward(hours=3)
    await world.bring_due()
    assert f"Owner: {amara.name} (free again at" in words(await amara.card())
    [warning] = [note for note in await notes(amara) if "Keep it" in buttons(note)]
    assert words(warning).startswith(f"<@{amara.id}>, nothing has happened here")
    assert buttons(warning) == {"Keep it": "case.renew", "Release": "case.release", "Hand over": "case.hand_over"}
    await li.press(warning, "case.renew")
    assert words(await li.sees_ephemeral()) == "Only the owner can keep a case. Claim it if it is free."
    mine = await amara.command("mine")
    assert words(mine).startswith("*Free again soon, unless you keep it*\n*The phone swells*")
    await amara.press(mine, "case.renew")
    assert words(await amara.sees_ephemeral()).startswith("This stays yours.")
    assert "free again" not in words(await amara.card())
    assert "Keep it" not in buttons(await amara.command("mine"))


async def test_a_case_is_handed_over_and_its_new_owner_pinged(card: Json, amara: Person, li: Person) -> None:
    await li.choose(card, "hand_over")
    assert "may hand this over. Ask one of them." in words(await li.modal())
    await amara.choose(card, "hand_over")
    assert (await amara.submit())["checked_by"] == "client"
    for nobody in (GUEST, amara.id):
        assert set((await amara.submit(to=nobody))["errors"]) == {"to"}
    await amara.submit(to=LI)
    assert f"Owner: {li.name} ·" in words(await li.card())
    assert words((await notes(li))[-1]) == f"{amara.name} handed this over to <@{LI}>."
    looked_back = words(await amara.command("case 1"))
    assert f"handed this over to {li.name}." in looked_back
    assert "<@" not in looked_back, "it can be shared without asking anyone again"


async def test_while_somebody_drafts_the_others_see_it(
    world: World, card: Json, amara: Person, jonas: Person
) -> None:
    writes = f"{amara.name} is drafting (since"
    await amara.press(card, "case.draft")
    assert writes in words(await jonas.card())
    await amara.closes()
    assert writes not in words(await jonas.card())
    await amara.press(card, "case.draft")
    await amara.submit(text=" ")
    assert writes in words(await jonas.card())
    await amara.submit(text="We are sorry.")
    assert writes not in words(await jonas.card())


async def test_a_draft_that_nobody_hears_of_for_long_is_forgotten(
    world: World, card: Json, amara: Person, jonas: Person
) -> None:
    await amara.press(card, "case.draft")
    world.clock.forward(minutes=10)
    await jonas.press(card, "case.draft")
    world.clock.forward(seconds=LASTS.total_seconds() - 300)
    await world.bring_due()
    seen = words(await jonas.card())
    assert f"{amara.name} is drafting" not in seen
    assert f"{jonas.name} is drafting" in seen
    world.clock.forward(minutes=5)
    await world.bring_due()
    assert "is drafting" not in words(await jonas.card())


async def test_what_is_asked_of_me_is_listed_with_its_time_the_most_urgent_first(
    world: World, card: Json, amara: Person
) -> None:
    await amara.choose(card, "ask")
    await amara.submit(person=PRIYA)
    world.clock.forward(minutes=30)
    await world.say("It burns.")
    second = await amara.card()
    await amara.choose(second, "ask")
    await amara.submit(slot="pr")
    world.clock.forward(minutes=40)
    priya = Person(world, PRIYA, SAFETY)
    mine = words(await priya.command("mine"))
    assert mine.startswith("*Your input is asked for*\n*The phone swells*")
    assert "Product safety · case 1 · you are asked, overdue since" in mine
    assert "Product safety · case 2 · PR is asked, due" in mine
    home = await priya.opens_home()
    await priya.press_in(home, "case.contribute", "1")
    await priya.submit(text="Nobody wrote about it.")
    assert "case 1" not in words(await priya.opens_home())
