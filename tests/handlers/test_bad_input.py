"""What nobody should type: a clear message where it was typed, the modal still open, nothing lost, nothing done."""

from __future__ import annotations

import itertools
import json
from collections.abc import AsyncIterator, Iterator

import pytest

from bot.muster_file import MusterFile
from handlers.actions import REACTIONS
from handlers.commands import ANSWERS, MODALS
from handlers.views import OUTCOMES
from tests.handlers.openings import COMMUNITY, OPENINGS, Modal, as_it_is, make_ready, opened, press, strings
from tests.handlers.wrong import BAD, Bad
from tests.people import Json, Person, nothing_is_parked, words
from tests.world import AMARA, SetClock, World, make_world


@pytest.fixture
async def world(database_url: str, muster_file: MusterFile, clock: SetClock) -> AsyncIterator[World]:
    """A world in which customers can be answered through their source."""
    async with make_world(database_url, muster_file, clock, replying=True) as made:
        await made.muster_knows_everyone()
        await make_ready(made)
        yield made


def test_every_modal_has_its_bad_input() -> None:
    assert set(BAD) == set(OPENINGS) == set(OUTCOMES)


async def test_what_is_wrong_in_a_modal_is_said_at_its_field_and_kept(world: World) -> None:
    for name, wrong in BAD.items():
        modal = None
        for bad in wrong:
            modal = modal or await opened(world, name)
            await refuse(modal, bad)
            modal = None if bad.meanwhile else modal


async def refuse(modal: Modal, bad: Bad) -> None:
    """Send what is wrong, and see what comes of it."""
    what = f"{modal.name}: {bad}"
    typed, forged = (_about(modal.case, given) for given in (bad.typed, bad.forged))
    if bad.meanwhile:
        await bad.meanwhile(modal.world, modal.case)
    before = await as_it_is(modal.world)
    sent = await modal.send(typed, forged, bad.carried)
    assert sent.get("status") == 200, (what, sent)
    assert await as_it_is(modal.world) == before, what
    assert modal.is_open, what
    if bad.at:
        assert list(sent["errors"]) == [bad.at], (what, sent)
        assert bad.says in sent["errors"][bad.at], (what, sent["errors"])
    else:
        assert sent["result"] == "updated", (what, sent)
        assert bad.says in modal.texts, (what, modal.texts)
    for text in typed.values():
        assert not isinstance(text, str) or text in modal.texts, what


def _about(case: int, given: Json) -> Json:
    return {name: one.replace("{case}", str(case)) if isinstance(one, str) else one for name, one in given.items()}


TOO_LATE = {
    "mention.report": ("community", {"text": "It swells.", "community": COMMUNITY}),
    "case.move": ("community", {"community": COMMUNITY, "reason": "They know."}),
    "community.edit": ("purpose", {"purpose": "Help."}),
    "community.close": ("outcome", {"outcome": "All is well."}),
}
"""What is typed about a community, and the field at which one reads that it was closed meanwhile."""


async def test_what_is_typed_about_a_community_that_closes_meanwhile_is_kept(world: World) -> None:
    modals = {name: await opened(world, name) for name in TOO_LATE}
    closing = await opened(world, "community.close")
    assert (await closing.send({"outcome": "All have new ones."}))["result"] == "updated"
    before = await as_it_is(world)
    for name, (at, typed) in TOO_LATE.items():
        modals[name].bring_up()
        sent = await modals[name].send(typed)
        assert list(sent["errors"]) == [at], (name, sent)
        assert "Storm Recall was closed" in sent["errors"][at], name
        assert all(text in modals[name].texts for text in typed.values()), name
    assert await as_it_is(world) == before


UNREADABLE = ("{", "[]", "{}")
NO_IDS = ("x", -1, 10**30, 999_999_999_999)
ASIDE = ("again", "beside", "filled", "seen", "text")
"""What a modal carries beside the ids of what it is about; none of it can do harm."""

BEGINS = {"case.answers_like": ("after",)}
"""What is looked at only once the modal beneath is sent."""
EMPTY = ("community.people", "settings")
"""The modals in which all fields may be empty."""


def forgeries(modal: Modal) -> Iterator[Json]:
    """The modal with parts that Muster never gave it."""
    if ids := json.loads(modal.first.definition.get("private_metadata") or "{}"):
        yield from ({"private_metadata": raw} for raw in UNREADABLE)
        named = ids.keys() - {*ASIDE, *BEGINS.get(modal.name, ())}
        for name, wrong in itertools.product(sorted(named), NO_IDS):
            yield {"private_metadata": json.dumps(ids | {name: wrong})}
    if modal.first.state and modal.name not in EMPTY:
        yield from ({"state": values} for values in ({}, {"values": {}}))


async def test_a_forged_modal_is_refused_and_does_nothing(world: World) -> None:
    for name in OPENINGS:
        modal = await opened(world, name)
        before = await as_it_is(world)
        for forged in forgeries(modal):
            status, answer = await modal.send_raw(**forged)
            assert status == 200, (name, forged)
            assert answer.get("response_action") in ("errors", "update"), (name, forged)
        assert await as_it_is(world) == before, name


NO_VALUES = ("", "x:y", "9" * 30, "\x00")


