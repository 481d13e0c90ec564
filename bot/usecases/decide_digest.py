"""Send a digest before it falls due, or leave it out."""

from __future__ import annotations

from bot.domain.community import Community
from bot.domain.company import Company
from bot.domain.digest import Decision, DigestState, expect_decidable
from bot.domain.errors import WrongStage
from bot.domain.people import Member
from bot.domain.period import Week
from bot.domain.privacy import expect_to_see
from bot.domain.roles import Act, permit
from bot.ports import Clock, UnitOfWork


async def send_digest_now(
    community: Community, week: Week, actor: Member, *, uow: UnitOfWork, company: Company, clock: Clock
) -> None:
    """Post a digest at once, also one that was skipped; the clock then leaves it alone. Raises NotAllowed, WrongStage
    where somebody was faster."""
    _permit(community, actor, company)
    expect_decidable(community, week, clock.now())
    async with uow:
        among = (DigestState.DUE, DigestState.SKIPPED)
        await _decide(community, week, DigestState.POSTED, among, actor, uow=uow, clock=clock)
        await uow.jobs.post_digest(community.name, week, community.channel)
        await uow.jobs.refresh_previews(community.name, week)
        await uow.commit()


async def skip_digest(
    community: Community, week: Week, actor: Member, *, uow: UnitOfWork, company: Company, clock: Clock
) -> None:
    """Let the clock post nothing of a week. Raises NotAllowed, WrongStage where somebody was faster."""
    _permit(community, actor, company)
    expect_decidable(community, week, clock.now())
    async with uow:
        await _decide(community, week, DigestState.SKIPPED, (DigestState.DUE,), actor, uow=uow, clock=clock)
        await uow.jobs.refresh_previews(community.name, week)
        await uow.commit()


async def renew_previews(community: Community, week: Week, *, uow: UnitOfWork) -> None:
    """Ask for the previews of a digest to be written anew: something in it changed."""
    async with uow:
        await uow.jobs.refresh_previews(community.name, week)
        await uow.commit()


def _permit(community: Community, actor: Member, company: Company) -> None:
    expect_to_see(actor, community.name, company)
    permit(Act.DECIDE_DIGEST, actor, own=False, community=community, company=company)


async def _decide(
    community: Community,
    week: Week,
    state: DigestState,
    among: tuple[DigestState, ...],
    actor: Member,
    *,
    uow: UnitOfWork,
    clock: Clock,
) -> None:
    if await uow.digests.decide(community.name, week, state, among=among, by=actor.id, at=clock.now()):
        return
    raise WrongStage(_too_late(week, await uow.digests.decision(community.name, week)))


def _too_late(week: Week, decision: Decision | None) -> str:
    if decision is None:
        return f"There is no digest of week {week.number} to decide about yet. Its leads are shown it when there is."
    if decision.state is DigestState.SKIPPED:
        return f"The digest of week {week.number} is skipped already. “Send after all” sends it."
    return f"The digest of week {week.number} has gone out already."
