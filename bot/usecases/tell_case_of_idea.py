"""Bring a case back whose idea is done, so that its customer can be told; keep the cards of others up to date."""

from bot.domain import activity as act
from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.idea import Idea, IdeaId, IdeaStatus
from bot.domain.people import MemberId
from bot.domain.status import Status
from bot.ports import Clock, UnitOfWork
from bot.usecases.homes import has_home
from bot.usecases.keeping import keep

COMES_BACK = frozenset({Status.REPLIED, Status.CLOSED})
"""Where a customer has had an answer, and now there is more to say. Whoever got none is still waiting anyway, and a
case that was dismissed has nobody to tell."""


async def tell_case_of_idea(
    idea_id: IdeaId, case_id: CaseId, *, uow: UnitOfWork, company: Company, clock: Clock
) -> None:
    """Note in a case that its idea is done, and reopen it where its customer was answered. Again changes nothing.

    What was merged is told in the case that it went on in; what is void is passed over, as is everything where the
    idea was taken up again meanwhile. In a community that was closed a case only keeps the note: nobody would look.

    Raises UnknownCase, UnknownIdea.
    """
    async with uow:
        idea = await uow.ideas.read(idea_id)
        case = await uow.cases.get_surviving(case_id)
        if idea.status is not IdeaStatus.DONE or case.status is Status.VOID or await _told(case, idea, uow):
            return
        by, at = await _who_said_so(idea, uow), max(clock.now(), idea.changed_at)
        told = case
        if case.status in COMES_BACK and await has_home(case.community, uow=uow, company=company):
            reason = f"Idea {idea.id} “{idea.title}” is done: tell the customer"
            told = case.take_up(by, at, reason=reason, terms=company.community(case.community).terms)
        await keep(told.note_idea_done(by=by, at=at, idea=idea.id), uow=uow, company=company)
        await uow.commit()


async def show_idea(idea_id: IdeaId, *, uow: UnitOfWork, company: Company) -> None:
    """Ask for the cards of the live cases behind an idea, each for itself, so that nobody waits for all of them.

    Raises UnknownIdea.
    """
    async with uow:
        idea = await uow.ideas.read(idea_id)
        behind = [await uow.cases.read(case_id) for case_id in idea.cases]
    for case in behind:
        if case.live:
            async with uow:
                await uow.jobs.refresh_card(case.id, company.community(case.community).channel)
                await uow.commit()


async def _told(case: Case, idea: Idea, uow: UnitOfWork) -> bool:
    """Whether the case knows already, since the idea was last done."""
    told = (one for one in await uow.cases.activities(case.id) if isinstance(one, act.IdeaDone))
    return any(one.idea == idea.id and one.at >= idea.changed_at for one in told)


async def _who_said_so(idea: Idea, uow: UnitOfWork) -> MemberId:
    changes = reversed(await uow.ideas.changes(idea.id))
    return next(one for one in changes if one.status is idea.status and one.at == idea.changed_at).by
