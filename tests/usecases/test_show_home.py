"""What a person's Home says of them, and of their communities."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.bootstrap import Muster
from bot.domain.home import CommunityLoad, Health, Home
from bot.domain.people import Circle, Member
from bot.domain.standing import Neighbour
from bot.usecases.close_case import close_case
from bot.usecases.count_credit import count_credit
from bot.usecases.say_thanks import say_thanks
from bot.usecases.show_board import set_on_boards
from bot.usecases.show_home import compose_home
from bot.usecases.void_case import void_case
from tests.builders import amara, case_at, do, eva, jonas, know, li, member, mention, priya
from tests.world import SetClock

WELL = Health(workers=1, waiting=0, parked={}, troubled={}, sources=1)


@pytest.fixture(autouse=True)
async def people(muster: Muster) -> None:
    """Everyone is known."""
    await know(muster)


async def watch() -> Health:
    return WELL


async def spotted(muster: Muster, by: Member, thread: str) -> int:
    """A case that `by` brought in, and that Li confirms when it ends; it is booked."""
    case = await case_at(muster, "replied", said=mention(thread=thread, author=f"author {thread}"), by=by.id)
    await do(muster, close_case, case.id, li, outcome="Replaced.", helped=[(by.id, "spot")])
    await do(muster, count_credit)
    return case.id


async def home(muster: Muster, who: Member) -> Home:
    async with muster.uow() as uow:
        known = await uow.members.get(who.id)
    return await do(muster, compose_home, known, watch=watch)


async def test_who_has_done_nothing_yet_sees_nothing_of_others(muster: Muster) -> None:
    await spotted(muster, priya, "t1")
    seen = await home(muster, jonas)
    assert (seen.standing, seen.led, seen.health) == (None, [], None)
    assert (seen.week.contributions, seen.week.confirmed, seen.week.thanks, seen.week.praise) == (0, [], [], [])
    assert (seen.record.all_time, seen.record.claimed, seen.record.helpfulness) == (0, 0, None)
    assert seen.record.form == [0.0] * 8


async def test_a_week_tells_what_was_confirmed_and_who_said_thank_you(muster: Muster) -> None:
    case = await spotted(muster, priya, "t1")
    await do(muster, say_thanks, case, amara, to=priya.id, text="Well seen.", identity="one")
    week = (await home(muster, priya)).week
    assert (str(week.week), week.contributions, week.credit) == ("2026-W47", 1, 2_000_000)
    [earned] = week.confirmed
    assert (earned.share.slot, earned.matter, earned.community) == ("spot", "The battery swells", "safety")
    assert [note.text for note in week.thanks] == ["Well seen."]
    assert (await home(muster, priya)).names[amara.id] == "Amara"


async def test_ones_own_totals_take_later_voids_off_and_reach_over_years(muster: Muster, clock: SetClock) -> None:
    case = await spotted(muster, priya, "t1")
    await spotted(muster, priya, "t2")
    clock.forward(days=60)
    await do(muster, count_credit)
    await spotted(muster, priya, "t3")
    await do(muster, void_case, case, eva, reason="A test.")
    await do(muster, count_credit)
    record = (await home(muster, priya)).record
    assert (record.season, record.year, record.all_time) == (0, 0, 4_000_000)
    assert (record.confirmed, record.claimed) == (2, 2)
    assert len(record.form) == 8
    assert record.form[-1] > record.form[-2]


async def test_who_joined_sees_two_neighbours_on_each_side_and_nobody_who_did_not(muster: Muster) -> None:
    others = [member(f"U0N{n}", "support") for n in range(5)]
    await know(muster, *others)
    for n, by in enumerate(others):
        for again in range(n + 1):
            await spotted(muster, by, f"{by.id}{again}")
    for n in range(3):
        await spotted(muster, priya, f"p{n}")
    for by in (*others[:4], priya):
        await do(muster, set_on_boards, by, True)
    standing = (await home(muster, priya)).standing
    assert standing is not None
    assert standing.before == (Neighbour("U0N3", 8_000_000), Neighbour("U0N2", 6_000_000))
    assert standing.behind == (Neighbour("U0N1", 4_000_000), Neighbour("U0N0", 2_000_000))
    assert (standing.credit, standing.rank) == (6_000_000, None)
    assert standing.thresholds == {10: 8_000_000, 25: 6_000_000, 50: 6_000_000}


async def test_communities_say_how_much_there_is_to_do(muster: Muster, clock: SetClock) -> None:
    await case_at(muster, "opened", said=mention(thread="a"))
    clock.forward(days=3)
    await case_at(muster, "opened", said=mention(thread="b"))
    seen = await home(muster, li)
    assert seen.loads == {"safety": CommunityLoad(live=2, overdue=1)}
    assert {one.name for one in seen.own} < set(seen.company.communities)


async def test_a_lead_sees_sums_and_none_below_five_people(muster: Muster) -> None:
    await spotted(muster, priya, "t1")
    safety = muster.company.community("safety")
    leading = replace(safety, leads=Circle(members=frozenset({amara.id})))
    company = replace(muster.company, communities={**muster.company.communities, "safety": leading})
    for more, taking_part in (((), None), ([member(f"U0M{n}", "support") for n in range(4)], 0)):
        await know(muster, *more) if more else None
        [glance] = (await do(muster, compose_home, amara, company=company, watch=watch)).led
        assert glance.taking_part == taking_part
        assert glance.contributions == (None if taking_part is None else 1)
        assert glance.first_reply == (None if taking_part is None else 0.0)


async def test_administrators_see_how_the_machinery_fares(muster: Muster) -> None:
    assert muster.company.administrators.holds(eva)
    assert (await home(muster, eva)).health == WELL
    assert (await muster.watch()).workers == 0


async def test_the_level_regular_is_earned_over_weeks(muster: Muster, clock: SetClock) -> None:
    clock.forward(days=-80)
    confirmers = [member(f"U0C{n}", "legal") for n in range(5)]
    await know(muster, *confirmers)
    for n in range(10):
        clock.forward(days=7)
        case = await case_at(muster, "replied", said=mention(thread=str(n), author=f"a{n % 3}"), by=priya.id)
        await do(muster, close_case, case.id, confirmers[n % 5], outcome="Done.", helped=[(priya.id, "spot")])
    await do(muster, count_credit)
    assert (await home(muster, priya)).record.regular
    clock.forward(days=35)
    assert (await home(muster, priya)).record.regular
    clock.forward(days=17)
    assert not (await home(muster, priya)).record.regular
    assert (await home(muster, priya)).record.helpfulness == pytest.approx(0.7225, abs=0.001)
