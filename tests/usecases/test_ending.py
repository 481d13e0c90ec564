"""How a case ends, goes on again, or goes elsewhere."""

import pytest

from bot.bootstrap import Muster
from bot.domain.case import Case
from bot.domain.credit import Share, ledger
from bot.domain.errors import BadInput, NotAllowed, UnknownCommunity, WrongStage
from bot.domain.period import month_start
from bot.domain.status import Status
from bot.usecases.close_case import close_case
from bot.usecases.contribute import contribute
from bot.usecases.dismiss_case import dismiss_case
from bot.usecases.draft_reply import draft_reply
from bot.usecases.export_world import approvers
from bot.usecases.move_case import move_case
from bot.usecases.record_reply import record_reply
from bot.usecases.reopen_case import reopen_case
from bot.usecases.sign_off import sign_off
from tests.builders import ANSWER, LINK, amara, case_at, do, eva, guest, jobs, jonas, know, li, rows, stored
from tests.world import CARE, SAFETY, SetClock


async def answered_by_three(muster: Muster) -> Case:
    """Jonas and Eva give input, Amara tells the customer, Li has signed."""
    await know(muster)
    case = await case_at(muster)
    for by in (jonas, eva):
        await do(muster, contribute, case.id, by, "A known batch.", identity=by.id, in_thread=True)
    await do(muster, draft_reply, case.id, amara, ANSWER, after=0)
    await do(muster, sign_off, case.id, li, revision=1)
    return await do(muster, record_reply, case.id, amara, revision=1, text=ANSWER, url=LINK)


async def shares(muster: Muster, clock: SetClock) -> list[Share]:
    async with muster.uow() as uow:
        signers = await approvers(uow=uow, company=muster.company)
        world = await uow.credits.world(month_start(clock.now()), clock.now().replace(year=2027), signers)
    return list(ledger(world))


async def test_closing_confirms_who_helped_and_the_ledger_pays_them(muster: Muster, clock: SetClock) -> None:
    case = await answered_by_three(muster)
    helped = [(jonas.id, "answer:engineering"), (amara.id, "loop")]
    closed = await do(muster, close_case, case.id, li, outcome=" Replaced. ", helped=helped)
    assert (closed.status, closed.outcome, closed.ended_at) == (Status.CLOSED, "Replaced.", clock.now())
    assert {(one.by, one.member, one.slot, one.approver) for one in closed.confirmed} == {
        (li.id, jonas.id, "answer:engineering", True),
        (li.id, amara.id, "loop", True),
    }
    paid = {share.member: (share.slot, share.credit, share.volunteered) for share in await shares(muster, clock)}
    assert paid == {jonas.id: ("answer:engineering", 2_000_000, True), amara.id: ("loop", 2_000_000, True)}


async def test_what_nobody_confirmed_pays_nothing(muster: Muster, clock: SetClock) -> None:
    case = await answered_by_three(muster)
    await do(muster, close_case, case.id, li, outcome="Replaced.", helped=[])
    assert await shares(muster, clock) == []


async def test_one_confirmation_that_does_not_hold_leaves_the_case_open_and_the_others_unsaid(muster: Muster) -> None:
    case = await answered_by_three(muster)
    helped = [(jonas.id, "answer:engineering"), (jonas.id, "loop")]
    with pytest.raises(BadInput):
        await do(muster, close_case, case.id, li, outcome="Replaced.", helped=helped)
    with pytest.raises(NotAllowed):
        await do(muster, close_case, case.id, amara, outcome="Replaced.", helped=[(amara.id, "loop")])
    assert (await stored(muster, case.id)).confirmed == ()


async def test_an_open_case_is_not_closed_but_dismissed(muster: Muster) -> None:
    case = await case_at(muster, "signed")
    with pytest.raises(WrongStage):
        await do(muster, close_case, case.id, li, outcome="Replaced.", helped=[])
    dismissed = await do(muster, dismiss_case, case.id, eva, reason=" Spam. ")
    assert (dismissed.status, dismissed.outcome) == (Status.DISMISSED, "Spam.")


