"""Take a case, and give it back."""

import pytest

from bot.bootstrap import Muster
from bot.domain.case import CaseId
from bot.domain.errors import AlreadyClaimed, NotAllowed, UnknownCase
from bot.usecases.claim_case import claim_case
from bot.usecases.release_case import release_case
from tests.builders import amara, case_at, do, eva, guest, jobs, li, stored
from tests.world import NOON, SetClock


async def test_a_claim_makes_an_owner_and_is_told_on_the_card_and_in_the_thread(
    muster: Muster, clock: SetClock
) -> None:
    case = await case_at(muster)
    clock.forward(minutes=3)
    claimed = await do(muster, claim_case, case.id, amara)
    assert (claimed.owner, claimed.claimed_at) == (amara.id, clock.now())
    assert await jobs(muster) == ["refresh_card", "announce"]


async def test_who_comes_second_is_told_who_was_first(muster: Muster) -> None:
    case = await case_at(muster, "claimed")
    with pytest.raises(AlreadyClaimed) as refused:
        await do(muster, claim_case, case.id, eva)
    assert (refused.value.owner, refused.value.at) == (amara.id, NOON)
    assert await stored(muster, case.id) == case


async def test_a_released_case_is_free_again(muster: Muster) -> None:
    case = await case_at(muster, "claimed")
    assert (await do(muster, release_case, case.id, amara)).owner is None
    assert (await do(muster, claim_case, case.id, eva)).owner == eva.id


async def test_nobody_releases_what_another_owns(muster: Muster) -> None:
    case = await case_at(muster, "claimed")
    with pytest.raises(NotAllowed, match="Only the owner, a lead of Product safety or an administrator may release"):
        await do(muster, release_case, case.id, li)


@pytest.mark.parametrize("usecase", [claim_case, release_case])
async def test_guests_and_unknown_cases_are_refused(muster: Muster, usecase: object) -> None:
    case = await case_at(muster)
    with pytest.raises(NotAllowed):
        await do(muster, usecase, case.id, guest)
    with pytest.raises(UnknownCase):
        await do(muster, usecase, CaseId(999), amara)
    assert await jobs(muster) == ["refresh_card"], "a refusal asks for nothing"
