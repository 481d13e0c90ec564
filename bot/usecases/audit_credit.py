"""The auditors' sheet of a month. Whoever looks at it is noted, for the others to see."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.domain.company import Company
from bot.domain.credit.audit import Audit, audit
from bot.domain.people import Member, MemberId
from bot.domain.period import Month
from bot.domain.roles import Act, permit
from bot.ports import Clock, Look, UnitOfWork
from bot.usecases.export_world import approvers


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What is worth a look in a season, and who looked at it before, the newest first."""

    season: Month
    audit: Audit
    looks: list[Look]
    names: dict[MemberId, str]


async def audit_credit(month: str, actor: Member, *, uow: UnitOfWork, company: Company, clock: Clock) -> Sheet:
    """The sheet of a month (`2026-11`; the running one where none is named). Raises BadInput, NotAllowed."""
    permit(Act.AUDIT, actor, own=False, community=None, company=company)
    now = clock.now()
    season = Month.parse(month) if month.strip() else Month.of(now, ZoneInfo("UTC"))
    async with uow:
        shares = [one.share for one in await uow.ledger.entries(season=season)]
        found = await asyncio.to_thread(audit, shares, await approvers(uow=uow, company=company))
        looks = await uow.audits.of(season)
        await uow.audits.add(actor.id, season, now)
        pairs = [(one.first, one.second) for one in found.pairs] + [(one.first, one.second) for one in found.caps]
        people = {one.member for one in found.ahead}.union(*pairs) | {one.by for one in looks}
        names = await uow.members.names(MemberId(one) for one in people)
        await uow.commit()
    return Sheet(season=season, audit=found, looks=looks, names=names)
