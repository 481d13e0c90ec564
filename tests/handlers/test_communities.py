"""Opening, changing and closing a community, as people do it in Slack."""

from __future__ import annotations

import io
import re
from typing import Any

from openpyxl import load_workbook

from sandbox.events import membership
from sandbox.people import TEAM_ID
from tests.people import Person, buttons, field, nothing_is_parked, words
from tests.world import AMARA, CARE, EVA, JONAS, LI, World

GUIDE = {
    "title": "Winter Recall",
    "purpose": "Everyone with a winter battery hears from us.",
    "functions": ["support", "engineering"],
    "sign_off": ["legal"],
    "keywords": "winter pack*, frost",
    "reach": "public",
    "ends": "never",
}


async def opens(person: Person, people: list[str] | None = None, **changes: Any) -> dict[str, Any]:
    """Open a community to its end; gives its channel."""
    await person.types("community open")
    sent = await person.submit(**{**GUIDE, **changes})
    assert sent["result"] == "updated", sent
    await person.submit(**({} if people is None else {"people": people}))
    return channel_called(person.world, "winter-recall")


def channel_called(world: World, name: str) -> dict[str, Any]:
    [channel] = [one for one in world.workspace.conversations.channels.values() if one.name == name]
    return {"id": channel.id, "members": channel.members, "purpose": channel.purpose["value"], "made": channel}


async def told(world: World, member: str) -> list[dict[str, Any]]:
    """What Muster told somebody alone."""
    return await world.slack.messages("D" + member.removeprefix("U"), member)


async def test_a_community_is_opened_takes_cases_and_is_closed(world: World, amara: Person, jonas: Person) -> None:
    await amara.types("community open")
    await amara.submit(**GUIDE)
    assert set(field(await amara.modal(), "people")["initial_users"]) == {AMARA, EVA, JONAS}
    await amara.submit(people=[JONAS, LI])
    made = channel_called(world, "winter-recall")
    channel = made["id"]
    assert {AMARA, JONAS, LI} <= set(made["members"])
    assert made["purpose"] == GUIDE["purpose"]
    [welcome] = [one for one in await world.slack.messages(channel) if "bot_id" in one and one.get("blocks")]
    assert "Helps: Support, Engineering · Signs off: Legal" in words(welcome)
    [letter] = await told(world, AMARA)
    assert "*Winter Recall* is open" in letter["text"]

    await world.say("My winter packs stopped at night.")
    here = Person(world, JONAS, channel)
    assert "Winter Recall" in words(await here.card())
    listed = words(await amara.command("community"))
    assert "*Winter Recall*" in listed
    assert "Lead: Amara · 1 open case · Ends when somebody closes it" in listed
    await amara.types("community close winter recall")
    refused = await amara.submit(outcome="All have new packs.")
    assert refused["errors"] == {"move_to": "Cases are open here. Choose the community that goes on with them."}
    await amara.submit(outcome="All have new packs.", move_to="care")
    assert "Winter Recall was closed" in words(await Person(world, AMARA, CARE).card())
    messages = await world.slack.messages(channel)
    back = next(one for one in messages if "Looking back" in one["text"])
    assert "All have new packs." in words(back)
    [file] = [file for one in messages for file in one.get("files", ())]
    assert file["name"] == "winter-recall.xlsx"
    assert made["made"].is_archived
    assert "Winter Recall" not in words(await amara.command("community"))
    assert await nothing_is_parked(world)


async def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(world: World, amara: Person) -> None:
    await amara.types("community open")
    for wrong, where in (
        ({"title": "Customer care"}, "title"),
        ({"title": "!!"}, "title"),
        ({"ends": "day", "ends_on": "2026-11-17"}, "ends_on"),
        ({"ends": "day"}, "ends_on"),
        ({"keywords": "frost, …"}, "keywords"),
    ):
        assert list((await amara.submit(**{**GUIDE, **wrong}))["errors"]) == [where]
    assert (await amara.submit(**GUIDE))["result"] == "updated"


