"""What people do to their thread replies changes the record, and the record keeps what was there."""

from bot.bootstrap import Muster
from bot.domain.case import Case
from bot.domain.people import Member
from bot.usecases.amend_contribution import amend_contribution
from bot.usecases.contribute import contribute
from tests.builders import case_at, do, eva, jonas, rows, stored

REPLY = "C0SAFETY/1.1"


async def given(muster: Muster, case: Case, by: Member = jonas, identity: str = REPLY) -> Case:
    return await do(muster, contribute, case.id, by, "A known batch.", identity=identity, in_thread=True)


async def test_an_edit_changes_the_words_and_keeps_what_they_were(muster: Muster) -> None:
    case = await given(muster, await case_at(muster))
    changed = await do(muster, amend_contribution, REPLY, "Batch 7, to be exact.")
    assert changed.version == case.version + 1
    assert await rows(muster, "SELECT text FROM contributions") == ["Batch 7, to be exact."]
    assert await rows(muster, "SELECT text FROM contribution_history") == ["A known batch."]


async def test_hearing_of_the_same_edit_again_changes_nothing(muster: Muster) -> None:
    case = await given(muster, await case_at(muster))
    await do(muster, amend_contribution, REPLY, "Batch 7.")
    assert await do(muster, amend_contribution, REPLY, "Batch 7.") is None
    assert (await stored(muster, case.id)).version == case.version + 1


async def test_a_deletion_opens_the_slot_again_and_takes_the_share_back(muster: Muster) -> None:
    case = await given(muster, await case_at(muster))
    left = await do(muster, amend_contribution, REPLY, None)
    assert all(not slot.answered_by for slot in left.slots)
    assert left.claims == ()
    assert await rows(muster, "SELECT text, withdrawn FROM contributions") == [("", True)]
    assert await rows(muster, "SELECT text FROM contribution_history") == ["A known batch."]
    assert await do(muster, amend_contribution, REPLY, None) is None
    assert (await stored(muster, case.id)).version == left.version


async def test_a_slot_stays_answered_while_another_contribution_answers_it(muster: Muster) -> None:
    case = await given(muster, await case_at(muster))
    await given(muster, case, identity="C0SAFETY/1.2")
    await given(muster, case, by=eva, identity="C0SAFETY/1.3")
    left = await do(muster, amend_contribution, REPLY, None)
    assert {slot.function: slot.answered_by for slot in left.slots if slot.answered_by} == {
        "engineering": (jonas.id,),
        "support": (eva.id,),
    }
    assert [claim.member for claim in left.claims] == [jonas.id, eva.id]


async def test_what_happens_to_other_messages_is_none_of_our_business(muster: Muster) -> None:
    case = await given(muster, await case_at(muster))
    assert await do(muster, amend_contribution, "C0SAFETY/9.9", None) is None
    assert (await stored(muster, case.id)).version == case.version
