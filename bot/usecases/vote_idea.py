"""Vote for an idea, or take the vote back."""

from bot.domain.company import Company
from bot.domain.idea import Idea, IdeaId
from bot.domain.people import Member
from bot.domain.roles import Act, permit
from bot.ports import Clock, UnitOfWork


async def vote_idea(
    idea_id: IdeaId, actor: Member, *, wanted: bool, uow: UnitOfWork, company: Company, clock: Clock
) -> Idea:
    """Count `actor`'s one vote, or (not `wanted`) count it no more; again changes nothing, however often.

    Raises NotAllowed, UnknownIdea, WrongStage.
    """
    permit(Act.LINK_IDEA, actor, own=True, community=None, company=company)
    async with uow:
        idea = await uow.ideas.get(idea_id)
        voted = idea.vote(actor.id, wanted)
        if voted.votes == idea.votes:
            return idea
        if wanted:
            await uow.ideas.vote(idea_id, actor.id, clock.now())
        else:
            await uow.ideas.take_back_vote(idea_id, actor.id)
        await uow.jobs.show_idea(idea_id)
        await uow.commit()
    return voted
