"""A case stays its owner's for as long as they do something about it."""

import pytest

from bot.bootstrap import Muster
from bot.domain.case import Case
from bot.domain.errors import BadInput, NotAllowed, WrongStage
from bot.usecases.claim_case import claim_case
from bot.usecases.contribute import contribute
from bot.usecases.dismiss_case import dismiss_case
from bot.usecases.find_work import find_work
from bot.usecases.hand_over import hand_over
from bot.usecases.renew_lease import renew_lease
from bot.usecases.tend_case import tend_case
from tests.builders import amara, case_at, do, eva, gone, guest, jonas, know, li, stored, tom
from tests.world import SetClock


@pytest.fixture
async def case(muster: Muster) -> Case:
    """A case of product safety that jonas owns for four hours."""
    await know(muster)
    opened = await case_at(muster)
    return await do(muster, claim_case, opened.id, jonas)


async def looked_after(muster: Muster, case: Case) -> Case:
    await do(muster, tend_case, case.id)
    return await stored(muster, case.id)


async def test_an_owner_who_does_nothing_is_warned_and_then_the_case_is_free(
    muster: Muster, case: Case, clock: SetClock
) -> None:
    clock.forward(hours=3, minutes=-1)
    assert (await looked_after(muster, case)).lease_ends_at is None
    clock.forward(minutes=1)
    warned = await looked_after(muster, case)
    assert [one.id for one in (await do(muster, find_work, jonas)).ending] == [case.id]
    clock.forward(minutes=59)
    assert (await looked_after(muster, case)).owner == jonas.id
    clock.forward(minutes=1)
    assert warned.lease_ends_at == clock.now()
    assert (await looked_after(muster, case)).owner is None
    assert (await do(muster, claim_case, case.id, eva)).owner == eva.id


async def test_after_a_downtime_the_owner_still_has_the_time_of_the_warning(
    muster: Muster, case: Case, clock: SetClock
) -> None:
    clock.forward(days=3)
    warned = await looked_after(muster, case)
    assert warned.owner == jonas.id
    clock.forward(hours=1)
    assert warned.lease_ends_at == clock.now()


async def test_what_an_owner_does_keeps_the_case_theirs_and_what_others_do_does_not(
    muster: Muster, case: Case, clock: SetClock
) -> None:
    clock.forward(hours=3)
    await looked_after(muster, case)
    await do(muster, contribute, case.id, eva, "Known.", identity="1", in_thread=True)
    assert (await stored(muster, case.id)).lease_ends_at
    await do(muster, contribute, case.id, jonas, "Known.", identity="2", in_thread=True)
    assert (await stored(muster, case.id)).lease_ends_at is None
    clock.forward(hours=2)
    assert (await looked_after(muster, case)).owner == jonas.id


async def test_an_owner_keeps_a_case_and_nobody_else_does(muster: Muster, case: Case, clock: SetClock) -> None:
    clock.forward(hours=3)
    await looked_after(muster, case)
    for other in (eva, amara, guest):
        with pytest.raises(NotAllowed):
            await do(muster, renew_lease, case.id, other)
    kept = await do(muster, renew_lease, case.id, jonas)
    assert (kept.owner, kept.lease_ends_at, kept.active_at) == (jonas.id, None, clock.now())
    assert (await do(muster, find_work, jonas)).ending == []
    await do(muster, dismiss_case, case.id, jonas, reason="Spam.")
    with pytest.raises(WrongStage):
        await do(muster, renew_lease, case.id, jonas)


async def test_a_case_is_handed_to_somebody_who_has_it_for_a_whole_lease(
    muster: Muster, case: Case, clock: SetClock
) -> None:
    clock.forward(hours=3)
    await looked_after(muster, case)
    handed = await do(muster, hand_over, case.id, jonas, to=li.id)
    assert (handed.owner, handed.active_at, handed.lease_ends_at) == (li.id, clock.now(), None)
    assert (await do(muster, hand_over, case.id, amara, to=tom.id)).owner == tom.id, "a lead may"


async def test_a_case_is_handed_over_by_its_owner_to_somebody_who_can_own_it(muster: Muster, case: Case) -> None:
    for by in (li, guest):
        with pytest.raises(NotAllowed):
            await do(muster, hand_over, case.id, by, to=eva.id)
    for to in (guest.id, gone.id, "U0NOBODY", "", jonas.id):
        with pytest.raises(BadInput) as refused:
            await do(muster, hand_over, case.id, jonas, to=to)
        assert refused.value.field == "to"
    assert (await stored(muster, case.id)).owner == jonas.id
