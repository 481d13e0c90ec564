"""Send the signed answer to the customer through the source: asked for by a person, carried out by a job."""

from datetime import timedelta

from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.draft import Draft, SendMark
from bot.domain.errors import WrongStage
from bot.domain.mention import Mention
from bot.domain.people import Member
from bot.domain.roles import Act, permit_on
from bot.ports import Clock, Replies, ReplyBusy, ReplyRefused, ReplyUnsure, UnitOfWork
from bot.usecases.keeping import keep, keep_reply

MOST_TRIES = 5
"""Times that one attempt calls a source which does not say clearly what it did."""

WAITS = tuple(timedelta(seconds=seconds) for seconds in (5, 20, 60, 180))
"""How long to wait before the second try and each further one; a source that names its own time is waited for."""


async def send_reply(
    case_id: CaseId,
    actor: Member,
    *,
    revision: int,
    looked: bool = False,
    uow: UnitOfWork,
    company: Company,
    clock: Clock,
) -> Case:
    """Let the signed revision that the person has read go out. It leaves with a job that commits with this. `looked`
    says that another answer, of which it was not known, has not arrived.

    Raises AlreadyAnswered, BadInput, NotAllowed, StaleDraft, UnknownCase, WrongStage.
    """
    async with uow:
        case = await uow.cases.get(case_id)
        permit_on(Act.SEND, actor, case, company)
        mention = await mention_answered(case, uow=uow)
        if mention.source not in company.replying:
            raise WrongStage("Nothing can be sent through this source. Post the answer there, then record its link.")
        sending = case.start_sending(by=actor, at=clock.now(), revision=revision, looked=looked)
        await uow.jobs.deliver_reply(case_id, sending.sends, tries=0, after=timedelta())
        await keep(sending, uow=uow, company=company)
        await uow.commit()
    return sending


async def deliver_reply(
    case_id: CaseId,
    number: int,
    *,
    tries: int,
    uow: UnitOfWork,
    company: Company,
    replies: Replies,
    clock: Clock,
) -> None:
    """Carry an attempt out, after it was tried `tries` times. Each call bears the same key, so that the customer gets
    it once; what came of it is kept once, however often this runs. Raises UnknownCase."""
    async with uow:
        case = await uow.cases.read(case_id)
        sending = _attempt(case, number)
        if sending is None:
            return
        mention = await mention_answered(case, uow=uow)
        draft = await uow.texts.draft(case_id, sending.revision)
    try:
        url = await replies.reply(mention, draft.text, reply_key(case, draft))
    except ReplyRefused as refused:
        await _fail(case_id, number, str(refused), unsure=False, uow=uow, company=company, clock=clock)
    except (ReplyBusy, ReplyUnsure) as passing:
        if tries + 1 < MOST_TRIES:
            await _again(case_id, number, tries + 1, next_wait(passing, tries), uow=uow)
            return
        reason = f"{passing} It may have gone out. Look there, then record the link or send it again."
        await _fail(case_id, number, reason, unsure=True, uow=uow, company=company, clock=clock)
    else:
        await _arrive(case_id, number, url, draft, uow=uow, company=company, clock=clock)


def reply_key(case: Case, draft: Draft) -> str:
    """What the source knows an answer by: the same text to the same question is the same answer, however often it is
    tried and by whom."""
    return f"reply:{case.id}:{case.replies + 1}:{draft.fingerprint[:16]}"


def next_wait(passing: ReplyBusy | ReplyUnsure, tries: int) -> timedelta:
    """How long to wait after a call that failed in passing, with `tries` before it."""
    if isinstance(passing, ReplyBusy):
        return timedelta(seconds=max(1.0, passing.after))
    return WAITS[min(tries, len(WAITS) - 1)]


async def mention_answered(case: Case, *, uow: UnitOfWork) -> Mention:
    """The words of the customer that an answer goes to, inside a unit of work that is open already."""
    return await (uow.mentions.newest_like(case.again) if case.again else uow.mentions.first_of(case.id))


def _attempt(case: Case, number: int) -> SendMark | None:
    """The attempt with this number, unless it is over."""
    return case.sending if case.sending and case.sending.number == number else None


async def _again(case_id: CaseId, number: int, tries: int, after: timedelta, *, uow: UnitOfWork) -> None:
    async with uow:
        await uow.jobs.deliver_reply(case_id, number, tries=tries, after=after)
        await uow.commit()


async def _fail(
    case_id: CaseId, number: int, reason: str, *, unsure: bool, uow: UnitOfWork, company: Company, clock: Clock
) -> None:
    async with uow:
        case = await uow.cases.get(case_id)
        if _attempt(case, number) is None:
            return
        failed = case.fail_sending(clock.now(), number=number, reason=reason, unsure=unsure)
        await keep(failed, uow=uow, company=company)
        await uow.commit()


async def _arrive(
    case_id: CaseId, number: int, url: str, draft: Draft, *, uow: UnitOfWork, company: Company, clock: Clock
) -> None:
    async with uow:
        case = await uow.cases.get(case_id)
        sending = _attempt(case, number)
        if sending is None:
            return
        volunteered = not company.on_duty(sending.by)
        arrived = case.arrive(clock.now(), number=number, url=url, volunteered=volunteered)
        await keep_reply(case, arrived, draft.text, sent=True, uow=uow, company=company)
        await uow.commit()
