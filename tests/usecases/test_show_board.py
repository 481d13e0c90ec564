"""The initiative board of a season, and joining or leaving it."""

import pytest

from bot.bootstrap import Muster
from bot.domain.people import Member
from bot.usecases.close_case import close_case
from bot.usecases.show_board import Board, set_on_boards, show_board
from tests.builders import case_at, do, eva, jonas, know, li, mention, priya
from tests.world import SetClock


@pytest.fixture(autouse=True)
async def people(muster: Muster) -> None:
    """Everyone is known, and nobody is on the boards yet."""
    await know(muster)


async def spotted(muster: Muster, by: Member, thread: str) -> None:
    """A case that `by` brought in, and that Li confirms when it ends."""
    case = await case_at(muster, "replied", said=mention(thread=thread), by=by.id)
    await do(muster, close_case, case.id, li, outcome="Replaced.", helped=[(by.id, "spot")])


async def board(muster: Muster, reader: Member) -> Board:
    return await do(muster, show_board, reader)


async def test_ones_own_credit_is_shown_to_oneself_though_one_is_on_no_board(muster: Muster) -> None:
    await spotted(muster, priya, "t1")
    seen = await board(muster, priya)
    assert (seen.own, seen.on_it, seen.places, seen.names) == (2_000_000, False, (), {})
    assert (await board(muster, jonas)).own == 0


async def test_who_joins_is_shown_with_a_name_and_who_leaves_is_gone_at_once(muster: Muster) -> None:
    await spotted(muster, priya, "t1")
    await do(muster, set_on_boards, priya, True)
    seen = await board(muster, jonas)
    assert [(place.rank, place.member, place.credit) for place in seen.places] == [(1, priya.id, 2_000_000)]
    assert (seen.names, seen.opted_in, seen.on_it) == ({priya.id: "Priya"}, 1, False)
    await do(muster, set_on_boards, priya, False)
    assert ((await board(muster, priya)).places, (await board(muster, priya)).own) == ((), 2_000_000)


async def test_the_top_tenth_is_shown_and_never_a_bottom(muster: Muster) -> None:
    for thread, by in enumerate((priya, priya, jonas)):
        await spotted(muster, by, str(thread))
    for by in (priya, jonas, eva):
        await do(muster, set_on_boards, by, True)
    seen = await board(muster, jonas)
    assert [place.member for place in seen.places] == [priya.id]
    assert (seen.opted_in, seen.on_it, seen.own) == (3, True, 2_000_000)


async def test_a_new_month_begins_from_zero(muster: Muster, clock: SetClock) -> None:
    await spotted(muster, priya, "t1")
    await do(muster, set_on_boards, priya, True)
    clock.forward(days=13)
    seen = await board(muster, priya)
    assert seen.since == clock.now().replace(day=1, hour=0)
    assert (seen.places, seen.own) == ((), 0)


async def test_what_slack_says_of_people_does_not_put_them_back_on_the_boards(muster: Muster) -> None:
    await do(muster, set_on_boards, priya, True)
    await know(muster)
    assert (await board(muster, priya)).on_it
