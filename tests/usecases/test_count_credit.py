"""The booked ledger: true to the cases, the same when made anew, closed by month, adjusted by later voids."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import text

from bot.bootstrap import Muster
from bot.domain.case import Case
from bot.domain.credit import Entry, ledger
from bot.domain.mention import BY_HAND, Mention
from bot.domain.period import Month, Week
from bot.usecases.close_case import close_case
from bot.usecases.contribute import contribute
from bot.usecases.count_credit import count_credit
from bot.usecases.draft_reply import draft_reply
from bot.usecases.explain_credit import explain_case, explain_member
from bot.usecases.export_world import export_world
from bot.usecases.rebuild_credit import rebuild_credit
from bot.usecases.reopen_case import reopen_case
from bot.usecases.restore_case import restore_case
from bot.usecases.sign_off import sign_off
from bot.usecases.void_case import void_case
from tests.builders import UNSAFE, advance, amara, case_at, do, everyone, jonas, know, li, mention, rows, stored
from tests.world import SetClock

NOVEMBER, DECEMBER = Month(2026, 11), Month(2026, 12)


@pytest.fixture(autouse=True)
async def people(muster: Muster) -> None:
    await know(muster, *everyone)


async def helped_case(muster: Muster, text: str = UNSAFE, author: str = "dana") -> Case:
    """A closed case: Jonas answered and Amara told the customer, and Li, who signed it, confirms both."""
    case = await case_at(muster, "opened", mention(text, author=author))
    await do(muster, contribute, case.id, jonas, "A bad batch.", identity=f"C/{case.id}", in_thread=True)
    await advance(muster, case.id, "replied")
    helped = [(amara.id, "loop"), (jonas.id, "answer:engineering")]
    closed: Case = await do(muster, close_case, case.id, li, outcome="Replaced.", helped=helped)
    return closed


async def booked(muster: Muster, season: Month = NOVEMBER) -> list[Entry]:
    await do(muster, count_credit)
    async with muster.uow() as uow:
        return await uow.ledger.entries(season=season)


async def adjusted(muster: Muster) -> dict[tuple[str, str], int]:
    """The sums of what later voids changed, by the season that shows it and the one that it is about."""
    await do(muster, count_credit)
    async with muster.uow() as uow:
        sums: Counter[tuple[str, str]] = Counter()
        for shown_in, one in await uow.ledger.adjustments():
            sums[str(shown_in), str(one.of)] += one.amount
        return dict(sums)


async def test_what_is_booked_is_the_ledger_of_the_cases_at_every_step(muster: Muster) -> None:
    assert await booked(muster) == []
    case = await helped_case(muster)
    assert "count_credit" in await rows(muster, "SELECT task_name FROM procrastinate_jobs")
    entries = await booked(muster)
    assert [one.share for one in entries] == list(ledger(await do(muster, export_world, "2026-11")))
    assert {(one.share.member, one.share.slot, one.community, str(one.week)) for one in entries} == {
        (amara.id, "loop", "safety", "2026-W47"),
        (jonas.id, "answer:engineering", "safety", "2026-W47"),
    }
    await do(muster, void_case, case.id, amara, reason="A test of ours.")
    assert await booked(muster) == []
    await do(muster, restore_case, case.id, amara, reason="It was real.")
    assert await booked(muster) == entries


async def test_the_sums_are_those_of_the_entries(muster: Muster) -> None:
    for number in range(3):
        await helped_case(muster, f"The battery number {number} swells.", f"author {number}")
    entries = await booked(muster)
    async with muster.uow() as uow:
        earned = await uow.boards.earned(season=NOVEMBER)
        assert earned == await uow.boards.earned(week=Week(2026, 47), community="safety")
    assert sum(earned.values()) == sum(one.share.credit for one in entries) > 0


async def test_made_anew_it_is_the_same_also_after_somebody_changed_the_sums(muster: Muster) -> None:
    await helped_case(muster)
    first = await do(muster, rebuild_credit)
    before = await rows(muster, "SELECT * FROM week_credits ORDER BY member")
    async with muster.engine.begin() as connection:
        await connection.execute(text("UPDATE week_credits SET credit = 0"))
    assert await do(muster, rebuild_credit) == first
    assert await rows(muster, "SELECT * FROM week_credits ORDER BY member") == before


async def test_a_month_closes_seven_days_after_its_end_and_stays(muster: Muster, clock: SetClock) -> None:
    case = await helped_case(muster)
    entries = await booked(muster)
    clock.moment = datetime(2026, 12, 7, 23, 59, tzinfo=UTC)
    assert await do(muster, count_credit) == []
    clock.forward(minutes=1)
    assert await do(muster, count_credit) == [NOVEMBER]
    assert await do(muster, count_credit) == []
    await do(muster, void_case, case.id, amara, reason="A test of ours.")
    assert await booked(muster) == entries
    assert await adjusted(muster) == {("2026-12", "2026-11"): -sum(one.share.credit for one in entries)}


async def test_what_comes_back_is_shown_in_the_month_that_is_open_then(muster: Muster, clock: SetClock) -> None:
    case = await helped_case(muster)
    paid = sum(one.share.credit for one in await booked(muster))
    clock.moment = datetime(2026, 12, 20, tzinfo=UTC)
    await do(muster, count_credit)
    await do(muster, void_case, case.id, amara, reason="A test of ours.")
    gone = {("2026-12", "2026-11"): -paid}
    assert await adjusted(muster) == gone
    clock.moment = datetime(2027, 1, 20, tzinfo=UTC)
    assert await adjusted(muster) == gone
    await do(muster, restore_case, case.id, amara, reason="It was real.")
    assert await adjusted(muster) == {**gone, ("2027-01", "2026-11"): paid}


async def test_a_case_taken_up_again_after_its_month_pays_once_in_all(muster: Muster, clock: SetClock) -> None:
    case = await helped_case(muster)
    paid = sum(one.share.credit for one in await booked(muster))
    clock.moment = datetime(2026, 12, 20, tzinfo=UTC)
    await do(muster, count_credit)
    await do(muster, reopen_case, case.id, li, reason="It swells again.")
    assert await adjusted(muster) == {("2026-12", "2026-11"): -paid}
    await do(muster, sign_off, case.id, li, revision=await _drafted(muster, case))
    again = await booked(muster, DECEMBER)
    total = sum(one.share.credit for one in await booked(muster)) + sum(one.share.credit for one in again)
    assert total + sum((await adjusted(muster)).values()) == paid


async def test_a_closed_month_that_somebody_changed_is_told(muster: Muster, clock: SetClock) -> None:
    await helped_case(muster)
    clock.moment = datetime(2026, 12, 20, tzinfo=UTC)
    assert [(one.closed, one.true) for one in await do(muster, rebuild_credit)] == [(True, True)]
    async with muster.engine.begin() as connection:
        await connection.execute(text("UPDATE shares SET credit = credit + 1"))
    assert [(one.closed, one.true) for one in await do(muster, rebuild_credit)] == [(True, False)]


async def test_who_leaves_neither_confirms_nor_earns_in_the_open_month(muster: Muster) -> None:
    await helped_case(muster)
    assert len(await booked(muster)) == 2
    await know(muster, replace(li, active=False))
    assert await booked(muster) == []


async def test_every_share_and_every_claim_without_one_is_explained(muster: Muster) -> None:
    case = await helped_case(muster)
    await do(muster, count_credit)
    _, own = await do(muster, explain_case, case.id)
    assert {one.share.slot for one in own.entries} | {one.slot for one, _ in own.unpaid} == {
        one.slot for one in case.claims
    }
    _, of_jonas = await do(muster, explain_member, jonas.id)
    assert of_jonas.total == sum(one.share.credit for one in of_jonas.entries) > 0


async def test_who_said_nothing_of_where_it_came_from_earns_nothing(muster: Muster) -> None:
    said = Mention(source=BY_HAND, external_id="1", text=UNSAFE, author=None, posted_at=muster.clock.now())
    case = await case_at(muster, "replied", said)
    await do(muster, close_case, case.id, li, outcome="Replaced.", helped=[(amara.id, "loop")])
    assert await booked(muster) == []
    _, own = await do(muster, explain_case, case.id)
    assert [why for _, why in own.unpaid] == ["nothing of it can be looked up outside (rule 1)"]


async def _drafted(muster: Muster, case: Case) -> int:
    after = (await stored(muster, case.id)).revisions
    drafted: Case = await do(muster, draft_reply, case.id, amara, "A new one is on its way.", after=after)
    return drafted.revisions
