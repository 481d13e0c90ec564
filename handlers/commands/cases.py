"""Words of `/muster` about one case."""

from __future__ import annotations

from dataclasses import replace

from bot.ports import Crm
from bot.usecases.borrow_tier import borrow_tier
from bot.usecases.look_up_case import look_up_timeline
from handlers.blocks.card import card
from handlers.blocks.kit import Message, actions, button, context
from handlers.blocks.notes import timeline
from handlers.commands.question import Answer, Question, read_case_id


async def answer_case(asked: Question) -> Message:
    """One case as its card shows it, with what happened last, to one person: for their look the tier of its customer
    may be borrowed. Raises UnknownCase."""
    return await _answer(asked, asked.desk.crm)


async def answer_case_to_all(asked: Question) -> Message:
    """The same for a channel, where nothing stands that is not kept. Raises UnknownCase."""
    return await _answer(asked, None)


async def _answer(asked: Question, crm: Crm | None) -> Message:
    desk, now = asked.desk, asked.desk.clock.now()
    sheet, notes = await look_up_timeline(
        read_case_id(asked.words), asked.member, uow=desk.uow(), company=desk.company, now=now
    )
    tier = await borrow_tier(sheet, company=desk.company, clock=desk.clock, crm=crm)
    shown = card(replace(sheet, tier=tier), now)
    last = "\n".join(timeline(sheet, notes)[-8:])
    share = actions(button("Share here", "case.share", str(sheet.case.id)))
    return Message(shown.text, (*shown.blocks, context(last), share))


ANSWERS: dict[str, Answer] = {
    "case": answer_case,
}
"""What each word about one case is answered with."""