async def test_an_answered_case_is_not_dismissed(muster: Muster) -> None:
    case = await case_at(muster, "replied")
    with pytest.raises(WrongStage):
        await do(muster, dismiss_case, case.id, amara, reason="Spam.")


async def test_a_reopened_case_pays_nothing_until_it_is_signed_again_and_then_once(
    muster: Muster, clock: SetClock
) -> None:
    case = await answered_by_three(muster)
    helped = [(jonas.id, "answer:engineering")]
    await do(muster, close_case, case.id, li, outcome="Replaced.", helped=helped)
    paid = await shares(muster, clock)
    reopened = await do(muster, reopen_case, case.id, eva, reason="She wrote again.")
    assert (reopened.status, reopened.reopened, reopened.signed) == (Status.OPEN, True, None)
    assert await shares(muster, clock) == []
    clock.forward(hours=1)
    await do(muster, draft_reply, case.id, amara, "A second try.", after=1)
    await do(muster, sign_off, case.id, li, revision=2)
    assert [share.credit for share in await shares(muster, clock)] == [share.credit for share in paid]


async def test_an_open_case_is_not_reopened(muster: Muster) -> None:
    case = await case_at(muster)
    with pytest.raises(WrongStage):
        await do(muster, reopen_case, case.id, eva, reason="Again.")


async def test_a_move_frees_the_case_asks_other_functions_and_refreshes_both_channels(muster: Muster) -> None:
    case = await case_at(muster, "claimed")
    moved = await do(muster, move_case, case.id, amara, to="care", reason="A matter of service.")
    care = muster.company.community("care")
    assert (moved.community, moved.came_from, moved.owner, moved.required) == ("care", "safety", None, care.functions)
    assert moved.moved_because == "A matter of service."
    assert moved.first_reply_due == case.opened_at + care.terms.first_reply
    asked = "SELECT args->>'channel' FROM procrastinate_jobs WHERE task_name = 'refresh_card' ORDER BY 1"
    assert await rows(muster, asked) == [CARE, SAFETY]


async def test_a_move_there_and_back_keeps_what_every_function_has_given(muster: Muster) -> None:
    case = await case_at(muster)
    for by in (eva, jonas):
        await do(muster, contribute, case.id, by, "A known batch.", identity=by.id, in_thread=True)
    await do(muster, move_case, case.id, eva, to="care", reason="Service.")
    back = await do(muster, move_case, case.id, eva, to="safety", reason="It smokes after all.")
    assert {slot.function for slot in back.slots if slot.answered_by} == {"support", "engineering"}
    assert {claim.member for claim in back.claims} == {eva.id, jonas.id}


async def test_a_move_goes_to_another_community_that_exists(muster: Muster) -> None:
    case = await case_at(muster)
    with pytest.raises(UnknownCommunity):
        await do(muster, move_case, case.id, eva, to="nowhere", reason="Elsewhere.")
    with pytest.raises(BadInput) as refused:
        await do(muster, move_case, case.id, eva, to="safety", reason="Here.")
    assert refused.value.field == "community"


@pytest.mark.parametrize(
    ("usecase", "stage", "given", "field"),
    [
        (close_case, "replied", {"helped": []}, "outcome"),
        (dismiss_case, "opened", {}, "reason"),
        (reopen_case, "closed", {}, "reason"),
        (move_case, "opened", {"to": "care"}, "reason"),
    ],
)
async def test_each_needs_its_words_and_is_closed_to_guests(
    muster: Muster, usecase: object, stage: str, given: dict[str, object], field: str
) -> None:
    case = await case_at(muster, stage)
    waiting = await jobs(muster)
    with pytest.raises(BadInput) as refused:
        await do(muster, usecase, case.id, eva, **{**given, field: " \n"})
    assert refused.value.field == field
    with pytest.raises(NotAllowed):
        await do(muster, usecase, case.id, guest, **{**given, field: "Because."})
    assert await stored(muster, case.id) == case
    assert await jobs(muster) == waiting
