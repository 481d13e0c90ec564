"""Words of `/muster` about how mentions come in and where they go."""

from __future__ import annotations

from bot.domain.privacy import as_seen_by
from bot.usecases.explain_route import explain_route
from bot.usecases.list_glossary import list_glossary
from bot.usecases.list_sources import list_sources
from handlers.blocks.glossary import glossary_page
from handlers.blocks.kit import Message
from handlers.blocks.route import route_page
from handlers.blocks.sources import sources_page
from handlers.commands.question import Answer, Question


async def answer_route(asked: Question) -> Message:
    """Where a text would go, and why. Raises BadInput."""
    explained = await explain_route(asked.words, asked.member, **asked.desk.ears())
    return route_page(asked.words, explained, as_seen_by(asked.member, asked.desk.company))


async def answer_sources(asked: Question) -> Message:
    """How the sources fare."""
    known, heard = await list_sources(uow=asked.desk.uow())
    return sources_page(known, heard, asked.desk.company, asked.desk.clock.now())


async def answer_glossary(asked: Question, page: int = 0) -> Message:
    """The company's own words, of the kind that the words name. Raises BadInput."""
    desk = asked.desk
    return glossary_page(
        await list_glossary(asked.words, asked.member, page=page, uow=desk.uow(), company=desk.company)
    )


ANSWERS: dict[str, Answer] = {
    "route": answer_route,
    "sources": answer_sources,
    "glossary": answer_glossary,
}
"""What each word about listening is answered with."""
