"""Showing a digest to the leads of its community before it goes out, and what became of it."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from bot.domain.community import Community
from bot.domain.company import Company
from bot.domain.digest import Decision, DigestState, LeadSums, lead_sums, preview_due
from bot.domain.digest.preview import DigestPreview
from bot.domain.people import Member, MemberId
from bot.domain.period import Week
from bot.ports import Clock, MessageGone, Messenger, UnitOfWork
from bot.usecases.compose_digest import compose_digest
from bot.usecases.telling import tell_members

MOST_ATTEMPTS = 5
"""Attempts that a preview lists; the others can be honoured in their threads."""


async def schedule_preview(community: Community, now: datetime, *, uow: UnitOfWork) -> bool:
    """Ask for the preview of the digest that falls due soon; the week and its job commit together.

    False where it is not the time for any, where it was asked for before, where nobody leads the community, or where
    the week ended before Muster's first case.
    """
    soon = preview_due(community, now)
    if soon is None or not community.leads:
        return False
    week, due = soon
    async with uow:
        began = await uow.digests.began()
        if began is None or began >= week.end(community.zone):
            return False
        if not await uow.digests.announce(community.name, week, due):
            return False
        await uow.jobs.preview_digest(community.name, week)
        await uow.commit()
    return True


async def preview_digest(
    community: Community, week: Week, *, uow: UnitOfWork, company: Company, messenger: Messenger, clock: Clock
) -> None:
    """Show each lead a digest that is still to go out, once. Raises QuietNow, SlackBusy, SlackRefused,
    SlackUnsure."""
    async with uow:
        decision = await uow.digests.decision(community.name, week)
        leads = await _leads(community, uow)
    if decision is None or decision.state is not DigestState.DUE or decision.due_at <= clock.now() or not leads:
        return
    told = await _preview(community, week, decision, uow=uow, clock=clock)
    keys = {lead.id: preview_key(community, week, lead.id) for lead in leads}
    await tell_members(told, keys, uow=uow, company=company, messenger=messenger, clock=clock)


async def refresh_previews(
    community: Community, week: Week, *, uow: UnitOfWork, messenger: Messenger, clock: Clock
) -> None:
    """Write the previews anew where they stand. Raises SlackBusy, SlackRefused, SlackUnsure."""
    async with uow:
        decision = await uow.digests.decision(community.name, week)
        keys = [preview_key(community, week, lead.id) for lead in await _leads(community, uow)]
        shown = [posted for key in keys if (posted := await uow.messages.get(key)) and posted.ts]
    if decision is None or not shown:
        return
    told = await _preview(community, week, decision, uow=uow, clock=clock)
    for posted in shown:
        with suppress(MessageGone):
            await messenger.tell_anew(MemberId(posted.channel), told, posted.ts or "")


def preview_key(community: Community, week: Week, lead: MemberId) -> str:
    """Under which key the preview for a lead is known."""
    return f"preview:{community.name}:{week}:{lead}"


async def _leads(community: Community, uow: UnitOfWork) -> list[Member]:
    leads = community.leads
    return await uow.members.among(ids=leads.members, functions=frozenset(), usergroup=leads.usergroup)


async def _preview(
    community: Community, week: Week, decision: Decision, *, uow: UnitOfWork, clock: Clock
) -> DigestPreview:
    open_yet = decision.state is DigestState.DUE
    digest, names = await compose_digest(community, week, uow=uow, clock=clock) if open_yet else (None, {})
    span = week.start(community.zone), week.end(community.zone)
    async with uow:
        attempts = await uow.attempts.waiting(community.name, *span, MOST_ATTEMPTS) if open_yet else []
        people = {one.member for one in attempts} | ({decision.by} if decision.by else set())
        return DigestPreview(
            community=community,
            week=week,
            decision=decision,
            digest=digest,
            attempts=tuple(attempts),
            sums=await _sums(community, week, uow),
            names={**names, **await uow.members.names(people)},
        )


async def _sums(community: Community, week: Week, uow: UnitOfWork) -> LeadSums:
    earned = await uow.boards.earned(week=week, community=community.name)
    totals = await uow.week_cases.totals(community.name, community.zone, [week])
    took_part = [member for member, credit in earned.items() if credit > 0]
    return lead_sums(community, await uow.members.functions(), took_part, totals[str(week)].shares)
