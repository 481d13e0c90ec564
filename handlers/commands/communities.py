"""`/muster community` and its words."""

from __future__ import annotations

from bot.domain.errors import BadInput, UnknownCommunity
from bot.domain.opening import OpenedCommunity
from bot.domain.people import Member
from bot.domain.privacy import as_seen_by
from bot.usecases.change_community import look_up_community, permit_running
from bot.usecases.learn_people import recognise
from bot.usecases.list_communities import count_live, list_communities
from handlers.blocks import modals
from handlers.blocks.communities import communities_page
from handlers.blocks.kit import TEXT_LIMIT, Message, View
from handlers.commands.question import Answer, Call, Opener, Question
from handlers.desk import Desk


async def answer_word(asked: Question) -> Message:
    """The open communities, where no more was typed. Raises BadInput."""
    if asked.words:
        raise BadInput(
            f"“{asked.words[:40]}” is nothing that can be done with a community. Write `/muster community open`, "
            "`/muster community edit NAME` or `/muster community close NAME`; alone it lists them."
        )
    return await answer_communities(asked)


async def answer_communities(asked: Question, page: int = 0) -> Message:
    """The open communities."""
    desk = asked.desk
    company = as_seen_by(asked.member, desk.company)
    seen = await list_communities(uow=desk.uow(), company=company)
    return communities_page(company, seen.live, seen.names, page=page)


async def open_opening(call: Call) -> View:
    """Ask what a new community is for; what was typed is its name."""
    return modals.open_modal(call.desk.company, title=" ".join(call.words.split())[:TEXT_LIMIT])


async def open_change(call: Call) -> View:
    """Ask what is to change. Raises ClosedCommunity, NotAllowed, UnknownCommunity."""
    member = await recognise(call.caller, uow=call.desk.uow())
    return await change_view(named(call, member), member, call.desk)


async def open_closing(call: Call) -> View:
    """Ask what came of a community. Raises ClosedCommunity, NotAllowed, UnknownCommunity."""
    member = await recognise(call.caller, uow=call.desk.uow())
    return await closing_view(named(call, member), member, call.desk)


async def change_view(name: str, member: Member, desk: Desk) -> View:
    """The modal to change a community, for whoever may. Raises ClosedCommunity, NotAllowed, UnknownCommunity."""
    return modals.edit_modal(desk.company, await _permitted(name, member, desk))


async def closing_view(name: str, member: Member, desk: Desk, *, outcome: str = "") -> View:
    """The modal to close a community, for whoever may; `outcome` is what was typed before. Raises ClosedCommunity,
    NotAllowed, UnknownCommunity."""
    community = await _permitted(name, member, desk)
    live = await count_live(name, uow=desk.uow())
    return modals.close_community_modal(as_seen_by(member, desk.company), community, live, outcome=outcome)


async def _permitted(name: str, member: Member, desk: Desk) -> OpenedCommunity:
    permit_running(name, member, desk.company)
    return await look_up_community(name, uow=desk.uow(), company=desk.company)


def named(call: Call, member: Member) -> str:
    """The community that was typed, by its key or its title; else the one whose channel this is. Raises
    UnknownCommunity."""
    company, asked = as_seen_by(member, call.desk.company), call.words.casefold()
    every = [*company.communities.values(), *company.closed.values()]
    for one in every:
        if asked in (one.name.casefold(), one.title.casefold()) or (not asked and one.channel == call.channel):
            return one.name
    raise UnknownCommunity(call.words, sorted(company.communities))


ANSWERS: dict[str, Answer] = {
    "community": answer_word,
}
"""What each word about communities is answered with."""

MODALS: dict[str, Opener] = {
    "community open": open_opening,
    "community edit": open_change,
    "community close": open_closing,
}
"""What each word about communities opens."""
