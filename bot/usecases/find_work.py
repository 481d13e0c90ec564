"""What waits for a person."""

from bot.domain.case import Case
from bot.domain.company import Company
from bot.domain.people import Member
from bot.domain.priority import RECENT, most_urgent_first
from bot.domain.privacy import as_seen_by, hidden_from
from bot.domain.sheet import Awaited, Work
from bot.ports import Clock, UnitOfWork

AT_MOST = 10
"""Cases a list shows; the most urgent come first."""

LOOKED_AT = 200
"""Unsigned cases that are looked through for those that wait for one person."""


async def find_work(member: Member, *, uow: UnitOfWork, company: Company, clock: Clock) -> Work:
    """The drafts this person may sign, the cases they own, and the input that they or their function owe, the most
    urgent first; nothing of communities that they have no part in."""
    seen, hidden = as_seen_by(member, company).communities, hidden_from(member, company)
    now = clock.now()
    async with uow:
        unsigned = await uow.cases.awaiting_sign_off(list(seen), LOOKED_AT)
        to_sign = [case for case in unsigned if _may_sign(member, case, company)]
        owned = [case for case in await uow.cases.owned_by(member.id) if case.community not in hidden]
        awaiting = await uow.cases.awaiting(member, 5 * AT_MOST, hidden)
        spreads = await uow.mentions.spreads({one.id for one in (*to_sign, *owned, *awaiting)}, now - RECENT)

    def ranked(cases: list[Case]) -> list[Case]:
        return most_urgent_first(cases, company, now, spreads)

    return Work(
        to_sign=ranked(to_sign)[:AT_MOST],
        owned=ranked(owned),
        awaited=_awaited(member, ranked(awaiting))[:AT_MOST],
    )


def _awaited(member: Member, cases: list[Case]) -> list[Awaited]:
    """The slots of these cases that wait for a person or for their function; of one case, the first to be due
    first."""
    return [
        Awaited(case, slot)
        for case in cases
        for slot in sorted(case.slots, key=lambda one: one.due)
        if slot.waits and slot.is_of(member)
    ]


def _may_sign(member: Member, case: Case, company: Company) -> bool:
    """Whether a signature of this person is what a draft of the case waits for."""
    if not company.may_sign(member, case.community, case.risk):
        return False
    policy = company.policy(case.community, case.risk)
    return any(case.wants_signature_of(member, draft, policy) for draft in case.drafts)
