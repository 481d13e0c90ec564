"""Seasons close once and for all, whoever counts at the same time, and a case pays once in all, whatever becomes of
it later (CREDIT.md, properties 17 and 18)."""

from __future__ import annotations

import asyncio
from collections import Counter
from datetime import UTC, datetime
from random import Random

import pytest
from sqlalchemy import text

from bot.bootstrap import Muster
from bot.domain.case import Case
from bot.domain.status import Status
from bot.usecases.bring_in import bring_in
from bot.usecases.contribute import contribute
from bot.usecases.count_credit import count_credit
from bot.usecases.draft_reply import draft_reply
from bot.usecases.merge_cases import merge_cases
from bot.usecases.move_case import move_case
from bot.usecases.rebuild_credit import rebuild_credit
from bot.usecases.reopen_case import reopen_case
from bot.usecases.restore_case import restore_case
from bot.usecases.sign_off import sign_off
from bot.usecases.split_case import split_case
from bot.usecases.void_case import void_case
from bot.usecases.want_changes import want_changes
from tests.builders import advance, amara, case_at, do, jonas, know, li, mention, rows, stored
from tests.usecases.test_count_credit import booked, helped_case
from tests.world import SetClock

AFTER_NOVEMBER = datetime(2026, 12, 20, tzinfo=UTC)


@pytest.fixture(autouse=True)
async def people(muster: Muster) -> None:
    await know(muster)


async def paid(muster: Muster) -> Counter[str]:
    """What each conversation has been paid in all, with all adjustments."""
    await do(muster, count_credit)
    found: Counter[str] = Counter()
    for key, amount in await rows(
        muster,
        "SELECT external_key, credit FROM shares JOIN cases ON cases.id = case_id UNION ALL "
        "SELECT external_key, amount FROM adjustments JOIN cases ON cases.id = case_id",
    ):
        found[key] += amount
    return found


async def signed_case(muster: Muster) -> Case:
    """A case that waits to be sent: Jonas answered, and Li, who signed it, said that he did; paid already."""
    case = await case_at(muster, "opened", mention(thread="t1"))
    await do(muster, contribute, case.id, jonas, "A bad batch.", identity=f"C/{case.id}", in_thread=True)
    case = await advance(muster, case.id, "signed")
    async with muster.uow() as uow:
        said = (await uow.cases.get(case.id)).confirm(
            amara, muster.clock.now(), member=jonas.id, slot="answer:engineering", approver=False
        )
        await uow.cases.save(said)
        await uow.commit()
    return await stored(muster, case.id)


async def test_two_who_count_at_the_same_time_close_a_season_once(muster: Muster, clock: SetClock) -> None:
    for number in range(4):
        await helped_case(muster, f"The battery number {number} swells.", f"author {number}")
    clock.moment = AFTER_NOVEMBER
    counts = [do(muster, count_credit) for _ in range(3)] + [do(muster, rebuild_credit) for _ in range(3)]
    told = await asyncio.gather(*counts)
    assert sorted(told[:3], key=len)[:2] == [[], []]
    assert await rows(muster, "SELECT name FROM seasons") == ["2026-11"]
    assert all(one.true for one in await do(muster, rebuild_credit))


async def test_who_comes_late_changes_nothing_of_a_season_that_another_has_closed(
    muster: Muster, clock: SetClock
) -> None:
    """Somebody begins to count, and while they wait for their turn the season is closed and a case made void."""
    case = await helped_case(muster)
    before = await booked(muster)
    clock.moment = AFTER_NOVEMBER
    async with muster.uow() as uow:
        await uow.ledger.hold()
        late = asyncio.create_task(do(muster, count_credit))
        await waiting(muster)
        await uow.commit()
    await late
    await do(muster, void_case, case.id, amara, reason="A test of ours.")
    assert await booked(muster) == before
    assert all(one.true for one in await do(muster, rebuild_credit))


async def waiting(muster: Muster) -> None:
    """Until somebody waits for a lock of the ledger."""
    async with asyncio.timeout(10):
        while not await rows(muster, "SELECT 1 FROM pg_locks WHERE NOT granted"):  # noqa: ASYNC110 - the database
            await asyncio.sleep(0.01)


async def test_nothing_is_left_booked_where_the_only_case_is_taken_up_again_in_the_month_after(
    muster: Muster, clock: SetClock
) -> None:
    """November is then no month any more in which any case is signed off, and yet it was booked."""
    case = await helped_case(muster)
    once = await paid(muster)
    clock.moment = datetime(2026, 12, 3, tzinfo=UTC)
    await do(muster, reopen_case, case.id, li, reason="It swells again.")
    assert sum((await paid(muster)).values()) == 0
    await sign_anew(muster, case)
    assert await paid(muster) == once
    clock.moment = datetime(2027, 1, 20, tzinfo=UTC)
    assert await paid(muster) == once


