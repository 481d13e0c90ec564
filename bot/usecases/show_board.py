"""The boards of a season, and joining or leaving them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.domain.board import FunctionPlace, FunctionStanding, Place, function_places, function_standings, places
from bot.domain.community import Community
from bot.domain.company import Company
from bot.domain.errors import BadInput, NotAllowed
from bot.domain.people import Member, MemberId
from bot.domain.period import Month
from bot.domain.standing import neighbours
from bot.ports import Clock, UnitOfWork

UTC = ZoneInfo("UTC")


class SeasonState(StrEnum):
    """How far a season has come: it runs; it is over, but its last cases can still be confirmed; it is closed."""

    RUNNING = "running"
    COUNTED = "counted"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The initiative board of a season in a community, or in all, as its reader sees it, in micro-points.

    `own` is what the reader earned as a volunteer as boards count it, theirs alone; `own_rank` is the rank under
    which they are shown, or would be if they joined.
    """

    season: Month
    community: Community | None
    state: SeasonState
    places: tuple[Place, ...]
    names: Mapping[MemberId, str]
    opted_in: int
    on_it: bool
    own: int
    own_rank: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionBoard:
    """The functions of a season in a community, or in all: the upper half of those that have `compared` each other;
    `own` is the reader's, whether it is shown or not, and theirs alone. `taking_part` of all `people` had a
    contribution confirmed."""

    season: Month
    community: Community | None
    state: SeasonState
    places: tuple[FunctionPlace, ...]
    own: FunctionStanding | None
    compared: int
    people: int
    taking_part: int


async def show_board(
    reader: Member,
    community: Community | None = None,
    season: Month | None = None,
    *,
    uow: UnitOfWork,
    clock: Clock,
) -> Board:
    """Who took the initiative, in the running season where none is named. Raises BadInput where it has not begun."""
    asked, running = _begun(season, clock), Month.of(clock.now(), UTC)
    async with uow:
        credit = await uow.boards.volunteered(season=asked, community=community.name if community else None)
        opted_in = await uow.members.on_boards()
        shown = places(credit, opted_in)
        with_reader = places(credit, opted_in | {reader.id}) if reader.may_take_part else shown
        return Board(
            season=asked,
            community=community,
            state=await _state(asked, running, uow=uow),
            places=shown,
            names=await uow.members.names(MemberId(place.member) for place in shown),
            opted_in=len(opted_in),
            on_it=reader.id in opted_in,
            own=credit.get(reader.id, 0),
            own_rank=next((place.rank for place in with_reader if place.member == reader.id), None),
        )


async def show_function_board(
    reader: Member,
    community: Community | None = None,
    season: Month | None = None,
    *,
    uow: UnitOfWork,
    clock: Clock,
) -> FunctionBoard:
    """How functions take part, in the running season where none is named. Raises BadInput where it has not begun."""
    asked, running = _begun(season, clock), Month.of(clock.now(), UTC)
    async with uow:
        credit = await uow.boards.earned(season=asked, community=community.name if community else None)
        functions = await uow.members.functions()
        state = await _state(asked, running, uow=uow)
    standings = function_standings(credit, functions)
    return FunctionBoard(
        season=asked,
        community=community,
        state=state,
        places=function_places(standings.values()),
        own=standings.get(reader.function or ""),
        compared=len(standings),
        people=len(functions),
        taking_part=sum(credit.get(member, 0) > 0 for member in functions),
    )


async def set_on_boards(member: Member, on: bool, *, uow: UnitOfWork, company: Company, clock: Clock) -> None:
    """Join the boards, or leave them at once and everywhere: the digests that were posted are written anew, and so
    are the Homes of those who had this person beside them. Raises NotAllowed for guests."""
    if on and not member.may_take_part:
        raise NotAllowed("Guests earn no points, so there is nothing to show on the boards.")
    async with uow:
        await put_on_boards(member.id, on, uow=uow, company=company, clock=clock)
        await uow.commit()


async def put_on_boards(member: MemberId, on: bool, *, uow: UnitOfWork, company: Company, clock: Clock) -> None:
    """The same inside a unit of work that is open already, as the last thing in it."""
    beside = {member} if on else {member, *await _beside(member, uow=uow, clock=clock)}
    await uow.members.set_on_boards(member, on)
    if not on:
        for name, week in await uow.digests.naming(member):
            if community := company.communities.get(name):
                await uow.jobs.refresh_digest(name, week, community.channel)
    for one in sorted(beside):
        await uow.jobs.show_home(MemberId(one))


async def _beside(member: MemberId, *, uow: UnitOfWork, clock: Clock) -> list[str]:
    """Those who see this person on their Home now: neighbours are mutual."""
    credit = await uow.boards.volunteered(season=Month.of(clock.now(), UTC))
    before, behind = neighbours(member, credit, await uow.members.on_boards())
    return [one.member for one in (*before, *behind)]


def _begun(season: Month | None, clock: Clock) -> Month:
    running = Month.of(clock.now(), UTC)
    if season and season > running:
        raise BadInput(f"{season} has not begun. The running month is {running}; ask for it or for one before it.")
    return season or running


async def _state(season: Month, running: Month, *, uow: UnitOfWork) -> SeasonState:
    if season == running:
        return SeasonState.RUNNING
    first_open = await uow.ledger.open_since()
    return SeasonState.CLOSED if first_open is None or season < first_open else SeasonState.COUNTED
