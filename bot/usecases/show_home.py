"""The Home tab of a person."""

from bot.domain.company import Company
from bot.domain.people import MemberId
from bot.domain.privacy import as_seen_by
from bot.ports import Clock, Messenger, UnitOfWork
from bot.usecases.find_work import find_work
from bot.usecases.learn_people import recognise


async def ask_for_home(member: MemberId, *, uow: UnitOfWork) -> None:
    """Ask for a person's Home tab to be brought up to date."""
    async with uow:
        await uow.jobs.show_home(member)
        await uow.commit()


async def show_home(
    member_id: MemberId, *, uow: UnitOfWork, company: Company, messenger: Messenger, clock: Clock
) -> None:
    """Show a person what waits for them. Raises SlackBusy, SlackRefused, SlackUnsure, Stranger."""
    member = await recognise(member_id, uow=uow)
    work = await find_work(member, uow=uow, company=company, clock=clock)
    await messenger.show_home(member_id, work, as_seen_by(member, company))