async def test_a_refusal_of_slacks_can_be_mended_with_all_that_was_typed(world: World, amara: Person) -> None:
    await world.slack.do("fail", method="conversations.create", error="restricted_action")
    await amara.types("community open")
    await amara.submit(**GUIDE)
    await amara.submit(people=[LI])
    [letter] = await told(world, AMARA)
    assert "Ask an owner of the workspace" in letter["text"]
    assert buttons(letter) == {"Change and try again": "community.again"}
    alone = Person(world, AMARA, "D0AMARA")
    await alone.press(letter, "community.again")
    view = await amara.modal()
    assert field(view, "purpose")["initial_value"] == GUIDE["purpose"]
    await amara.submit(**GUIDE)
    assert set(field(await amara.modal(), "people")["initial_users"]) == {AMARA, LI}
    await amara.submit()
    assert LI in channel_called(world, "winter-recall")["members"]
    assert "is open" in (await told(world, AMARA))[-1]["text"]


async def test_only_a_lead_changes_or_closes_it_and_muster_toml_has_its_own(
    world: World, amara: Person, jonas: Person
) -> None:
    await opens(amara)
    refused = words(await jonas.command("community close winter-recall"))
    assert "a lead of Winter Recall or an administrator" in refused
    assert "stands in muster.toml" in words(await amara.command("community edit care"))
    await amara.types("community edit winter recall")
    await amara.submit(purpose="Nobody freezes.", leads=[JONAS])
    assert "Nobody freezes." in words(await jonas.command("community"))
    await jonas.types("community close winter-recall")
    assert "Close the community" in (await jonas.modal())["title"]["text"]


async def test_a_workbook_of_slacks_opens_with_what_was_done(world: World, amara: Person) -> None:
    channel = await opens(amara, reach="private")
    assert channel["made"].is_private
    await world.say("=cmd|' /C calc'!A0 winter packs.")
    card = await Person(world, AMARA, channel["id"]).card()
    await Person(world, AMARA, channel["id"]).speak_in(card, "=1+1 batch 7")
    await amara.types("community close winter-recall")
    await amara.submit(outcome="Done.", move_to="care")
    [file] = [file for one in await world.slack.messages(channel["id"]) for file in one.get("files", ())]
    content = world.workspace.files.find(file["id"]).content
    assert content
    book = load_workbook(io.BytesIO(content))
    assert book["Timeline"]["C2"].value == "community opened"
    assert book["Contributions"].max_row == 1  # the case went on in another community, with what was given to it


async def test_a_private_community_is_seen_by_those_in_its_channel_as_they_come_and_go(
    world: World, amara: Person, jonas: Person
) -> None:
    made = (await opens(amara, [LI], reach="private"))["made"]
    await world.say("My winter packs stopped at night.")
    number = re.search(r"case (\d+)", words(await Person(world, LI).command("search winter")), re.IGNORECASE)
    assert number
    tries = (
        f"case {number[1]}",
        "digest winter-recall",
        "report winter-recall",
        "search winter",
        "community",
        "help",
    )
    for typed in tries:
        assert not re.search("stopped|Recall|winter battery", words(await jonas.command(typed))), typed
    assert "Winter" not in words(await jonas.opens_home())
    assert "private community" in words(await jonas.command(tries[0]))

    world.workspace.conversations.add_member(made, JONAS)
    await world.settle()
    assert "My winter packs stopped" in words(await jonas.command(tries[0]))
    assert "Winter Recall" in words(await jonas.opens_home())

    made.members.remove(JONAS)
    world.workspace.conversations.tell(membership("member_left_channel", made, JONAS, team=TEAM_ID, at="1.0"))
    await world.settle()
    assert "private community" in words(await jonas.command(tries[0]))
    assert await nothing_is_parked(world)
