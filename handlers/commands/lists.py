"""Words of `/muster` that are answered with a list or a page."""

from __future__ import annotations

from bot.domain.period import Week
from bot.domain.privacy import as_seen_by
from bot.usecases.find_work import find_work
from bot.usecases.search import search
from bot.usecases.show_board import show_board
from bot.usecases.tell_week import compose_digest
from handlers.blocks.digest import digest_message
from handlers.blocks.found import found_page, search_page
from handlers.blocks.kit import Message, View, actions, button
from handlers.blocks.lists import board_page, help_page, work_list
from handlers.blocks.modals import mention_modal
from handlers.commands.question import Answer, Call, Opener, Question


async def answer_help(asked: Question) -> Message:
    """All commands on one screen."""
    return help_page(as_seen_by(asked.member, asked.desk.company))


async def open_mention(call: Call) -> View:
    """Report what a customer said."""
    return mention_modal(await call.desk.company_seen_by(call.caller), text=call.words)


async def answer_mine(asked: Question) -> Message:
    """What waits for the one who asks."""
    desk = asked.desk
    work = await find_work(asked.member, **desk.tools())
    return work_list(work, desk.company, desk.clock.now())


async def answer_board(asked: Question) -> Message:
    """The initiative board of this month."""
    desk = asked.desk
    return board_page(await show_board(asked.member, **desk.tools()))


async def answer_search(asked: Question, page: int = 0) -> Message:
    """What was said and answered before, or how to ask for it. Raises BadInput, UnknownCommunity."""
    if not asked.words:
        return search_page()
    desk = asked.desk
    findings = await search(asked.words, asked.member, page=page, uow=desk.uow(), company=desk.company)
    return found_page(findings, desk.company, page=page)


async def answer_digest(asked: Question) -> Message:
    """The running week of a community: the one named, else the one whose channel this is, else the default.

    Raises UnknownCommunity.
    """
    desk, company = asked.desk, as_seen_by(asked.member, asked.desk.company)
    here = next((c.name for c in company.communities.values() if c.channel == asked.channel), None)
    community = company.community(asked.words or here or company.default_community)
    week = Week.of(desk.clock.now(), community.zone)
    digest, names = await compose_digest(community, week, **desk.tools())
    message = digest_message(digest, company, names)
    return Message(message.text, (*message.blocks, actions(button("Share here", "digest.share", community.name))))


ANSWERS: dict[str, Answer] = {
    "help": answer_help,
    "mine": answer_mine,
    "board": answer_board,
    "search": answer_search,
    "digest": answer_digest,
}
"""What each word for a list or a page is answered with."""

MODALS: dict[str, Opener] = {
    "mention": open_mention,
}
"""What each word that asks for a page opens."""
