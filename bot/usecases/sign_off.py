"""Approve the exact text of an answer."""

from bot.domain.case import Case, CaseId
from bot.domain.community import Company
from bot.domain.people import Member
from bot.ports import Clock, UnitOfWork
from bot.usecases.keeping import keep


async def sign_off(
    case_id: CaseId,
    actor: Member,
    *,
    revision: int,
    uow: UnitOfWork,
    company: Company,
    clock: Clock,
) -> Case:
    """Sign off the text of the revision that the person has read; it must still be the current one.

    Raises NotAllowed, StaleDraft, UnknownCase, WrongStage.
    """
    async with uow:
        case = await uow.cases.get(case_id)
        community = company.community(case.community)
        read = case.draft.fingerprint if case.draft and case.draft.revision == revision else ""
        signed = case.sign_off(by=actor, at=clock.now(), fingerprint=read, community=community)
        await keep(signed, uow=uow, company=company)
        await uow.commit()
    return signed
