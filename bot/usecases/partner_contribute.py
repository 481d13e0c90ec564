"""Take in what a partner knows."""

from datetime import datetime

from bot.domain.case import Case
from bot.domain.company import Company
from bot.domain.contribution import Contribution
from bot.domain.people import MemberId
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import keep


async def partner_contribute(
    sharing: int,
    person: MemberId,
    text: str,
    *,
    identity: str,
    uow: UnitOfWork,
    company: Company,
    clock: Clock,
) -> Case | None:
    """Add what a person of a partner said about a copy with this number to its case.

    `identity` is unique to it, so that hearing of it again changes nothing. None where the partner has no access
    any more: whoever goes on talking there talks among themselves.
    """
    async with uow:
        shared = await uow.sharings.get(sharing)
        case = await uow.cases.get(shared.case_id)
        now = clock.now()
        if not (await uow.sharings.get(sharing)).lasts(now):
            return None
        given = Contribution(
            member=person, function=None, text=text, identity=identity, at=now, partner=shared.partner
        )
        contribution = await uow.texts.add_contribution(case.id, given)
        if contribution is None:
            return case
        helped = case.add_partner_input(person, now, contribution=contribution, partner=shared.partner)
        await keep(helped, uow=uow, company=company)
        await uow.commit()
    return helped


async def has_access(partner: str, case: Case, now: datetime, *, uow: UnitOfWork) -> bool:
    """Whether a partner may add something to a case, inside a unit of work that is open already."""
    return any(one.partner == partner and one.lasts(now) for one in await uow.sharings.open_of(case.id))
