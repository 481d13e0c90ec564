"""`/muster forget`."""

from __future__ import annotations

from bot.usecases.forget_author import find_to_forget
from handlers.blocks.forgetting import forget_page
from handlers.blocks.kit import Message
from handlers.commands.question import Answer, Question


async def answer_forget(asked: Question) -> Message:
    """Whom the words mean, and what would go with them. Raises BadInput, NotAllowed, UnknownCustomer."""
    desk = asked.desk
    return forget_page(await find_to_forget(asked.words, asked.member, uow=desk.uow(), company=desk.company))


ANSWERS: dict[str, Answer] = {
    "forget": answer_forget,
}
"""What each word about forgetting is answered with."""
