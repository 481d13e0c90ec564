"""Take in what a customer says of an answer, and let those who helped know."""

from dataclasses import dataclass

from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.errors import UnknownCase, WrongStage
from bot.domain.letters import Thanks
from bot.domain.people import MemberId
from bot.domain.privacy import sees
from bot.domain.status import Status
from bot.domain.verdict import Verdict
from bot.ports import Clock, Messenger, UnitOfWork
from bot.usecases.keeping import keep
from bot.usecases.telling import tell_member


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """The reply that a customer is asked about, and whether they have judged it already."""

    text: str
    answered: bool


async def look_up_question(case_id: CaseId, reply: int, *, uow: UnitOfWork) -> Question | None:
    """What a customer is asked; None where there is no such question, or it is not wanted any more."""
    async with uow:
        try:
            case = await uow.cases.read(case_id)
        except UnknownCase:
            return None
        kept = await uow.texts.reply(case_id, reply)
    if kept is None or not _wanted(case, reply):
        return None
    return Question(text=kept.text, answered=case.judged >= reply)


async def take_verdict(
    case_id: CaseId, reply: int, verdict: Verdict, *, uow: UnitOfWork, company: Company, clock: Clock
) -> bool:
    """Keep the verdict on a reply; False where one was given before, which stays, or none is wanted. Raises
    UnknownCase."""
    async with uow:
        case = await uow.cases.get(case_id)
        if not _wanted(case, reply):
            return False
        now = clock.now()
        try:
            judged = case.judge(now, reply=reply, score=verdict.score, recommended=verdict.recommended)
        except WrongStage:
            return False
        await uow.verdicts.add(case_id, reply, verdict, now)
        if verdict.satisfied:
            for member in dict.fromkeys(claim.member for claim in case.claims):
                await uow.jobs.thank(case_id, reply, member)
        await keep(judged, uow=uow, company=company)
        await uow.commit()
    return True


async def thank(
    case_id: CaseId,
    reply: int,
    member_id: MemberId,
    *,
    uow: UnitOfWork,
    company: Company,
    messenger: Messenger,
    clock: Clock,
) -> None:
    """Tell somebody who helped, privately and once, what the customer says; whoever has left is not written to, nor
    who may not see the case any more.

    Raises QuietNow, SlackBusy, SlackRefused, SlackUnsure, UnknownCase.
    """
    async with uow:
        case = await uow.cases.read(case_id)
        verdict = await uow.verdicts.of(case_id, reply)
        member = await uow.members.get(member_id)
    community = company.community(case.community)
    if verdict is None or member is None or not member.may_take_part or not sees(member, community, company):
        return
    thanks = Thanks(
        case_id=case_id,
        matter=case.matter,
        channel=community.channel,
        score=verdict.score,
        words=verdict.words,
    )
    key = f"thanks:{case_id}:{reply}:{member_id}"
    await tell_member(member_id, thanks, key, uow=uow, company=company, messenger=messenger, clock=clock)


def _wanted(case: Case, reply: int) -> bool:
    """Whether anyone has asked for a verdict on this reply, of a case that still counts."""
    return case.status is not Status.VOID and 0 < reply <= case.feedback_asked
