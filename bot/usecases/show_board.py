"""The initiative board of a season, and joining or leaving it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.domain.board import Place, initiative
from bot.domain.company import Company
from bot.domain.credit import ledger
from bot.domain.people import Member, MemberId
from bot.domain.period import month_start
from bot.ports import Clock, UnitOfWork
from bot.usecases.export_world import world_between


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The board of the month that began at `since`, as `reader` sees it; `own` is theirs alone, in micro-points."""

    since: datetime
    places: tuple[Place, ...]
    names: dict[MemberId, str]
    opted_in: int
    on_it: bool
    own: int


async def show_board(reader: Member, *, uow: UnitOfWork, company: Company, clock: Clock) -> Board:
    """The initiative board of the running season over all communities."""
    since = month_start(clock.now())
    async with uow:
        shares = ledger(await world_between(since, clock.now() + timedelta(seconds=1), uow=uow, company=company))
        opted_in = await uow.members.on_boards()
        season = [share for share in shares if share.signed_at >= since]
        places = initiative(season, opted_in, ZoneInfo("UTC"))
        return Board(
            since=since,
            places=places,
            names=await uow.members.names(MemberId(place.member) for place in places),
            opted_in=len(opted_in),
            on_it=reader.id in opted_in,
            own=sum(share.credit for share in season if share.member == reader.id),
        )


async def set_on_boards(member: Member, on: bool, *, uow: UnitOfWork) -> None:
    """Join the boards, or leave them at once and everywhere."""
    async with uow:
        await uow.members.set_on_boards(member.id, on)
        await uow.commit()
