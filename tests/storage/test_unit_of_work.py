"""One transaction over state and jobs: both or neither, and of many who change a case one at a time."""

import asyncio
from collections import Counter

import pytest

from bot.bootstrap import Muster
from bot.domain.case import Case, CaseId
from bot.domain.errors import AlreadyClaimed, Stale, UnknownCase
from bot.domain.people import Member
from bot.usecases.claim_case import claim_case
from bot.usecases.contribute import contribute
from tests.builders import amara, case_at, do, eva, jobs, know, member, opened, rows, stored, tom
from tests.world import NOON, SAFETY

CROWD = [member(f"U0NO{number}", "support") for number in range(50)]


async def nothing_is_stored(muster: Muster) -> bool:
    counts = "SELECT (SELECT count(*) FROM cases) + (SELECT count(*) FROM activities) + (SELECT count(*) FROM slots)"
    return await rows(muster, counts) == [0] and await jobs(muster) == []


async def test_a_commit_leaves_the_state_and_its_job(muster: Muster) -> None:
    async with muster.uow() as uow:
        case = await uow.cases.open(opened())
        await uow.jobs.refresh_card(case.id, SAFETY)
        assert await nothing_is_stored(muster), "nobody sees it before the commit"
        await uow.commit()
    assert (await stored(muster, case.id)).matter == case.matter
    assert await jobs(muster) == ["refresh_card"]


async def test_an_error_leaves_no_state_and_no_job(muster: Muster) -> None:
    with pytest.raises(ZeroDivisionError):
        await _fail_at_the_last_moment(muster)
    assert await nothing_is_stored(muster)


async def _fail_at_the_last_moment(muster: Muster) -> None:
    async with muster.uow() as uow:
        case = await uow.cases.open(opened())
        await uow.jobs.refresh_card(case.id, SAFETY)
        await uow.jobs.announce(case.id, 1, SAFETY)
        raise ZeroDivisionError


async def test_leaving_without_a_commit_leaves_no_state_and_no_job(muster: Muster) -> None:
    async with muster.uow() as uow:
        case = await uow.cases.open(opened())
        await uow.jobs.refresh_card(case.id, SAFETY)
    assert await nothing_is_stored(muster)


async def test_one_unit_of_work_serves_in_turn(muster: Muster) -> None:
    uow = muster.uow()
    async with uow:
        await uow.members.put([amara])
    async with uow:
        await uow.members.put([eva])
        await uow.commit()
    async with uow:
        assert [await uow.members.get(person.id) for person in (amara, eva)] == [None, eva]


async def test_asking_twice_for_a_card_is_one_job_and_the_transaction_goes_on(muster: Muster) -> None:
    case = await case_at(muster)
    async with muster.uow() as uow:
        for _ in range(2):
            await uow.jobs.refresh_card(case.id, SAFETY)
        await uow.members.put([amara])
        await uow.jobs.announce(case.id, 1, SAFETY)
        await uow.commit()
    assert await jobs(muster) == ["refresh_card", "announce"]
    async with muster.uow() as uow:
        assert await uow.members.get(amara.id) == amara


@pytest.mark.parametrize("first_commits", [True, False])
async def test_who_asks_for_a_card_that_another_is_asking_for_waits_and_it_comes_once(
    muster: Muster, first_commits: bool
) -> None:
    async with muster.uow() as first:
        await first.jobs.refresh_card(CaseId(1), SAFETY)
        waiting = asyncio.create_task(_ask_for_card(muster))
        done, _ = await asyncio.wait([waiting], timeout=0.1)
        assert not done
        if first_commits:
            await first.commit()
    await waiting
    assert await jobs(muster) == ["refresh_card"]
    async with muster.uow() as uow:
        assert (await uow.members.get(eva.id)) == eva, "the second one's state is there all the same"


async def _ask_for_card(muster: Muster) -> None:
    async with muster.uow() as uow:
        await uow.members.put([eva])
        await uow.jobs.refresh_card(CaseId(1), SAFETY)
        await uow.commit()


async def save(muster: Muster, case: Case) -> None:
    async with muster.uow() as uow:
        await uow.cases.save(case)
        await uow.commit()


async def test_saving_what_was_read_before_anothers_change_is_refused_and_changes_nothing(muster: Muster) -> None:
    case = await case_at(muster)
    async with muster.uow() as uow:
        early = await uow.cases.read(case.id)
    await do(muster, claim_case, case.id, amara)
    for late in (early.claim(eva, NOON), early.dismiss(eva, NOON, reason="Spam.")):
        with pytest.raises(Stale):
            await save(muster, late)
    assert (await stored(muster, case.id)).owner == amara.id


async def test_saving_without_news_stores_nothing(muster: Muster) -> None:
    case = await case_at(muster)
    await do(muster, claim_case, case.id, amara)
    await save(muster, case)
    assert (await stored(muster, case.id)).owner == amara.id


async def test_a_case_that_is_not_there_is_unknown(muster: Muster) -> None:
    async with muster.uow() as uow:
        for reading in (uow.cases.get, uow.cases.read):
            with pytest.raises(UnknownCase):
                await reading(CaseId(404))


async def test_of_fifty_claims_at_the_same_moment_one_wins_and_the_others_are_told_who(muster: Muster) -> None:
    case = await case_at(muster)
    ended = await asyncio.gather(*(do_unchecked(muster, case, by) for by in CROWD), return_exceptions=True)
    assert Counter(type(one) for one in ended) == {Case: 1, AlreadyClaimed: 49}
    (winner,) = {one.owner for one in ended}
    assert (await stored(muster, case.id)).owner == winner
    assert await jobs(muster) == ["refresh_card", "announce"]


async def do_unchecked(muster: Muster, case: Case, by: Member) -> Case:
    return await claim_case(case.id, by, uow=muster.uow(), company=muster.company, clock=muster.clock)


async def test_fifty_contributions_at_the_same_moment_all_land(muster: Muster) -> None:
    case = await case_at(muster)
    await asyncio.gather(
        *(
            contribute(
                case.id, by, f"From {by.id}", identity=by.id, in_thread=True,
                uow=muster.uow(), company=muster.company, clock=muster.clock,
            )
            for by in CROWD
        )
    )  # fmt: skip
    (support, *_) = (await stored(muster, case.id)).slots
    assert sorted(support.answered_by) == sorted(by.id for by in CROWD)
    assert await rows(muster, "SELECT count(*) FROM contributions") == [50]
    assert await jobs(muster) == ["refresh_card"]


async def test_what_is_known_of_people_is_renewed_and_read_back(muster: Muster) -> None:
    await know(muster)
    moved = Member(id=tom.id, name="Tom B.", function="pr", active=False)
    await know(muster, moved)
    async with muster.uow() as uow:
        assert await uow.members.get(tom.id) == moved
        assert await uow.members.away() == {"U0GUEST", "U0GONE", tom.id}
        present = await uow.members.among(ids=frozenset(), functions=frozenset({"pr"}), usergroup=None)
        assert [one.id for one in present] == ["U0PRIYA"]
