"""Two cases go on as one, and are taken apart again."""

import asyncio
from dataclasses import replace

import pytest

from bot.bootstrap import Muster
from bot.domain.case import Case, CaseId
from bot.domain.errors import BadInput, MusterError, NotAllowed, UnknownCase, WrongStage
from bot.domain.mention import MentionId
from bot.domain.status import Status
from bot.usecases.amend_contribution import amend_contribution
from bot.usecases.bring_in import bring_in
from bot.usecases.claim_case import claim_case
from bot.usecases.contribute import contribute
from bot.usecases.merge_cases import cases_to_merge_into, merge_cases
from bot.usecases.move_case import move_case
from bot.usecases.part_case import part_case
from bot.usecases.split_case import split_case
from bot.usecases.void_case import void_case
from tests.builders import advance, amara, case_at, do, eva, guest, jonas, know, li, mention, rows, stored, tom
from tests.world import CARE, SAFETY, SetClock


@pytest.fixture
async def two(muster: Muster, clock: SetClock) -> tuple[Case, Case]:
    """A case, and one of ten minutes later."""
    await know(muster)
    one = await case_at(muster, said=mention(thread="one"))
    clock.forward(minutes=10)
    return one, await case_at(muster, said=mention("It smokes.", thread="two"))


async def mentions_of(muster: Muster, case: Case) -> list[str]:
    return await rows(muster, "SELECT thread FROM mentions WHERE case_id = :id ORDER BY id", id=case.id)


async def give(muster: Muster, case: Case, by: object, identity: str, text: str = "A known batch.") -> Case:
    return await do(muster, contribute, case.id, by, text, identity=identity, in_thread=True)


async def test_a_case_goes_on_as_part_of_another_with_its_mentions_its_input_and_the_older_promise(
    muster: Muster, two: tuple[Case, Case]
) -> None:
    one, into = two
    await give(muster, one, jonas, "c/1")
    grown = await do(muster, merge_cases, one.id, amara, into=into.id)
    merged = await stored(muster, one.id)
    assert (merged.status, merged.merged_into, merged.clocks.due) == (Status.MERGED, into.id, None)
    assert (grown.mentions, grown.clocks.due, grown.clocks.asked_since) == (2, one.clocks.due, one.opened_at)
    assert {slot.function for slot in grown.slots if slot.answered_by} == {"engineering"}
    assert {claim.member for claim in grown.claims} == {jonas.id}
    assert merged.claims == ()
    assert await mentions_of(muster, into) == ["one", "two"]
    told = "SELECT DISTINCT (args->>'case')::int FROM procrastinate_jobs WHERE task_name = 'announce' ORDER BY 1"
    assert await rows(muster, told) == [one.id, into.id]


async def test_the_answer_goes_to_whom_the_surviving_case_was_opened_for(
    muster: Muster, two: tuple[Case, Case]
) -> None:
    one, into = two
    await do(muster, merge_cases, one.id, amara, into=into.id)
    async with muster.uow() as uow:
        assert (await uow.mentions.first_of(into.id)).thread == "two"
        assert (await uow.mentions.first_of(one.id)).thread == "two"


async def test_taken_apart_both_stand_as_before(muster: Muster, two: tuple[Case, Case], clock: SetClock) -> None:
    one, into = await give(muster, two[0], jonas, "c/1"), await give(muster, two[1], eva, "c/2")
    await do(muster, merge_cases, one.id, amara, into=into.id)
    clock.forward(minutes=5)
    restored = await do(muster, part_case, one.id, amara)
    rest = await stored(muster, into.id)
    untold = {"version": 0, "news": ()}
    assert replace(restored, **untold) == replace(one, **untold)
    assert replace(rest, **untold) == replace(into, **untold)
    assert (await mentions_of(muster, one), await mentions_of(muster, into)) == (["one"], ["two"])
    left = "SELECT came_with FROM mentions UNION SELECT came_with FROM contributions"
    assert await rows(muster, left) == [[]]


