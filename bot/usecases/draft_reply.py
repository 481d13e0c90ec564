"""Write a revision of the answer."""

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal

from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.draft import Draft, clean_answer
from bot.domain.errors import Flagged
from bot.domain.people import Member
from bot.domain.roles import Act, permit_on
from bot.domain.sums import largest_sum
from bot.ports import Clock, UnitOfWork
from bot.usecases.inspecting import findings_in
from bot.usecases.keeping import keep
from bot.usecases.reclass_case import reclassed


async def draft_reply(
    case_id: CaseId,
    actor: Member,
    text: str,
    *,
    after: int,
    beside: bool = False,
    accepted: Collection[str] = (),
    uow: UnitOfWork,
    company: Company,
    clock: Clock,
) -> Case:
    """Make `text` the newest revision; the same one sent twice is one. `after` is the revision it was written on (0
    for none): where a newer one exists the text is refused, not lost. It takes the place of those that wait, unless
    it stands `beside` those of others for the signers to choose.

    `accepted` are the marks of those findings of the guardrails that the author was shown and means as they stand. A
    sum of money of a graver class puts the case into that class.

    Raises BadInput, Flagged, NotAllowed, StaleDraft, UnknownCase, WrongStage.
    """
    answer = clean_answer(text)
    async with uow:
        case = await uow.cases.get(case_id)
        permit_on(Act.DRAFT, actor, case, company)
        draft = Draft(revision=after + 1, text=answer, author=actor.id, at=clock.now())
        if _is_newest(draft, case):
            return case
        findings = await findings_in(answer, case_id, uow=uow, company=company)
        meant = tuple(dict.fromkeys(one.excerpt for one in findings if one.mark in accepted))
        case = _raised_by_sum(case, answer, company, clock.now())
        drafted = case.add_draft(draft, by=actor, beside=beside, accepted=meant)
        if any(one.mark not in accepted for one in findings):
            raise Flagged(findings)
        await uow.texts.add_draft(case_id, draft)
        await uow.drafting.stop(case_id, actor.id)
        await keep(drafted, uow=uow, company=company)
        for mark in case.drafts:
            if drafted.revision(mark.revision) is None:
                await uow.jobs.refresh_draft(case_id, mark.revision, company.community(case.community).channel)
        await uow.commit()
    return drafted


def _is_newest(draft: Draft, case: Case) -> bool:
    """Whether this very draft was saved already."""
    newest = case.draft
    return newest is not None and (newest.revision, newest.fingerprint, newest.author) == (
        draft.revision,
        draft.fingerprint,
        draft.author,
    )


def _raised_by_sum(case: Case, answer: str, company: Company, now: datetime) -> Case:
    """The case in the class of risk that the largest sum in the answer asks for, if that is a graver one."""
    amount = largest_sum(answer)
    graver = company.class_of_sum(amount) if amount is not None else None
    if amount is None or graver is None or not company.graver(graver.name, than=case.risk):
        return case
    reason = f"The answer names {_written(amount)}, which is more than {_written(graver.above or amount)}."
    return reclassed(case, None, now, risk=graver.name, reason=reason, company=company)


def _written(amount: Decimal) -> str:
    whole = amount == amount.to_integral_value()
    return f"{amount:,.0f}" if whole else f"{amount:,.2f}"