async def test_a_forged_button_is_refused_and_does_nothing(world: World) -> None:
    before = await as_it_is(world)
    for action in REACTIONS:
        for value in NO_VALUES:
            assert await press(world, AMARA, action, value) == 200, (action, value)
    assert await as_it_is(world) == before
    await world.settle()
    assert await nothing_is_parked(world)


WORDS: dict[str, list[tuple[str, str]]] = {
    "help": [("x" * 3_000, "How a case goes")],
    "mine": [("12 \x00", "Nothing waits for you")],
    "board": [
        ("last year", "“last” is no word for a board. Write initiative or functions, one of the communities"),
        ("functions initiative", "Name one board at a time"),
        ("care safety", "Name one community at a time"),
        ("2026-10 2026-11", "Name one month at a time"),
        ("2026-13", "“2026-13” is not a month"),
        ("2027-01", "2027-01 has not begun. The running month is 2026-11"),
        ("x" * 3_000, "is no word for a board"),
    ],
    "suggestions": [("maybe", "`/muster suggestions on`"), ("x" * 3_000, "`/muster suggestions off`")],
    "search": [
        ("in:nowhere", "There is no community “nowhere”"),
        ("is:lost", "`is:` needs"),
        ("after:yesterday", "like `after:2026-01-31`"),
        ("since:2026-01-31", "Did you mean `after:`?"),
        ("x" * 201, "200 characters is the most"),
        ("\x00", "search"),
    ],
    "digest": [
        ("nowhere", "There is no community “nowhere”"),
        ("x" * 3_000, "There is no community “xxx"),
        ("safety 2026-W99", "“2026-W99” is not a week."),
        ("safety 2027-W10", "2027-W10 has not begun. Ask for 2026-W47 or for one before it."),
        ("9" * 3_000, "is not a week."),
    ],
    "case": [
        ("", "There is no case without a number"),
        ("999999", "There is no case 999999."),
        ("twelve", "There is no case twelve."),
        ("9" * 3_000, "There is no case 999"),
        ("-1", "There is no case -1."),
    ],
    "community": [("clsoe care", "“clsoe care” is nothing that can be done"), ("x" * 3_000, "nothing that can be")],
    "ideas": [("lost", "“lost” is no status of an idea"), ("x" * 3_000, "is no status of an idea")],
    "idea": [("999", "There is no idea 999."), ("#" + "9" * 18, "There is no idea 999")],
    "customer": [
        ("", "Write of whom"),
        ("nobody", "Nobody outside is known as “nobody”"),
        ("999999", "There is no case 999999."),
        ("9" * 3_000, "Nobody outside is known as “999"),
        ("web:\x00 <@U0AMARA>", "Nobody outside is known as “web: &lt;@U0AMARA&gt;”"),
    ],
    "export": [
        ("nowhere", "“nowhere” is neither a community nor a period"),
        ("safety 2026-13", "“2026-13” is not a period"),
        ("x" * 3_000, "is neither a community nor a period"),
    ],
    "audit": [("", "Only an administrator may read"), ("2026-13", "Only an administrator may read")],
    "forget": [("", "Only an administrator may forget"), ("web/dana", "Only an administrator may forget")],
    "route": [
        ("", "Write what a customer could say"),
        (" \x00 ", "Write what a customer could say"),
        ("<!channel> smokes", "&lt;!channel&gt; smokes"),
        ("x" * 3_000, "This would go to"),
    ],
    "sources": [("x" * 3_000, "*web* (webhook)")],
    "glossary": [("magic", "“magic” is no kind of entry"), ("x" * 3_000, "is no kind of entry")],
    "report": [
        ("nowhere", "“nowhere” is neither a community nor a period"),
        ("2026-W60", "“2026-W60” is not a period"),
        ("safety 2026-13", "“2026-13” is not a period"),
        ("all last year", "“last year” is not a period"),
        ("x" * 3_000, "is neither a community nor a period"),
    ],
    "community edit": [("nowhere", "There is no community “nowhere”"), ("care", "stands in muster.toml")],
    "community close": [("nowhere", "There is no community “nowhere”"), ("x" * 3_000, "There is no community “xxx")],
}
"""What is wrong behind each word, and a piece of what its writer alone is told."""

BEGUN = {
    "mention": ("x" * 3_500, "Only the first 3,000 characters fit here."),
    "community open": ("Winter\x00  Recall", "Winter Recall"),
    "idea": ("9" * 19, "9" * 19),
}
"""The words that open a modal whatever follows; what was typed stands in it."""


def test_every_word_has_its_bad_input() -> None:
    assert set(WORDS) | set(BEGUN) == set(ANSWERS) | set(MODALS)


async def test_what_is_wrong_behind_a_word_is_told_to_its_writer_alone(world: World, li: Person) -> None:
    before = await as_it_is(world)
    for word, wrong in WORDS.items():
        for typed, says in wrong:
            answer = await ask(li, f"{word} {typed}")
            assert len(answer["ephemerals"]) == 1, (word, typed[:40], answer)
            assert says in words(answer["ephemerals"][0]), (word, typed[:40], words(answer["ephemerals"][0])[:500])
    for word, (typed, says) in BEGUN.items():
        view = (await ask(li, f"{word} {typed}"))["view"]
        assert says in "\n".join(strings(view)), word
    assert await as_it_is(world) == before


async def ask(person: Person, typed: str) -> Json:
    given = {"user": person.id, "channel": person.at, "text": f"/muster {typed}"}
    return await person.world.slack.do("command", **given)
