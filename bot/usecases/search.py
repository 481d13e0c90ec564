"""Find what was said."""

from bot.domain.errors import BadInput
from bot.domain.sheet import Found
from bot.ports import UnitOfWork

PAGE = 10
"""Lines a page."""

WORDS_LIMIT = 200
"""Characters to look for."""


async def search(words: str, *, page: int, uow: UnitOfWork) -> tuple[list[Found], bool]:
    """One page (from 0) of mentions in which the words occur, newest first, and whether there are more.

    Raises BadInput where there are no words, or too many.
    """
    if len(words) > WORDS_LIMIT:
        raise BadInput(f"Look for fewer words: {WORDS_LIMIT} characters is the most.")
    if not words.strip():
        raise BadInput("Say what to look for, like `/muster search swollen battery`.")
    async with uow:
        found = await uow.mentions.search(words, PAGE + 1, page * PAGE)
    return found[:PAGE], len(found) > PAGE
