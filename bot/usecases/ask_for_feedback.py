"""Ask the customer how the answer was: a link for them, and the sentence that brings it."""

from datetime import timedelta

from bot.domain import activity as act
from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.errors import WrongStage
from bot.domain.letters import NotAsked
from bot.domain.people import Member, MemberId
from bot.domain.roles import Act, permit_on
from bot.ports import Clock, Invites, Messenger, Replies, ReplyBusy, ReplyRefused, ReplyUnsure, UnitOfWork
from bot.usecases.keeping import keep
from bot.usecases.send_reply import MOST_TRIES, mention_answered, next_wait
from bot.usecases.telling import tell_member


async def ask_for_feedback(
    case_id: CaseId, actor: Member, *, uow: UnitOfWork, company: Company, invites: Invites, clock: Clock
) -> str:
    """The link on which the customer can judge the newest reply; the same one, however often it is asked for.

    Raises NotAllowed, UnknownCase, WrongStage.
    """
    async with uow:
        case = await uow.cases.get(case_id)
        permit_on(Act.FEEDBACK, actor, case, company)
        asked = case.ask_feedback(by=actor, at=clock.now())
        if asked.news:
            await keep(asked, uow=uow, company=company)
            await uow.commit()
    return await _link(asked, uow=uow, invites=invites)


async def send_feedback_question(
    case_id: CaseId, actor: Member, *, reply: int, uow: UnitOfWork, company: Company
) -> None:
    """Let the question about a reply go out through the source, with its link. It leaves with a job that commits with
    this. Raises NotAllowed, UnknownCase, WrongStage."""
    async with uow:
        case = await uow.cases.read(case_id)
        permit_on(Act.FEEDBACK, actor, case, company)
        case.expect_not_set_aside()
        if reply != case.feedback_asked or case.judged >= reply:
            raise WrongStage("The customer has judged this answer, or has a newer one. Ask again from the card.")
        if (await mention_answered(case, uow=uow)).source not in company.replying:
            raise WrongStage("Nothing can be sent through this source. Send the sentence by hand.")
        await uow.jobs.ask_customer(case_id, reply, actor.id, tries=0, after=timedelta())
        await uow.commit()


async def ask_customer(
    case_id: CaseId,
    reply: int,
    by: MemberId,
    *,
    tries: int,
    uow: UnitOfWork,
    messenger: Messenger,
    company: Company,
    invites: Invites,
    replies: Replies,
    clock: Clock,
) -> None:
    """Send the question, once for each reply; where that fails for good, tell `by`. Raises QuietNow, SlackBusy,
    SlackRefused, SlackUnsure, UnknownCase."""
    key = _key(case_id, reply)
    async with uow:
        case = await uow.cases.read(case_id)
        mention = await mention_answered(case, uow=uow)
        asked = await uow.messages.get(key)
    if (asked and asked.ts) or case.feedback_asked != reply:
        return
    text = feedback_sentence(company.name, await _link(case, uow=uow, invites=invites))
    try:
        url = await replies.reply(mention, text, key)
    except ReplyRefused as refused:
        letter = NotAsked(case_id=case_id, matter=case.matter, reason=str(refused), unsure=False)
        await tell_member(
            by, letter, f"not-asked:{key}:{by}", uow=uow, company=company, messenger=messenger, clock=clock
        )
    except (ReplyBusy, ReplyUnsure) as passing:
        if tries + 1 >= MOST_TRIES:
            letter = NotAsked(case_id=case_id, matter=case.matter, reason=str(passing), unsure=True)
            await tell_member(
                by, letter, f"not-asked:{key}:{by}", uow=uow, company=company, messenger=messenger, clock=clock
            )
            return
        async with uow:
            await uow.jobs.ask_customer(case_id, reply, by, tries=tries + 1, after=next_wait(passing, tries))
            await uow.commit()
    else:
        async with uow:
            await uow.messages.intend(key, mention.source, case_id, clock.now())
            await uow.messages.said(key, url)
            await uow.commit()


async def question_is_out(case: Case, *, uow: UnitOfWork) -> bool:
    """Whether the customer has got the question about the newest reply through the source."""
    async with uow:
        asked = await uow.messages.get(_key(case.id, case.replies))
    return bool(asked and asked.ts)


def feedback_sentence(company: str, link: str) -> str:
    """What the customer is asked, ready to be sent."""
    return f"Did our answer help you? One click tells us, and the people who worked on it at {company}: {link}"


def _key(case_id: CaseId, reply: int) -> str:
    return f"feedback:{case_id}:{reply}"


async def _link(case: Case, *, uow: UnitOfWork, invites: Invites) -> str:
    """The link for the reply that feedback was asked for; it follows from when that was."""
    async with uow:
        asked = [one for one in await uow.cases.activities(case.id) if isinstance(one, act.FeedbackAsked)]
    return await invites.link(case.id, case.feedback_asked, asked[-1].at)
