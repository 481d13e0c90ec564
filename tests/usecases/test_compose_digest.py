"""What a community's week is made of, read off the database."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.bootstrap import Muster
from bot.domain.case import Case
from bot.domain.digest import Digest, Help, Waiting
from bot.domain.people import MemberId
from bot.domain.period import Week
from bot.usecases.close_case import close_case
from bot.usecases.contribute import contribute
from bot.usecases.show_board import set_on_boards
from bot.usecases.tell_week import compose_digest
from tests.builders import BERLIN, advance, case_at, do, jonas, know, li, mention, priya
from tests.world import NOON, SetClock

WEEK = Week.of(NOON, BERLIN)
LAST_MOMENT = datetime(2026, 11, 22, 22, 59, tzinfo=UTC)
"""A minute before Sunday ends in Berlin."""


@pytest.fixture(autouse=True)
async def people(muster: Muster) -> None:
    """Everyone is known."""
    await know(muster)


async def digest(muster: Muster, week: Week = WEEK, of: str = "safety") -> tuple[Digest, dict[MemberId, str]]:
    return await do(muster, compose_digest, muster.company.community(of), week)


async def closed(muster: Muster, thread: str = "t1") -> Case:
    """A case that Priya brought in; Li confirms her when it ends."""
    case = await case_at(muster, "replied", said=mention(thread=thread), by=priya.id)
    await do(muster, contribute, case.id, jonas, "A known batch.", identity=thread, in_thread=True)
    confirmed = [(priya.id, "spot"), (jonas.id, "answer:engineering")]
    return await do(muster, close_case, case.id, li, outcome="Replaced.", helped=confirmed)


async def replied_after(muster: Muster, clock: SetClock, minutes: int) -> None:
    """A case whose customer waited so long."""
    case = await case_at(muster, said=mention(thread=str(minutes)))
    clock.forward(minutes=minutes)
    await advance(muster, case.id, "replied")


async def test_a_week_with_nothing_in_it_says_so(muster: Muster) -> None:
    told, names = await digest(muster)
    assert told.empty
    assert names == {}


async def test_it_tells_who_spotted_who_answered_and_who_told_the_customer(muster: Muster) -> None:
    case = await closed(muster)
    told, names = await digest(muster)
    (story,) = told.stories
    assert (story.id, story.outcome, story.spotted_by, story.looped_by) == (
        str(case.id), "Replaced.", priya.id, case.reply.by,
    )  # fmt: skip
    assert [(one.function, one.member) for one in story.answered_by] == [("engineering", jonas.id)]
    assert names == {priya.id: "Priya", jonas.id: "Jonas", case.reply.by: "Amara"}
    assert told.help_across == (Help(from_function="engineering", to_function="support", times=1),)


async def test_newcomers_are_those_confirmed_for_the_first_time(muster: Muster, clock: SetClock) -> None:
    await closed(muster, "t1")
    clock.forward(days=7)
    await closed(muster, "t2")
    assert set((await digest(muster))[0].newcomers) == {priya.id, jonas.id}
    assert (await digest(muster, Week.of(clock.now(), BERLIN)))[0].newcomers == ()


async def test_the_board_of_the_week_shows_those_who_joined(muster: Muster) -> None:
    await closed(muster)
    assert (await digest(muster))[0].board == ()
    await do(muster, set_on_boards, priya, True)
    assert [(place.member, place.credit) for place in (await digest(muster))[0].board] == [(priya.id, 2_000_000)]
    assert (await digest(muster, of="care"))[0].board == ()


async def test_a_week_ends_at_midnight_of_its_community_and_not_of_utc(muster: Muster, clock: SetClock) -> None:
    clock.moment = LAST_MOMENT
    before = await closed(muster, "t1")
    clock.forward(minutes=1)
    after = await closed(muster, "t2")
    this, following = await digest(muster), await digest(muster, Week.of(clock.now(), BERLIN))
    assert [[story.id for story in told.stories] for told, _ in (this, following)] == [
        [str(before.id)],
        [str(after.id)],
    ]
    assert [told.numbers.first_reply.n for told, _ in (this, following)] == [1, 1]


async def test_it_is_provisional_until_the_week_is_over_there(muster: Muster, clock: SetClock) -> None:
    clock.moment = LAST_MOMENT
    assert (await digest(muster))[0].provisional
    clock.forward(minutes=1)
    assert not (await digest(muster))[0].provisional


async def test_first_replies_are_compared_with_the_week_before(muster: Muster, clock: SetClock) -> None:
    clock.moment = NOON - timedelta(days=7)
    await replied_after(muster, clock, 30)
    clock.moment = NOON
    for minutes in (10, 20):
        await replied_after(muster, clock, minutes)
    numbers = (await digest(muster))[0].numbers
    assert (numbers.first_reply.n, numbers.first_reply.median, numbers.change) == (2, 15, -15)


async def test_open_cases_are_counted_with_those_who_are_awaited(muster: Muster, clock: SetClock) -> None:
    case = await case_at(muster)
    await do(muster, contribute, case.id, jonas, "A known batch.", identity="1", in_thread=True)
    clock.forward(hours=3)
    told, _ = await digest(muster)
    assert told.waiting == (Waiting(function="legal", cases=1), Waiting(function="support", cases=1))
    assert told.numbers.overdue == 1
    assert (await digest(muster, of="care"))[0].empty
