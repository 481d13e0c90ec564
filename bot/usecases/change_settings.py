"""Change what somebody is told, when, and where they are shown."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.company import Company
from bot.domain.errors import NotAllowed
from bot.domain.people import Member
from bot.domain.quiet import check_quiet_hours
from bot.ports import Clock, UnitOfWork
from bot.usecases.show_board import put_on_boards


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a person wants: quiet hours in minutes of their day, both or none; a note of their week; to be suggested;
    to be on the boards."""

    quiet_from: int | None
    quiet_until: int | None
    weekly_note: bool
    suggested: bool
    on_boards: bool


async def change_settings(
    member: Member, settings: Settings, *, uow: UnitOfWork, company: Company, clock: Clock
) -> None:
    """Keep what somebody wants from now on; Home shows it. Raises BadInput, NotAllowed."""
    check_quiet_hours(settings.quiet_from, settings.quiet_until)
    if settings.on_boards and not member.may_take_part:
        raise NotAllowed("Guests earn no points, so there is nothing to show on the boards.")
    async with uow:
        await uow.members.set_told(
            member.id,
            quiet_from=settings.quiet_from,
            quiet_until=settings.quiet_until,
            weekly_note=settings.weekly_note,
        )
        await uow.members.set_suggested(member.id, settings.suggested)
        if settings.on_boards != member.on_boards:
            await put_on_boards(member.id, settings.on_boards, uow=uow, company=company, clock=clock)
        else:
            await uow.jobs.show_home(member.id)
        await uow.commit()
