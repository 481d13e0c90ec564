"""What an auditor gets is what the board was computed from."""

import pytest

from bot.bootstrap import Muster
from bot.domain.credit import ledger
from bot.domain.errors import BadInput
from bot.domain.interchange import parse_world, world_text
from bot.usecases.close_case import close_case
from bot.usecases.export_world import export_world
from tests.builders import amara, case_at, do, li


async def test_the_ledger_of_an_export_is_the_season(muster: Muster) -> None:
    case = await case_at(muster, "replied")
    await do(muster, close_case, case.id, li, outcome="Replaced.", helped=[(amara.id, "loop")])
    world = await do(muster, export_world, "2026-11")
    (share,) = ledger(parse_world(world_text(world)))
    assert (share.member, share.slot, share.confirmed_by, share.credit) == (amara.id, "loop", li.id, 2_000_000)
    assert ledger(await do(muster, export_world, "2026-10")) == ()


@pytest.mark.parametrize("month", ["2026-13", "November", "2026", ""])
async def test_what_is_no_month_is_refused(muster: Muster, month: str) -> None:
    with pytest.raises(BadInput, match="is not a month"):
        await do(muster, export_world, month)