@pytest.mark.parametrize("how", ["changes", "draft", "moved", "split", "merged"])
async def test_an_answer_that_was_not_sent_pays_nothing_once_its_signature_is_void(
    muster: Muster, clock: SetClock, how: str
) -> None:
    case = await signed_case(muster)
    assert sum((await paid(muster)).values()) == 2_000_000
    clock.moment = AFTER_NOVEMBER
    await do(muster, count_credit)
    await muster_forgets_jobs(muster)
    if how == "changes":
        await do(muster, want_changes, case.id, li, revision=1, comment="Say how.")
    elif how == "draft":
        await do(muster, draft_reply, case.id, amara, "Another one.", after=1)
    elif how == "moved":
        await do(muster, move_case, case.id, amara, to="care", reason="No danger.")
    elif how == "split":
        await add_mention(muster, case)
        await do(muster, split_case, case.id, amara, mentions=[await last_mention(muster, case)])
    else:
        other = await case_at(muster, "opened", mention(author="someone else"))
        await do(muster, merge_cases, case.id, amara, into=other.id)
    assert "count_credit" in await rows(muster, "SELECT task_name FROM procrastinate_jobs")
    assert sum((await paid(muster)).values()) == 0


async def test_a_case_signed_again_at_the_edge_of_a_month_pays_once(muster: Muster, clock: SetClock) -> None:
    """Nobody counts between the last moment of December and the first of January."""
    case = await helped_case(muster)
    once = await paid(muster)
    clock.moment = datetime(2026, 12, 31, 23, 59, tzinfo=UTC)
    await do(muster, count_credit)
    await do(muster, reopen_case, case.id, li, reason="It swells again.")
    await sign_anew(muster, case)
    clock.moment = datetime(2027, 1, 1, tzinfo=UTC)
    assert await paid(muster) == once
    clock.moment = datetime(2027, 2, 20, tzinfo=UTC)
    assert await paid(muster) == once


async def test_of_two_cases_of_one_conversation_one_pays_also_when_the_first_is_restored(
    muster: Muster, clock: SetClock
) -> None:
    """The second was paid in its place, in a month that is closed by now."""
    first = await helped_case(muster)
    await do(muster, count_credit)
    clock.moment = AFTER_NOVEMBER
    await do(muster, count_credit)
    await do(muster, void_case, first.id, amara, reason="A test of ours.")
    second = await helped_case(muster)
    async with muster.engine.begin() as connection:
        await connection.execute(
            text("UPDATE cases SET external_key = (SELECT external_key FROM cases WHERE id = :id)"), {"id": first.id}
        )
    once = await paid(muster)
    clock.moment = datetime(2027, 1, 20, tzinfo=UTC)
    assert await paid(muster) == once
    await do(muster, restore_case, first.id, amara, reason="It was real.")
    assert await paid(muster) == once
    await do(muster, void_case, first.id, amara, reason="It was none.")
    assert await paid(muster) == once
    assert second.id != first.id


async def sign_anew(muster: Muster, case: Case) -> None:
    after = (await stored(muster, case.id)).revisions
    drafted: Case = await do(muster, draft_reply, case.id, amara, "A new one is on its way.", after=after)
    await do(muster, sign_off, case.id, li, revision=drafted.revisions)


async def add_mention(muster: Muster, case: Case) -> None:
    brought = await do(muster, bring_in, mention(thread="t1"))
    assert brought.case == case.id


async def last_mention(muster: Muster, case: Case) -> int:
    found: list[int] = await rows(muster, "SELECT max(id) FROM mentions WHERE case_id = :id", id=case.id)
    return found[0]


async def muster_forgets_jobs(muster: Muster) -> None:
    async with muster.engine.begin() as connection:
        await connection.execute(text("DELETE FROM procrastinate_jobs"))


@pytest.mark.parametrize("seed", range(3))
async def test_whatever_becomes_of_a_case_it_is_paid_once_or_not_at_all(
    muster: Muster, clock: SetClock, seed: int
) -> None:
    """Months pass, cases are made void, restored, taken up and signed again, and somebody counts now and then."""
    chance = Random(seed)
    cases = [await helped_case(muster, f"The battery number {n} swells.", f"author {n}") for n in range(2)]
    for _ in range(16):
        clock.forward(days=chance.choice((0, 0, 1, 9, 25)))
        await change(muster, chance, chance.choice(cases))
        if chance.random() < 0.6:
            await paid_once(muster)
    assert all(one.true for one in await do(muster, rebuild_credit))


async def change(muster: Muster, chance: Random, case: Case) -> None:
    now = await stored(muster, case.id)
    if now.status is Status.VOID:
        await do(muster, restore_case, case.id, amara, reason="It was real.")
    elif now.status is Status.OPEN and not now.signed:
        await sign_anew(muster, case)
    elif now.status is Status.CLOSED and chance.random() < 0.5:
        await do(muster, reopen_case, case.id, li, reason="It swells again.")
    else:
        await do(muster, void_case, case.id, amara, reason="A test of ours.")


async def paid_once(muster: Muster) -> None:
    """A month that closed while a case was void never gains it, so that it pays nothing for that."""
    all_in_all = await paid(muster)
    found = await rows(
        muster,
        "SELECT external_key, status <> 'void' AND NOT reopened AND EXISTS (SELECT FROM shares "
        "WHERE case_id = cases.id AND shares.signed_at = cases.signed_at) FROM cases",
    )
    assert {key: all_in_all[key] for key, _ in found} == {key: 4_000_000 if pays else 0 for key, pays in found}
