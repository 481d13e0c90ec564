"""Why a case, or a person, has the credit that it has."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.credit import Adjustment, Claim, Entry
from bot.domain.credit.explaining import why_nothing
from bot.domain.errors import UnknownMember
from bot.domain.people import Member, MemberId
from bot.domain.period import Month
from bot.ports import UnitOfWork
from bot.usecases.export_world import approvers


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnCredit:
    """What a person, or a case, has in the ledger; `unpaid` are claims without a share, each with the reason."""

    entries: list[Entry]
    adjusted: list[tuple[Month, Adjustment]]
    unpaid: list[tuple[Claim, str]]
    names: dict[MemberId, str]

    @property
    def total(self) -> int:
        """All of it in micro-points."""
        return sum(one.share.credit for one in self.entries) + sum(one.amount for _, one in self.adjusted)


async def explain_case(case_id: CaseId, *, uow: UnitOfWork, company: Company) -> tuple[Case, OwnCredit]:
    """Every share of a case, and why other claims of it earn nothing. Raises UnknownCase."""
    async with uow:
        case = await uow.cases.read(case_id)
        world = await uow.credits.world_of(case_id, await approvers(uow=uow, company=company))
        entries = await uow.ledger.entries(case=str(case_id))
        paid = {(one.share.slot, one.share.member) for one in entries}
        unpaid = [one for one in world.claims if (one.slot, one.member) not in paid]
        people = {*(one.share.member for one in entries), *(one.member for one in unpaid)}
        people |= {one.share.confirmed_by for one in entries} | ({case.signed.by} if case.signed else set())
        return case, OwnCredit(
            entries=entries,
            adjusted=await uow.ledger.adjustments(case=str(case_id)),
            unpaid=[(one, why_nothing(one, world)) for one in unpaid],
            names=await uow.members.names(MemberId(one) for one in people),
        )


async def explain_member(member_id: MemberId, *, uow: UnitOfWork) -> tuple[Member, OwnCredit]:
    """Every share of a person. Raises UnknownMember."""
    async with uow:
        member = await uow.members.get(member_id)
        if member is None:
            raise UnknownMember(member_id)
        entries = await uow.ledger.entries(member=member_id)
        names = await uow.members.names(MemberId(one.share.confirmed_by) for one in entries)
        adjusted = await uow.ledger.adjustments(member=member_id)
        return member, OwnCredit(entries=entries, adjusted=adjusted, unpaid=[], names=names)
