"""Give input to a case."""

import pytest

from bot.bootstrap import Muster
from bot.domain.case import Case
from bot.domain.errors import BadInput, NotAllowed, WrongStage
from bot.domain.people import Member
from bot.usecases.contribute import contribute
from tests.builders import case_at, do, eva, guest, jobs, jonas, mention, rows, stored


async def give(muster: Muster, case: Case, by: Member = jonas, text: str = "A known batch.", **more: object) -> Case:
    given = {"identity": "C0SAFETY/1.1", "in_thread": True, **more}
    return await do(muster, contribute, case.id, by, text, **given)


async def test_input_answers_the_slot_of_the_persons_function_as_initiative(muster: Muster) -> None:
    given = await give(muster, await case_at(muster))
    assert [slot.function for slot in given.slots if slot.answered_by] == ["engineering"]
    assert [(claim.member, claim.slot, claim.volunteered) for claim in given.claims] == [
        (jonas.id, "answer:engineering", True)
    ]


async def test_input_of_people_on_duty_is_no_initiative(muster: Muster) -> None:
    given = await give(muster, await case_at(muster), by=eva)
    assert [(claim.member, claim.volunteered) for claim in given.claims] == [(eva.id, False)]


async def test_hearing_of_the_same_input_again_changes_nothing(muster: Muster) -> None:
    case = await case_at(muster)
    once = await give(muster, case)
    again = await give(muster, case, by=eva, text="Other words")
    assert again.version == once.version
    assert await rows(muster, "SELECT text FROM contributions") == ["A known batch."]


@pytest.mark.parametrize(("in_thread", "asked"), [(True, ["refresh_card"]), (False, ["refresh_card", "announce"])])
async def test_the_thread_is_told_only_of_what_it_does_not_show_already(
    muster: Muster, in_thread: bool, asked: list[str]
) -> None:
    await give(muster, await case_at(muster), in_thread=in_thread)
    assert await jobs(muster) == asked


async def test_after_the_reply_input_is_still_welcome_but_not_after_the_end(muster: Muster) -> None:
    await give(muster, await case_at(muster, "replied"))
    ended = await case_at(muster, "closed", said=mention(thread="t2"))
    with pytest.raises(WrongStage):
        await give(muster, ended, identity="late")
    assert await rows(muster, "SELECT 1 FROM contributions WHERE identity = 'late'") == []


async def test_empty_input_and_guests_are_refused_and_leave_nothing(muster: Muster) -> None:
    case = await case_at(muster)
    with pytest.raises(BadInput):
        await give(muster, case, text=" \n ")
    with pytest.raises(NotAllowed):
        await give(muster, case, by=guest)
    assert await rows(muster, "SELECT 1 FROM contributions") == []
    assert await stored(muster, case.id) == case
