"""Words of `/muster` that are answered with a list or a page."""

from __future__ import annotations

from bot.domain.period import Week
from bot.domain.privacy import as_seen_by
from bot.usecases.compose_digest import compose_digest
from bot.usecases.find_work import find_work
from bot.usecases.search import search
from handlers.blocks.digest import digest_message
from handlers.blocks.found import found_page, search_page
from handlers.blocks.kit import Message, View, actions, button
from handlers.blocks.lists import help_page, work_list
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


async def answer_search(asked: Question, page: int = 0) -> Message:
    """What was said and answered before, or how to ask for it. Raises BadInput, UnknownCommunity."""
    if not asked.words:
        return search_page()
    desk = asked.desk
    findings = await search(asked.words, asked.member, page=page, uow=desk.uow(), company=desk.company)
    return found_page(findings, desk.company, page=page)


async def answer_digest(asked: Question) -> Message:
    """A week of a community: of the one named, else the one whose channel this is, else the default; the week named,
    else the running one.

    Raises BadInput, UnknownCommunity.
    """
    desk, company = asked.desk, as_seen_by(asked.member, asked.desk.company)
    here = next((c.name for c in company.communities.values() if c.channel == asked.channel), None)
    name, _, wanted = asked.words.partition(" ")
    if name not in company.communities and (name[:1].isdigit() or name.lower() in ("this", "last")):
        name, wanted = "", asked.words
    community = company.community(name or here or company.default_community)
    week = _week(wanted, Week.of(desk.clock.now(), community.zone))
    digest, names = await compose_digest(community, week, uow=desk.uow(), clock=desk.clock)
    message = digest_message(digest, company, names)
    share = button("Share here", "digest.share", f"{community.name} {week}")
    return Message(message.text, (*message.blocks, actions(share)))


def _week(wanted: str, running: Week) -> Week:
    """The week that somebody means; the running one where they say nothing. Raises BadInput."""
    named = {"": running, "this week": running, "last week": running.previous}
    return named.get(" ".join(wanted.lower().split())) or Week.parse(wanted.upper())


ANSWERS: dict[str, Answer] = {
    "help": answer_help,
    "mine": answer_mine,
    "search": answer_search,
    "digest": answer_digest,
}
"""What each word for a list or a page is answered with."""

MODALS: dict[str, Opener] = {
    "mention": open_mention,
}
"""What each word that asks for a page opens."""
