"""The weekly notes: each person’s own week, in a letter to them alone."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.company import Company
from bot.domain.credit import Confirmed
from bot.domain.credit.level import GRACE, LOOKS_BACK
from bot.domain.own_week import OwnWeekNote, Waits, missing_to_regular, next_top
from bot.domain.people import Member, MemberId
from bot.domain.period import Month, Week
from bot.domain.privacy import hidden_from
from bot.domain.standing import thresholds
from bot.ports import Clock, Messenger, UnitOfWork
from bot.usecases.find_work import find_work
from bot.usecases.telling import tell_member

UTC = ZoneInfo("UTC")


async def schedule_notes(due: datetime, zone: ZoneInfo, *, uow: UnitOfWork, clock: Clock) -> int:
    """Ask for the notes of the week before `due`, in a time zone; each is a job of its own. Returns how many: none
    where another replica has asked, or where nobody has anything of their own."""
    week = Week.of(due, zone).previous
    async with uow:
        if not await uow.notes.claim(week, clock.now()):
            return 0
        readers = await uow.notes.readers(week.start(zone), week.end(zone))
        for member in readers:
            await uow.jobs.tell_own_week(member, week)
        await uow.commit()
    return len(readers)


async def tell_own_week(
    member_id: MemberId, week: Week, *, uow: UnitOfWork, company: Company, messenger: Messenger, clock: Clock
) -> bool:
    """Write a person the note of their week, once; False where they have it, where they want none, or where there is
    nothing to tell. Raises QuietNow, SlackBusy, SlackRefused, SlackUnsure."""
    async with uow:
        member = await uow.members.get(member_id)
    if member is None or not (member.may_take_part and member.weekly_note):
        return False
    note = await _note(member, week, uow=uow, company=company, clock=clock)
    if not (note.gained or note.thanks or note.waits.owned):
        return False
    key = f"own_week:{member_id}:{week}"
    return await tell_member(member_id, note, key, uow=uow, company=company, messenger=messenger, clock=clock)


async def stop_notes(member: Member, *, uow: UnitOfWork) -> None:
    """Write somebody no notes any more, until they change their settings."""
    async with uow:
        await uow.members.set_told(
            member.id, quiet_from=member.quiet_from, quiet_until=member.quiet_until, weekly_note=False
        )
        await uow.jobs.show_home(member.id)
        await uow.commit()


async def _note(member: Member, week: Week, *, uow: UnitOfWork, company: Company, clock: Clock) -> OwnWeekNote:
    """What came to count in a week, and what is next now. Weeks are those of the default community."""
    zone, now = company.community(company.default_community).zone, clock.now()
    start, end = week.start(zone), week.end(zone)
    work = await find_work(member, uow=uow, company=company, clock=clock)
    async with uow:
        gained = await uow.notes.gained(member.id, start, end)
        thanked = await uow.thanks.to(member.id, start, hidden_from(member, company))
        thanks = [one for one in thanked if one.at < end]
        since = now - GRACE - LOOKS_BACK
        record = [
            Confirmed(at=one.share.signed_at, confirmer=one.share.confirmed_by, customer=one.customer)
            for one in await uow.mine.earned(member.id, since, since)
        ]
        people = {MemberId(one.share.confirmed_by) for one in gained} | {one.by for one in thanks}
        return OwnWeekNote(
            week=week,
            gained=gained,
            thanks=thanks,
            points_to_top=await _points_to_top(member, now, uow),
            missing=missing_to_regular(record, now),
            waits=Waits(to_sign=len(work.to_sign), owned=len(work.owned), awaited=len(work.awaited)),
            names=await uow.members.names(people),
        )


async def _points_to_top(member: Member, now: datetime, uow: UnitOfWork) -> tuple[int, int] | None:
    """Only who joined the boards is compared with anybody."""
    if not member.on_boards:
        return None
    credit = await uow.boards.volunteered(season=Month.of(now, UTC))
    return next_top(credit.get(member.id, 0), thresholds(credit, await uow.members.on_boards()))
