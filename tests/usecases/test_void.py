"""A case that was none counts for nobody, until it is restored."""

from datetime import timedelta

import pytest

from bot.bootstrap import Muster
from bot.domain.credit import ledger
from bot.domain.errors import BadInput, NotAllowed, WrongStage
from bot.domain.period import month_start
from bot.domain.status import Status
from bot.usecases.bring_in import bring_in
from bot.usecases.close_case import close_case
from bot.usecases.export_world import approvers
from bot.usecases.merge_cases import merge_cases
from bot.usecases.restore_case import restore_case
from bot.usecases.void_case import void_case
from tests.builders import amara, case_at, do, eva, jonas, know, li, mention, stored
from tests.world import SetClock


async def paid(muster: Muster, clock: SetClock) -> set[str]:
    """Whom the ledger pays."""
    async with muster.uow() as uow:
        signers = await approvers(uow=uow, company=muster.company)
        world = await uow.credits.world(month_start(clock.now()), clock.now().replace(year=2027), signers)
    return {share.member for share in ledger(world)}


async def test_credit_treats_a_void_case_as_absent_and_a_restored_one_as_before(
    muster: Muster, clock: SetClock
) -> None:
    await know(muster)
    case = await case_at(muster, "replied")
    await do(muster, close_case, case.id, li, outcome="Replaced.", helped=[(amara.id, "loop")])
    assert await paid(muster, clock) == {amara.id}
    voided = await do(muster, void_case, case.id, amara, reason=" Only a test. ")
    assert (voided.status, voided.voided_because, voided.clocks.due) == (Status.VOID, "Only a test.", None)
    assert await paid(muster, clock) == set()
    restored = await do(muster, restore_case, case.id, eva, reason="It was real.")
    assert (restored.status, restored.outcome, restored.voided_because) == (Status.CLOSED, "Replaced.", None)
    assert await paid(muster, clock) == {amara.id}


async def test_an_open_case_goes_on_where_it_stood_and_its_promise_has_waited(
    muster: Muster, clock: SetClock
) -> None:
    case = await case_at(muster, "claimed")
    clock.forward(minutes=30)
    await do(muster, void_case, case.id, amara, reason="A test.")
    clock.forward(days=3)
    restored = await do(muster, restore_case, case.id, amara, reason="It was real.")
    assert (restored.status, restored.owner) == (Status.OPEN, amara.id)
    assert restored.clocks.due == case.clocks.due + timedelta(days=3)


async def test_only_leads_and_administrators_void_and_restore_and_they_say_why(muster: Muster) -> None:
    case = await case_at(muster)
    with pytest.raises(NotAllowed, match="a lead of Product safety or an administrator"):
        await do(muster, void_case, case.id, jonas, reason="A test.")
    with pytest.raises(BadInput) as refused:
        await do(muster, void_case, case.id, amara, reason=" ")
    assert refused.value.field == "reason"
    with pytest.raises(WrongStage, match="not set aside"):
        await do(muster, restore_case, case.id, amara, reason="Why not.")
    await do(muster, void_case, case.id, amara, reason="A test.")
    with pytest.raises(NotAllowed):
        await do(muster, restore_case, case.id, jonas, reason="It was real.")
    with pytest.raises(BadInput):
        await do(muster, restore_case, case.id, amara, reason=" ")


async def test_a_void_case_takes_in_no_mention_and_a_merged_one_is_not_restored_but_taken_apart(
    muster: Muster,
) -> None:
    case = await case_at(muster, said=mention(thread="one"))
    await do(muster, void_case, case.id, amara, reason="A test.")
    brought = await do(muster, bring_in, mention("Again.", thread="one"))
    assert brought.opened
    other = await case_at(muster, said=mention(thread="two"))
    await do(muster, merge_cases, brought.case, amara, into=other.id)
    with pytest.raises(WrongStage, match=f"part of case {other.id}. Take it apart instead."):
        await do(muster, restore_case, brought.case, eva, reason="It was real.")
    assert (await stored(muster, other.id)).mentions == 2