async def test_each_of_several_merged_cases_takes_along_just_what_it_had_brought(
    muster: Muster, two: tuple[Case, Case], clock: SetClock
) -> None:
    one, into = two
    clock.forward(minutes=10)
    third = await give(muster, await case_at(muster, said=mention(thread="three")), tom, "c/3")
    inner = await do(muster, merge_cases, third.id, amara, into=one.id)
    assert inner.clocks.due == one.clocks.due
    await do(muster, merge_cases, one.id, amara, into=into.id)
    with pytest.raises(WrongStage, match=f"went on as part of case {into.id}"):
        await do(muster, part_case, third.id, amara)
    assert await mentions_of(muster, into) == ["one", "two", "three"]
    await do(muster, part_case, one.id, amara)
    assert await mentions_of(muster, one) == ["one", "three"]
    await do(muster, part_case, third.id, amara)
    assert [await mentions_of(muster, case) for case in (one, into, third)] == [["one"], ["two"], ["three"]]
    assert (await stored(muster, third.id)).clocks.due == third.clocks.due


async def test_the_promise_of_what_is_still_part_of_it_holds_after_another_was_taken_out(
    muster: Muster, two: tuple[Case, Case], clock: SetClock
) -> None:
    one, into = two
    clock.forward(minutes=10)
    third = await case_at(muster, said=mention(thread="three"))
    for case in (one, into):
        await do(muster, merge_cases, case.id, amara, into=third.id)
    await do(muster, part_case, one.id, amara)
    assert (await stored(muster, third.id)).clocks.due == into.clocks.due
    await do(muster, part_case, into.id, amara)
    assert (await stored(muster, third.id)).clocks == third.clocks


async def test_a_mention_of_the_merged_conversation_follows_to_the_surviving_case(
    muster: Muster, two: tuple[Case, Case]
) -> None:
    one, into = two
    late = mention("It still swells.", thread="one")
    merging = do(muster, merge_cases, one.id, amara, into=into.id)
    _, brought = await asyncio.gather(merging, do(muster, bring_in, late))
    assert brought.case in (one.id, into.id), "before the merge it joins the one, after it the other"
    assert (await stored(muster, into.id)).mentions == 3
    following = await do(muster, bring_in, mention("And again.", thread="one"))
    assert (following.case, following.opened) == (into.id, False)


async def test_input_for_the_merged_case_is_input_for_the_surviving_one(
    muster: Muster, two: tuple[Case, Case]
) -> None:
    one, into = two
    await do(muster, merge_cases, one.id, amara, into=into.id)
    grown = await give(muster, one, jonas, "c/1")
    assert (grown.id, [given.member for given in grown.given]) == (into.id, [jonas.id])


async def test_input_that_moved_is_still_changed_and_taken_back_by_its_author(
    muster: Muster, two: tuple[Case, Case]
) -> None:
    one, into = two
    await give(muster, one, jonas, "c/1")
    await give(muster, one, eva, "c/2")
    await do(muster, merge_cases, one.id, amara, into=into.id)
    amended = await do(muster, amend_contribution, "c/1", "An unknown batch.")
    withdrawn = await do(muster, amend_contribution, "c/2", None)
    assert (amended.id, withdrawn.id, [one.member for one in withdrawn.given]) == (into.id, into.id, [jonas.id])
    restored = await do(muster, part_case, one.id, amara)
    assert [given.member for given in restored.given] == [jonas.id]
    assert (await do(muster, amend_contribution, "c/1", None)).id == one.id


async def test_crossing_merges_end_with_one_outcome_and_nobody_waits_for_ever(
    muster: Muster, two: tuple[Case, Case]
) -> None:
    ids = [case.id for case in two] + [(await case_at(muster, said=mention(thread=str(n)))).id for n in range(2)]
    pairs = [(a, b) for a in ids for b in ids if a != b]
    async with asyncio.timeout(30):
        done = await asyncio.gather(
            *(_merged(muster, a, b) for a, b in pairs),
            *(do(muster, bring_in, mention("More.", thread=thread)) for thread in ("one", "two", "0", "1")),
            *(do(muster, claim_case, case_id, eva) for case_id in ids),
            return_exceptions=True,
        )
    assert all(not isinstance(one, BaseException) or isinstance(one, MusterError) for one in done)
    merged = [one for one in done[: len(pairs)] if one is True]
    cases = [await stored(muster, case_id) for case_id in ids]
    assert len(merged) == 3 == sum(case.status is Status.MERGED for case in cases)
    [survivor] = [case for case in cases if case.status is Status.OPEN]
    counted = await rows(muster, "SELECT count(*) FROM mentions WHERE case_id = :id", id=survivor.id)
    assert counted == [survivor.mentions] == [8]


