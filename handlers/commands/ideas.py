"""Words of `/muster` about ideas."""

from __future__ import annotations

from bot.domain.errors import UnknownIdea
from bot.domain.idea import IdeaId
from bot.usecases.list_ideas import list_ideas, look_up_idea
from handlers.blocks import modals
from handlers.blocks.ideas import idea_page, ideas_page
from handlers.blocks.kit import Message, View
from handlers.commands.question import MOST_DIGITS, Answer, Call, Opener, Question


async def answer_ideas(asked: Question, page: int = 0) -> Message:
    """The ideas that stand where the words say. Raises BadInput."""
    return ideas_page(await list_ideas(asked.words, page=page, uow=asked.desk.uow()))


async def answer_idea(asked: Question) -> Message:
    """One idea. Raises UnknownIdea."""
    desk = asked.desk
    sheet = await look_up_idea(read_idea_id(asked.words), asked.member, uow=desk.uow(), company=desk.company)
    return idea_page(sheet, asked.member.id)


def is_idea_id(text: str) -> bool:
    """Whether this is the number of an idea as people write it: 3 or #3."""
    digits = text.strip().removeprefix("#")
    return digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS


def read_idea_id(text: str) -> IdeaId:
    """The number of an idea. Raises UnknownIdea."""
    if not is_idea_id(text):
        raise UnknownIdea(text.strip()[:40] or "without a number")
    return IdeaId(int(text.strip().removeprefix("#")))


async def open_idea(call: Call) -> View | None:
    """Write an idea down, begun with what was typed; a number asks for the idea that has it."""
    return None if is_idea_id(call.words) else modals.idea_modal(title=" ".join(call.words.split())[:3_000])


ANSWERS: dict[str, Answer] = {
    "ideas": answer_ideas,
    "idea": answer_idea,
}
"""What each word about ideas is answered with."""

MODALS: dict[str, Opener] = {
    "idea": open_idea,
}
"""What each word about ideas opens."""
