"""Tell the thread of a case of one activity."""

from bot.domain import activity as act
from bot.domain.case import CaseId
from bot.domain.community import Company
from bot.domain.sheet import CaseSheet, Note
from bot.ports import CardMissing, Clock, Messenger, UnitOfWork
from bot.usecases.look_up_case import sheet_of
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
    """Say the activity with this number in the card's thread, once.

    Raises CardMissing while the card is not posted yet, SlackBusy, SlackRefused, UnknownCase.
    """
    key = f"note:{case_id}:{number}"
    async with uow:
        card = await uow.messages.get(card_key(case_id, channel))
        if card is None or card.ts is None:
            raise CardMissing
        thread = card.ts
        sheet, note = await _note(case_id, number, uow=uow, company=company)
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


async def _note(case_id: CaseId, number: int, *, uow: UnitOfWork, company: Company) -> tuple[CaseSheet, Note]:
    activity = (await uow.cases.activities(case_id))[number - 1]
    text = None
    if isinstance(activity, act.Contributed | act.PartnerContributed):
        text = (await uow.texts.contribution(activity.contribution)).text
    elif isinstance(activity, act.Drafted):
        text = (await uow.texts.draft(case_id, activity.revision)).text
    sheet = await sheet_of(await uow.cases.read(case_id), uow=uow, company=company, told=[activity])
    return sheet, Note(activity=activity, text=text)
