"""Words of `/muster` about one case."""

from __future__ import annotations

from bot.usecases.look_up_case import look_up_timeline
from handlers.blocks.card import card
from handlers.blocks.kit import Message, actions, button, context
from handlers.blocks.notes import timeline
from handlers.commands.question import Answer, Question, read_case_id


async def answer_case(asked: Question) -> Message:
    """One case as its card shows it, with what happened last. Raises UnknownCase."""
    desk = asked.desk
    sheet, notes = await look_up_timeline(
        read_case_id(asked.words), asked.member, uow=desk.uow(), company=desk.company
    )
    shown = card(sheet, desk.clock.now())
    last = "\n".join(timeline(sheet, notes)[-8:])
    share = actions(button("Share here", "case.share", str(sheet.case.id)))
    return Message(shown.text, (*shown.blocks, context(last), share))


ANSWERS: dict[str, Answer] = {
    "case": answer_case,
}
"""What each word about one case is answered with."""
