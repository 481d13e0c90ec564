"""Bring the note of a draft in its case's thread up to date."""

from bot.domain import activity as act
from bot.domain.case import CaseId
from bot.domain.company import Company
from bot.ports import MessageGone, Messenger, UnitOfWork
from bot.usecases.announce import note_key, note_of


async def show_draft(
    case_id: CaseId, revision: int, *, uow: UnitOfWork, company: Company, messenger: Messenger
) -> None:
    """Show who has signed a revision, and that it is out of the question, where its note stands. One that is not
    posted yet will tell it by itself; one that was deleted stays so.

    Raises SlackBusy, SlackRefused, SlackUnsure, UnknownCase.
    """
    async with uow:
        await uow.cases.read(case_id)
        activities = await uow.cases.activities(case_id)
        number = next(
            number
            for number, one in enumerate(activities, start=1)
            if isinstance(one, act.Drafted) and one.revision == revision
        )
        posted = await uow.messages.get(note_key(case_id, number))
        if posted is None or posted.ts is None:
            return
        sheet, note = await note_of(case_id, activities[:number], uow=uow, company=company)
    try:
        await messenger.update_note(sheet, note, posted.channel, posted.ts)
    except MessageGone:
        return
