"""What could not be read waits for the operator, who sees why and has it read again."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from bot.domain.errors import BadInput
from bot.ports import Parked, UnitOfWork

ERASED = "its bytes are erased (muster.toml, [retention] parked)"
ASKED = "nobody pushed it, so it cannot be read again by itself; once it is mended at its source it comes anew"


async def list_parked(source: str | None, *, uow: UnitOfWork) -> Sequence[Parked]:
    """What is parked, of one source or of all, the newest first."""
    async with uow:
        return await uow.deliveries.parked(source)


async def retry_parked(
    chosen: Collection[int], *, pushing: Collection[str], uow: UnitOfWork
) -> tuple[list[Parked], list[tuple[Parked, str]]]:
    """Let parked arrivals be read again, in one commit; `pushing` are the sources that are pushed to. Returns those
    that will be, and those that cannot be, each with the reason. Raises BadInput where one is not parked."""
    again: list[Parked] = []
    left: list[tuple[Parked, str]] = []
    async with uow:
        parked = {one.number: one for one in await uow.deliveries.parked(None)}
        for number in chosen:
            if number not in parked:
                raise BadInput(f"No arrival {number} is parked. `python -m bot parked` lists those that are.")
            one = parked[number]
            if why := _why_not(one, pushing):
                left.append((one, why))
            elif await uow.deliveries.take_up(number):
                await uow.jobs.read_delivery(number)
                again.append(one)
        await uow.commit()
    return again, left


def _why_not(one: Parked, pushing: Collection[str]) -> str:
    if not one.bytes_kept:
        return ERASED
    return "" if one.source in pushing else ASKED
