"""Renew or delete what Muster said in Slack, where words in it are gone; and tell who asked for it."""

from __future__ import annotations

from collections.abc import Awaitable, Sequence
from contextlib import suppress
from datetime import datetime

from bot.domain.case import CaseId
from bot.domain.community import Community
from bot.domain.company import Company
from bot.domain.letters import Receipt
from bot.domain.period import Week
from bot.ports import Charts, Clock, MessageGone, Messenger, SlackRefused, UnitOfWork
from bot.usecases.announce import note_key, note_of
from bot.usecases.compose_digest import compose_digest, digest_as_told
from bot.usecases.draw_charts import with_charts
from bot.usecases.tell_week import digest_key
from bot.usecases.telling import tell_member


async def show_note(case_id: CaseId, number: int, *, uow: UnitOfWork, company: Company, messenger: Messenger) -> None:
    """Say an activity as it reads now, where its note stands; what is archived stays as it is. Raises SlackBusy,
    SlackRefused, SlackUnsure."""
    async with uow:
        posted = await uow.messages.get(note_key(case_id, number))
        if posted is None or posted.ts is None:
            return
        activities = await uow.cases.activities(case_id)
        sheet, note = await note_of(case_id, activities[:number], uow=uow, company=company)
    archived = any(one.channel == posted.channel for one in company.closed.values())
    try:
        await messenger.update_note(sheet, note, posted.channel, posted.ts)
    except SlackRefused as refused:
        if not archived and not isinstance(refused, MessageGone):
            raise


async def show_digest(
    community: Community,
    week: Week,
    *,
    uow: UnitOfWork,
    company: Company,
    messenger: Messenger,
    drawer: Charts,
    clock: Clock,
) -> None:
    """Write a digest anew where it stands, as it was told; of one that was posted before that was kept, as of when it
    was posted. Where it is not out yet, what its leads see of it is written anew. Raises SlackBusy, SlackRefused,
    SlackUnsure."""
    async with uow:
        posted = await uow.messages.get(digest_key(community, week))
        told = await uow.digests.told(community.name, week)
        if posted is None:
            await uow.jobs.refresh_previews(community.name, week)
            await uow.commit()
    if posted is None or posted.ts is None:
        return
    then = posted.attempted_at
    if told:
        digest, names = await digest_as_told(community, week, told, uow=uow, at=then)
    else:
        digest, names = await compose_digest(community, week, uow=uow, clock=_Then(then))
    channel, ts = posted.channel, posted.ts

    def write(pictures: Sequence[str] | None) -> Awaitable[None]:
        return messenger.update_digest(digest, company, names, pictures, channel, ts)

    with suppress(MessageGone):
        await with_charts(digest.charts, posted.key, write, uow=uow, messenger=messenger, drawer=drawer, clock=clock)


async def unsay(key: str, *, uow: UnitOfWork, messenger: Messenger) -> None:
    """Delete a message of Muster's own. It stays known, so that it is not said again. Raises SlackBusy,
    SlackRefused, SlackUnsure."""
    async with uow:
        posted = await uow.messages.get(key)
    if posted is None or posted.ts is None:
        return
    try:
        await messenger.delete(posted.channel, posted.ts)
    except MessageGone:
        return


async def tell_receipt(number: int, *, uow: UnitOfWork, company: Company, messenger: Messenger, clock: Clock) -> None:
    """Tell whoever asked that an author is forgotten, and what was done. Raises QuietNow, SlackBusy,
    SlackRefused, SlackUnsure."""
    async with uow:
        erasure = await uow.erasures.get(number)
    if erasure.asked_by and erasure.done_at:
        key = f"receipt:{number}"
        told, by = Receipt(erasure=erasure), erasure.asked_by
        await tell_member(by, told, key, uow=uow, company=company, messenger=messenger, clock=clock)


class _Then:
    """Fulfils `Clock`: a moment that has passed."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        """That moment."""
        return self._moment