async def _merged(muster: Muster, one: CaseId, into: CaseId) -> bool:
    await merge_cases(one, amara, into=into, uow=muster.uow(), company=muster.company, clock=muster.clock)
    return True


@pytest.mark.parametrize("stage", ["replied", "closed"])
async def test_only_what_waits_for_an_answer_is_merged_and_who_tries_learns_what_to_do(
    muster: Muster, two: tuple[Case, Case], stage: str
) -> None:
    one, into = two
    await advance(muster, one.id, stage)
    for pair in ((one.id, into.id), (into.id, one.id)):
        with pytest.raises(WrongStage, match=f"Case {one.id} is {stage}. Reopen it first."):
            await do(muster, merge_cases, pair[0], amara, into=pair[1])


async def test_a_case_that_was_set_aside_or_is_unknown_or_itself_is_refused(
    muster: Muster, two: tuple[Case, Case]
) -> None:
    one, into = two
    third = await case_at(muster, said=mention(thread="three"))
    await do(muster, merge_cases, one.id, amara, into=into.id)
    with pytest.raises(WrongStage, match=f"Case {one.id} is part of case {into.id} already. Take case {into.id}"):
        await do(muster, merge_cases, third.id, amara, into=one.id)
    await do(muster, void_case, third.id, amara, reason="A test.")
    with pytest.raises(WrongStage, match=f"Case {third.id} is void. Restore it first."):
        await do(muster, merge_cases, into.id, amara, into=third.id)
    with pytest.raises(UnknownCase):
        await do(muster, merge_cases, into.id, amara, into=99)
    with pytest.raises(BadInput) as itself:
        await do(muster, merge_cases, into.id, amara, into=into.id)
    assert itself.value.field == "into"
    with pytest.raises(WrongStage, match="not part of another"):
        await do(muster, part_case, into.id, amara)


async def test_who_owns_a_case_or_leads_merges_it_and_takes_it_apart(muster: Muster, two: tuple[Case, Case]) -> None:
    one, into = two
    await do(muster, claim_case, one.id, li)
    for outsider in (jonas, guest):
        with pytest.raises(NotAllowed):
            await do(muster, merge_cases, one.id, outsider, into=into.id)
    await do(muster, merge_cases, one.id, li, into=into.id)
    with pytest.raises(NotAllowed):
        await do(muster, part_case, one.id, jonas)
    assert (await do(muster, part_case, one.id, li)).owner == li.id


async def test_neither_is_left_without_a_mention_when_they_are_taken_apart(
    muster: Muster, two: tuple[Case, Case]
) -> None:
    one, into = two
    await do(muster, merge_cases, one.id, amara, into=into.id)
    [theirs] = await rows(muster, "SELECT id FROM mentions WHERE thread = 'one'")
    split = await do(muster, split_case, into.id, amara, mentions=[MentionId(theirs)])
    with pytest.raises(WrongStage, match="Merge those back first"):
        await do(muster, part_case, one.id, amara)
    assert (await stored(muster, one.id)).merged_into == into.id
    assert split.split_from == into.id


async def test_a_case_that_went_far_is_pointed_to_from_wherever_it_has_been(
    muster: Muster, two: tuple[Case, Case]
) -> None:
    one, _ = two
    async with muster.uow() as uow:
        await uow.messages.intend(f"card:{one.id}:{SAFETY}", SAFETY, one.id, muster.clock.now())
        await uow.commit()
    await do(muster, move_case, one.id, amara, to="care", reason="Service.")
    async with muster.engine.begin() as connection:
        await connection.exec_driver_sql("DELETE FROM procrastinate_jobs")
    await do(muster, move_case, one.id, eva, to="voice", reason="The press asks.")
    asked = "SELECT args->>'channel' FROM procrastinate_jobs WHERE task_name = 'refresh_card' ORDER BY 1"
    assert await rows(muster, asked) == [CARE, SAFETY, "C0VOICE"]


async def test_cases_of_the_same_words_are_offered_first_and_then_the_newest(muster: Muster) -> None:
    said = ["The battery swells.", "It smokes.", "A battery swells too.", "The fire is out."]
    cases = [await case_at(muster, said=mention(text, thread=text)) for text in said]
    await case_at(muster, said=mention("Where is my refund?", thread="care"))
    offered = await do(muster, cases_to_merge_into, cases[0].id)
    assert [case.id for case in offered] == [cases[2].id, cases[3].id, cases[1].id]
