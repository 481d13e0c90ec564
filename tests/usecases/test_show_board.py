"""The boards of a season, and joining or leaving them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import text

from bot.bootstrap import Muster
from bot.domain.errors import BadInput, NotAllowed
from bot.domain.people import Member
from bot.domain.period import Month, Week
from bot.usecases.change_settings import Settings, change_settings
from bot.usecases.close_case import close_case
from bot.usecases.count_credit import count_credit
from bot.usecases.show_board import Board, SeasonState, set_on_boards, show_board, show_function_board
from bot.usecases.void_case import void_case
from tests.builders import case_at, do, eva, guest, jobs, jonas, know, li, member, mention, priya
from tests.world import SetClock

OCTOBER, NOVEMBER = Month(2026, 10), Month(2026, 11)


@pytest.fixture(autouse=True)
async def people(muster: Muster) -> None:
    """Everyone is known, and nobody is on the boards yet."""
    await know(muster)


async def spotted(muster: Muster, by: Member, thread: str) -> int:
    """A case that `by` brought in, and that Li confirms when it ends; it is booked."""
    case = await case_at(muster, "replied", said=mention(thread=thread), by=by.id)
    await do(muster, close_case, case.id, li, outcome="Replaced.", helped=[(by.id, "spot")])
    await do(muster, count_credit)
    return case.id


async def board(muster: Muster, reader: Member, **of: Any) -> Board:
    return await do(muster, show_board, reader, **of)


@pytest.mark.parametrize("change", [{"active": False}, {"guest": True}])
async def test_who_joined_and_left_the_company_or_became_a_guest_is_not_among_those_on_the_boards(
    muster: Muster, change: dict[str, bool]
) -> None:
    await spotted(muster, priya, "t1")
    for one in (priya, jonas):
        await do(muster, set_on_boards, one, True)
    await know(muster, replace(priya, **change))
    seen = await board(muster, jonas)
    assert (seen.opted_in, seen.places, seen.names) == (1, (), {})


async def test_ones_own_credit_is_shown_to_oneself_though_one_is_on_no_board(muster: Muster) -> None:
    await spotted(muster, priya, "t1")
    seen = await board(muster, priya)
    assert (seen.own, seen.on_it, seen.places, seen.names) == (2_000_000, False, (), {})
    assert seen.own_rank == 1  # where she would be shown if she joined
    assert ((await board(muster, jonas)).own, (await board(muster, jonas)).own_rank) == (0, None)


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
    assert (seen.opted_in, seen.on_it, seen.own, seen.own_rank) == (3, True, 2_000_000, None)


async def test_a_new_month_begins_from_zero_and_the_old_one_stays_as_it_was(muster: Muster, clock: SetClock) -> None:
    case = await spotted(muster, priya, "t1")
    await do(muster, set_on_boards, priya, True)
    clock.forward(days=13)
    seen = await board(muster, priya)
    assert (seen.season, seen.state, seen.places, seen.own) == (NOVEMBER.next, SeasonState.RUNNING, (), 0)
    assert (await board(muster, priya, season=NOVEMBER)).state is SeasonState.COUNTED
    clock.forward(days=7)
    await do(muster, count_credit)
    await do(muster, void_case, case, eva, reason="A test.")
    await do(muster, count_credit)
    old = await board(muster, priya, season=NOVEMBER)
    assert (old.state, [place.credit for place in old.places]) == (SeasonState.CLOSED, [2_000_000])


async def test_a_month_that_has_not_begun_has_no_board(muster: Muster) -> None:
    with pytest.raises(BadInput, match="2026-12 has not begun"):
        await board(muster, priya, season=NOVEMBER.next)
    with pytest.raises(BadInput, match="ask for it or for one before it"):
        await do(muster, show_function_board, priya, season=NOVEMBER.next)


async def test_a_community_has_a_board_of_its_own(muster: Muster) -> None:
    await spotted(muster, priya, "t1")
    await do(muster, set_on_boards, priya, True)
    safety, care = (muster.company.community(name) for name in ("safety", "care"))
    assert [place.member for place in (await board(muster, priya, community=safety)).places] == [priya.id]
    assert (await board(muster, priya, community=care)).places == ()


async def test_a_function_is_shown_from_five_people_on(muster: Muster) -> None:
    await spotted(muster, priya, "t1")
    few = await do(muster, show_function_board, priya)
    assert (few.places, few.own, few.compared, few.taking_part) == ((), None, 0, 1)
    await know(muster, *(member(f"U0PR{n}", "pr") for n in range(4)))
    seen = await do(muster, show_function_board, priya)
    [place] = seen.places
    people = 10
    assert (place.standing.function, place.standing.people, place.standing.taking_part) == ("pr", 5, 1)
    assert place.standing.credit == (5 * 2_000_000 + people * 2_000_000) // (people * 10)
    assert (seen.own, seen.people) == (place.standing, people)
    assert (await do(muster, show_function_board, jonas)).own is None


async def test_what_slack_says_of_people_does_not_put_them_back_on_the_boards(muster: Muster) -> None:
    await do(muster, set_on_boards, priya, True)
    await know(muster)
    assert (await board(muster, priya)).on_it


async def test_who_leaves_goes_from_digests_and_from_what_others_see(muster: Muster, clock: SetClock) -> None:
    for thread, by in enumerate((priya, jonas)):
        await spotted(muster, by, str(thread))
    for by in (priya, jonas, eva):
        await do(muster, set_on_boards, by, True)
    async with muster.uow() as uow:
        await uow.digests.claim("safety", Week.parse("2026-W47"), clock.now())
        await uow.commit()
    before = await jobs(muster)
    await do(muster, set_on_boards, priya, False)
    assert (await jobs(muster))[len(before) :] == ["refresh_digest"]
    assert before.count("show_home") == 3  # those asked for by joining still wait, once each
    async with muster.engine.begin() as connection:
        await connection.execute(text("DELETE FROM procrastinate_jobs"))
    await do(muster, set_on_boards, jonas, False)
    assert sorted(await jobs(muster)) == ["refresh_digest", "show_home"]  # Priya, who left, saw nobody any more
    await do(muster, set_on_boards, priya, True)
    await do(muster, set_on_boards, jonas, True)
    async with muster.engine.begin() as connection:
        await connection.execute(text("DELETE FROM procrastinate_jobs"))
    await do(muster, set_on_boards, jonas, False)
    assert sorted(await jobs(muster)) == ["refresh_digest", "show_home", "show_home"]


async def test_guests_are_on_no_board(muster: Muster) -> None:
    with pytest.raises(NotAllowed, match="Guests earn no points"):
        await do(muster, set_on_boards, guest, True)
    wanted = Settings(quiet_from=None, quiet_until=None, weekly_note=True, suggested=True, on_boards=True)
    with pytest.raises(NotAllowed, match="Guests earn no points"):
        await do(muster, change_settings, guest, wanted)


async def test_settings_are_kept_and_join_and_leave_the_boards(muster: Muster) -> None:
    wanted = Settings(quiet_from=1_320, quiet_until=420, weekly_note=False, suggested=False, on_boards=True)
    await do(muster, change_settings, priya, wanted)
    async with muster.uow() as uow:
        kept = await uow.members.get(priya.id)
    assert kept == replace(
        priya, quiet_from=1_320, quiet_until=420, weekly_note=False, suggested=False, on_boards=True
    )
    await do(muster, change_settings, kept, replace(wanted, quiet_from=None, quiet_until=None, on_boards=False))
    async with muster.uow() as uow:
        assert await uow.members.get(priya.id) == replace(priya, weekly_note=False, suggested=False)
    with pytest.raises(BadInput, match="Choose when they end"):
        await do(muster, change_settings, priya, replace(wanted, quiet_until=None))
