"""The word of `/muster` for auditors."""

from __future__ import annotations

from bot.usecases.audit_credit import audit_credit
from handlers.blocks.audit import audit_page
from handlers.blocks.kit import Message
from handlers.commands.question import Answer, Question


async def answer_audit(asked: Question) -> Message:
    """What is worth a look in a month's credit. Raises BadInput, NotAllowed."""
    return audit_page(await audit_credit(asked.words, asked.member, **asked.desk.tools()))


ANSWERS: dict[str, Answer] = {"audit": answer_audit}
"""What the word for auditors is answered with."""
