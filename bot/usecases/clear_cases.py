"""Let cases go of words that are gone, and renew what Slack shows of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from bot.domain.case import CaseId
from bot.domain.company import Company
from bot.domain.period import Week
from bot.ports import UnitOfWork
from bot.usecases.tell_week import digest_key


async def clear_cases(cases: Collection[CaseId], *, uow: UnitOfWork, company: Company) -> None:
    """Do both inside a unit of work that holds the lane."""
    related = await uow.traces.related(cases)
    await uow.traces.clear(related, verdict_words=False)
    await uow.jobs.gather()
    await renew(related, uow=uow, company=company)


async def renew(cases: Collection[CaseId], *, uow: UnitOfWork, company: Company) -> int:
    """Ask for every message that shows words of these cases, by one job a message however many words went from it;
    returns how many they are."""
    shown = await uow.traces.shown(cases)
    for number, channel in shown.sharings:
        await uow.jobs.show_sharing(number, channel)
    for case, channel in shown.cards:
        await uow.jobs.refresh_card(case, channel)
    for case, number, channel in shown.notes:
        await uow.jobs.refresh_note(case, number, channel)
    for key, channel in shown.letters:
        await uow.jobs.unsay(key, channel)
    return shown.messages + await _renew_digests(shown.closed_at, uow, company)


async def _renew_digests(closed_at: Sequence[datetime], uow: UnitOfWork, company: Company) -> int:
    """The digests of the weeks in which these cases were closed tell of them; leads see one before it goes out."""
    renewed = 0
    for community in company.communities.values():
        for week in {Week.of(at, community.zone) for at in closed_at}:
            if posted := await uow.messages.get(digest_key(community, week)):
                await uow.jobs.refresh_digest(community.name, week, posted.channel)
                renewed += 1
            elif await uow.digests.decision(community.name, week):
                await uow.jobs.refresh_previews(community.name, week)
    return renewed
