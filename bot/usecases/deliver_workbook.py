"""Ask for a workbook, and bring it to whoever asked."""

from __future__ import annotations

import asyncio
from contextlib import suppress

from bot.domain.community import Community
from bot.domain.company import Company
from bot.domain.exporting import Sheet, WorkbookNews, period_title
from bot.domain.people import Member, MemberId
from bot.domain.period import Period, read_period
from bot.ports import Clock, MessageGone, Messenger, SlackBusy, SlackRefused, SlackUnsure, UnitOfWork, Workbooks
from bot.usecases.export_workbook import OnRows, Order, export_workbook, heading_of, order_of
from bot.usecases.learn_people import recognise
from bot.usecases.report import zone_of
from bot.usecases.saying import say_once
from bot.usecases.uploading import upload_once

TOLD_EVERY = 20_000
"""Rows of a sheet after which it is told how far it is."""


class Progress:
    """Tells somebody now and then how far their workbook is."""

    def __init__(self, where: str, period: Period, member: MemberId, messenger: Messenger) -> None:
        self._where, self._period = where, period_title(period)
        self._member, self._messenger = member, messenger
        self._told = 0

    def told(self, sheet: Sheet | None = None, rows: int = 0, *, done: bool = False) -> WorkbookNews:
        """What is told."""
        return WorkbookNews(where=self._where, period=self._period, sheet=sheet, rows=rows, done=done)

    def at(self, ts: str) -> OnRows:
        """Tell it in the message that stands there. Where Slack will not have it, the workbook is written all the
        same."""

        async def on_rows(sheet: Sheet, rows: int) -> None:
            if rows // TOLD_EVERY in (0, self._told):
                return
            self._told = rows // TOLD_EVERY
            with suppress(SlackBusy, SlackRefused, SlackUnsure):
                await self._messenger.tell_anew(self._member, self.told(sheet, rows), ts)

        return on_rows


async def ask_for_workbook(
    community: Community | None, period: str, actor: Member, *, uow: UnitOfWork, company: Company, clock: Clock
) -> tuple[Order, bool]:
    """Ask for the workbook of a period as somebody writes it; the running month where they say nothing. Returns what
    they get, and whether it is new that they wait for it.

    Raises BadInput, NotAllowed.
    """
    now = clock.now()
    order = order_of(actor, community, read_period(period, now, zone_of(community, company)), company)
    async with uow:
        name = community.name if community else None
        new = await uow.jobs.export(actor.id, name, order.period, f"{now:%Y%m%dT%H%M%SZ}")
        await uow.commit()
    return order, new


async def deliver_workbook(
    member: MemberId,
    name: str | None,
    period: str,
    request: str,
    *,
    uow: UnitOfWork,
    company: Company,
    messenger: Messenger,
    workbooks: Workbooks,
    clock: Clock,
) -> None:
    """Write a workbook that was asked for, and put it into the direct messages of whoever did; a message there tells
    how far it is. It may be done again: what stands there already stays alone.

    Raises NotAllowed, SlackBusy, SlackRefused, SlackUnsure, Stranger, UnknownCommunity.
    """
    actor = await recognise(member, uow=uow)
    community = company.community(name) if name else None
    asked = read_period(period, clock.now(), zone_of(community, company))
    order = order_of(actor, community, asked, company)
    key = f"export:{member}:{name or ''}:{period}:{request}"
    news = Progress(order.where, asked, member, messenger)
    ts, _ = await say_once(
        key, member, lambda: messenger.tell(member, news.told(), key), uow=uow, messenger=messenger, clock=clock
    )

    async def make() -> bytes:
        now = clock.now()
        async with workbooks.begin(heading_of(order, now)) as book:
            await export_workbook(order, book, uow=uow, company=company, now=now, on_rows=news.at(ts))
            path = await book.finish()
            return await asyncio.to_thread(path.read_bytes)

    file, title = f"{name or 'all'}-{period}-{request}.xlsx", f"{order.where} · {period_title(asked)}"
    await upload_once(f"{key}:file", member, file, title, make, uow=uow, messenger=messenger, clock=clock)
    with suppress(MessageGone):
        await messenger.tell_anew(member, news.told(done=True), ts)
