"""The workbook, and asking for it."""

from __future__ import annotations

from bot.usecases.deliver_workbook import ask_for_workbook
from handlers.blocks.exporting import asked_for
from handlers.blocks.kit import Message
from handlers.commands.question import Answer, Question
from handlers.commands.report import community_and_period


async def answer_export(asked: Question) -> Message:
    """That a workbook is being written. Raises BadInput, NotAllowed."""
    community, period = community_and_period(asked)
    order, new = await ask_for_workbook(community, period, asked.member, **asked.desk.tools())
    return asked_for(order, new=new)


ANSWERS: dict[str, Answer] = {"export": answer_export}
"""What the word for the workbook is answered with."""
