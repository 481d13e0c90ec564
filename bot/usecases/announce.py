"""Tell the thread of a case of one activity."""

from collections.abc import Sequence

from bot.domain import activity as act
from bot.domain.activity import Activity
from bot.domain.case import CaseId
from bot.domain.company import Company
from bot.domain.reminding import outdated
from bot.domain.sheet import CaseSheet, Note
from bot.ports import CardMissing, Clock, Messenger, UnitOfWork
from bot.usecases.look_up_case import GAVE, said, sheet_of
from bot.usecases.saying import say_once
from bot.usecases.show_card import card_key


async def announce(
    case_id: CaseId,
    number: int,
    channel: str,
    *,
    uow: UnitOfWork,
    company: Company,
    messenger: Messenger,
    clock: Clock,
) -> None:
    """Say the activity with this number in the card's thread, once; no reminder of what was done meanwhile.

    Raises CardMissing while the card is not posted yet, SlackBusy, SlackRefused, UnknownCase.
    """
    key = note_key(case_id, number)
    async with uow:
        card = await uow.messages.get(card_key(case_id, channel))
        if card is None and (await uow.cases.read(case_id)).merged_into:
            return  # it went on in another case before anybody saw it
        if card is None or card.ts is None:
            raise CardMissing
        thread = card.ts
        activities = await uow.cases.activities(case_id)
        sheet, note = await note_of(case_id, activities[:number], uow=uow, company=company)
    if outdated(note.activity, sheet.case):
        return
    await say_once(
        key,
        channel,
        lambda: messenger.post_note(sheet, note, channel, thread, key),
        uow=uow,
        messenger=messenger,
        clock=clock,
        case_id=case_id,
        thread=thread,
    )


def note_key(case_id: CaseId, number: int) -> str:
    """Under which key the note of an activity is known."""
    return f"note:{case_id}:{number}"


async def note_of(
    case_id: CaseId, activities: Sequence[Activity], *, uow: UnitOfWork, company: Company
) -> tuple[CaseSheet, Note]:
    """The last of these first activities of a case and its words, beside the case as it stands, inside a unit of work
    that is open already."""
    activity, text, before, signed = activities[-1], None, None, None
    if isinstance(activity, GAVE):
        text = (await uow.texts.contribution(activity.contribution)).text
    elif isinstance(activity, act.Amended):
        amended = await uow.texts.contribution(activity.contribution)
        text = amended.text if amended.partner else None
    elif isinstance(activity, act.Drafted):
        text = (await uow.texts.draft(case_id, activity.revision)).text
        if activity.revision > 1 and not activity.beside:
            before = (await uow.texts.draft(case_id, activity.revision - 1)).text
    elif isinstance(activity, act.Replied) and not activity.as_signed:
        reply = await uow.texts.reply(case_id, sum(isinstance(one, act.Replied) for one in activities))
        text = reply.text if reply else None
        signed = (await uow.texts.draft(case_id, activity.revision)).text
    else:
        text = await said(activity, case_id, uow)
    sheet = await sheet_of(await uow.cases.read(case_id), uow=uow, company=company, told=[activity])
    return sheet, Note(activity=activity, text=text, before=before, signed=signed)
