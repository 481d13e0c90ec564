"""Letters wait until quiet hours are over, and nobody waits with them."""

from __future__ import annotations

import pytest

from bot.domain.case import CaseId
from bot.domain.letters import Thanks
from bot.domain.people import MemberId
from bot.domain.verdict import Verdict
from bot.usecases.ask_for_feedback import ask_for_feedback
from bot.usecases.change_settings import Settings, change_settings
from bot.usecases.take_verdict import take_verdict
from bot.usecases.telling import QuietNow, tell_members
from tests.builders import amara, case_at, do, li, mention, rows
from tests.people import nothing_is_parked
from tests.world import AMARA, PRIYA, SAFETY, World

AFTER_LUNCH = Settings(quiet_from=13 * 60, quiet_until=14 * 60, weekly_note=True, suggested=True, on_boards=False)
"""Amara lives in Berlin, where it is one o’clock."""


@pytest.fixture
async def quiet(world: World) -> World:
    """Amara has quiet hours."""
    await world.muster_knows_everyone()
    await do(world.muster, change_settings, amara, AFTER_LUNCH)
    await world.settle()
    return world


async def told(world: World, member: str) -> int:
    """How many letters a person got."""
    posted = await world.slack.calls("chat.postMessage")
    return sum(call["arguments"]["channel"] == member for call in posted)


async def test_a_letter_comes_once_the_quiet_hours_are_over(quiet: World) -> None:
    case = await case_at(quiet.muster, "replied", said=mention(thread="t1"))
    await do(quiet.muster, ask_for_feedback, case.id, li)
    glad = Verdict(score=5, words="Good.", recommended=None, quotable=False)
    await do(quiet.muster, take_verdict, case.id, 1, glad)
    await quiet.settle()
    assert await told(quiet, AMARA) == 0
    waiting = await rows(quiet.muster, "SELECT lock, queueing_lock FROM procrastinate_jobs WHERE task_name = 'thank'")
    assert waiting == [(None, None)]
    quiet.clock.forward(hours=1)
    await quiet.bring_due()
    assert await told(quiet, AMARA) == 1
    assert await nothing_is_parked(quiet)


async def test_those_without_quiet_hours_are_told_at_once(quiet: World) -> None:
    thanks = Thanks(case_id=CaseId(1), matter="It swells", channel=SAFETY, score=5, words="Good.")
    keys = {MemberId(one): f"thanks:{one}" for one in (AMARA, PRIYA)}
    with pytest.raises(QuietNow) as still:
        await do(quiet.muster, tell_members, thanks, keys)
    assert still.value.after == 3_600
    assert (await told(quiet, AMARA), await told(quiet, PRIYA)) == (0, 1)
    quiet.clock.forward(hours=1)
    await do(quiet.muster, tell_members, thanks, keys)
    assert (await told(quiet, AMARA), await told(quiet, PRIYA)) == (1, 1)
