"""Find what was said."""

from bot.domain.errors import BadInput
from bot.domain.sheet import Found
from bot.ports import UnitOfWork

PAGE = 10
"""Lines a page."""


async def search(words: str, *, page: int, uow: UnitOfWork) -> tuple[list[Found], bool]:
    """One page (from 0) of mentions in which the words occur, newest first, and whether there are more.

    Raises BadInput where there are no words.
    """
    if not words.strip():
        raise BadInput("Say what to look for, like `/muster search swollen battery`.")
    async with uow:
        found = await uow.mentions.search(words, PAGE + 1, page * PAGE)
    return found[:PAGE], len(found) > PAGE
