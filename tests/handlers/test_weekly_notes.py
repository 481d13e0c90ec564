"""Each person's own week, in a letter to them alone: once, to those who have something of their own."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.bootstrap import Muster
from bot.domain.case import CaseId
from bot.schedule import notes_due
from bot.usecases.close_case import close_case
from bot.usecases.contribute import contribute
from bot.usecases.count_credit import count_credit
from bot.usecases.record_reply import record_reply
from bot.usecases.say_thanks import say_thanks
from bot.usecases.show_board import set_on_boards
from bot.usecases.sign_off import sign_off
from tests.builders import ANSWER, LINK, advance, amara, case_at, do, jonas, know, li, mention, priya, rows, tom
from tests.people import buttons, letters, words
from tests.usecases.test_schedule import MONDAY_9
from tests.world import AMARA, JONAS, LI, NOON, PRIYA, TOM, World


@pytest.fixture
async def worked(world: World) -> World:
    """A world after a week in which Priya brought a case in, Jonas helped, and Li confirmed both."""
    muster = world.muster
    await helped(muster)
    world.clock.moment = MONDAY_9
    return world


async def helped(muster: Muster, thread: str = "t") -> CaseId:
    """A case that Li closes and says who helped."""
    case = await case_at(muster, "replied", said=mention(thread=thread), by=priya.id)
    await do(muster, contribute, case.id, jonas, "A known batch.", identity=thread, in_thread=True)
    confirmed = [(priya.id, "spot"), (jonas.id, "answer:engineering")]
    await do(muster, close_case, case.id, li, outcome="Replaced.", helped=confirmed)
    await do(muster, count_credit)
    return case.id


async def note_of(world: World, member: str) -> str:
    """What somebody was written, "" where it is nothing; more than one letter is too much."""
    found = [words(one) for one in (await letters(world, member))[1] if "Your week" in words(one)]
    assert len(found) <= 1
    return "".join(found)


async def test_everyone_gets_one_with_who_confirmed_whatever_the_clocks_do(worked: World, replica: Muster) -> None:
    thanked = {"to": priya.id, "text": "Well <seen>.", "identity": "n"}
    worked.clock.moment = NOON + timedelta(days=1)
    await do(worked.muster, say_thanks, CaseId(1), li, **thanked)
    worked.clock.moment = MONDAY_9
    for hours in (0, -1, 2, -30, 30):
        worked.clock.forward(hours=hours)
        await asyncio.gather(*(notes_due(one) for one in (worked.muster, replica) for _ in range(2)))
    asked = "SELECT args->>'member' FROM procrastinate_jobs WHERE task_name = 'tell_own_week' ORDER BY 1"
    assert await rows(worked.muster, asked) == [JONAS, PRIYA]
    await worked.settle()
    told = await note_of(worked, PRIYA)
    assert "Your week · 16–22 Nov" in told
    assert "2 points · case 1 in Product safety: you brought it in; Li" in told
    assert "confirmed it" in told
    assert "Well &lt;seen&gt;." in told
    assert (
        "*Regular*, within 100 days: 9 more contributions, 4 more colleagues who confirm, 2 more customers and"
        in told
    )
    assert "you helped with the answer (Engineering)" in await note_of(worked, JONAS)
    for nobody in (LI, TOM, AMARA):
        assert await note_of(worked, nobody) == "", f"{nobody} has nothing to be told"


async def test_who_wants_none_or_has_left_gets_none(worked: World) -> None:
    await notes_due(worked.muster)
    await know(worked.muster, replace(jonas, active=False))
    await worked.settle()
    person, seen = await letters(worked, PRIYA)
    assert await note_of(worked, JONAS) == ""
    await person.press(seen[-1], "note.stop")
    assert "No more notes" in words(await person.sees_ephemeral())
    worked.clock.forward(days=1)
    await helped(worked.muster, "again")
    worked.clock.forward(days=6)
    await notes_due(worked.muster)
    await worked.settle()
    assert "Your week · 16–22 Nov" in await note_of(worked, PRIYA)


async def test_what_is_confirmed_after_its_week_is_told_in_the_next(worked: World) -> None:
    await notes_due(worked.muster)
    await worked.settle()
    case = await case_at(worked.muster, "drafted", said=mention(thread="late"), by=tom.id)
    worked.clock.moment = MONDAY_9 + timedelta(days=6)
    await do(worked.muster, sign_off, case.id, li, revision=1)
    worked.clock.moment = MONDAY_9 + timedelta(days=7)
    await notes_due(worked.muster)
    await worked.settle()
    assert await note_of(worked, TOM) == "", "nobody has confirmed it yet"
    await bring_to_its_end(worked.muster, case.id)
    worked.clock.moment = MONDAY_9 + timedelta(days=14)
    await notes_due(worked.muster)
    await worked.settle()
    assert "30 Nov–6 Dec" in await note_of(worked, TOM)


async def bring_to_its_end(muster: Muster, case: CaseId) -> None:
    """Amara answers, and Li says that Tom brought it in."""
    await do(muster, record_reply, case, amara, revision=1, text=ANSWER, url=LINK)
    await do(muster, close_case, case, li, outcome="Replaced.", helped=[(tom.id, "spot")])
    await do(muster, count_credit)


async def test_who_is_on_the_boards_is_told_the_next_top_and_what_waits(worked: World) -> None:
    for one in (priya, jonas, amara):
        await do(worked.muster, set_on_boards, one, True)
    await advance(worked.muster, (await case_at(worked.muster, said=mention(thread="mine"))).id, "claimed")
    await notes_due(worked.muster)
    await worked.settle()
    assert "top" not in await note_of(worked, PRIYA), "nobody is ahead of her"
    waits = await note_of(worked, AMARA)
    assert "2 points more as a volunteer bring you into the top 50% of this month’s board." in waits
    assert "*Waits for you*: 1 case of yours" in waits
    assert "confirm" not in waits
    [seen] = (await letters(worked, AMARA))[1][-1:]
    assert list(buttons(seen)) == ["What waits for me", "No more notes"]


async def test_notes_of_a_week_are_taken_on_even_where_nobody_gets_any(world: World) -> None:
    world.clock.moment = MONDAY_9
    await notes_due(world.muster)
    assert await rows(world.muster, "SELECT week FROM noted_weeks") == ["2026-W47"]
