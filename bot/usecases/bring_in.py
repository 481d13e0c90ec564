"""A mention comes in by hand: known already, one more of an open matter, or a case of its own."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.case import CaseId
from bot.domain.company import Company
from bot.domain.mention import KeptMention, Mention
from bot.domain.people import MemberId
from bot.domain.routing import Rules
from bot.ports import Clock, UnitOfWork
from bot.usecases.gathering import ByHand, Lane
from bot.usecases.listening import Listening


@dataclass(frozen=True, slots=True)
class BroughtIn:
    """What became of a mention. `case` is None where it was known already."""

    case: CaseId | None
    opened: bool = False


async def bring_in(
    mention: Mention,
    *,
    uow: UnitOfWork,
    company: Company,
    rules: Rules,
    clock: Clock,
    listening: Listening,
    by: MemberId | None = None,
    community: str | None = None,
) -> BroughtIn:
    """Store a mention with the case it belongs to, in a transaction of its own. `by` saw it and brought it in.

    `community` overrules the rules, where a person has chosen. Raises ClosedCommunity,
    UnknownCommunity.
    """
    await listening.refresh(uow)
    [read] = await listening.read([mention.text], rules=rules, company=company)
    async with uow, listening.lane(uow) as near:
        now = clock.now()
        number = await uow.arrivals.add(mention, now)
        if number is None:
            return BroughtIn(case=None)
        kept = KeptMention(id=number, arrived_at=now, mention=mention)
        lane = Lane(uow=uow, company=company, now=now, near=near)
        await lane.expect([kept])
        case = await lane.take_in(kept, read, ByHand(by=by, community=community) if by or community else None)
        await lane.end()
        await uow.commit()
    return BroughtIn(case=case, opened=case in lane.opened)
