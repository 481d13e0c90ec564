"""Find what was said outside, what was drafted and what was replied."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.domain.company import Company
from bot.domain.errors import BadInput
from bot.domain.inquiry import Inquiry, read_inquiry
from bot.domain.people import Member, MemberId
from bot.domain.privacy import as_seen_by, hidden_from
from bot.domain.sheet import Findings, Found
from bot.ports import UnitOfWork

PAGE = 10
"""Lines a page."""

LAST_PAGE = 999
"""No page comes after it: whoever has turned so many needs other words."""


@dataclass(frozen=True, slots=True)
class _Shelf:
    """Where is looked: a company, but for the communities that are hidden from the one who looks."""

    company: Company
    hidden: frozenset[str]


async def search(typed: str, reader: Member, *, page: int, uow: UnitOfWork, company: Company) -> Findings:
    """One page (from 0) of what fulfils an inquiry, newest first. Without words and filters it is the newest of all;
    private communities are shown to their own people.

    Raises BadInput where the inquiry cannot be understood, UnknownCommunity.
    """
    shelf = _Shelf(company, hidden_from(reader, company))
    inquiry, page = _placed(read_inquiry(typed), as_seen_by(reader, company)), min(page, LAST_PAGE)
    async with uow:
        members = await _members(inquiry, uow)
        lines = await _newest(inquiry, members, PAGE + 1, page * PAGE, uow, shelf)
        in_the_way = [] if lines or page else await _in_the_way(inquiry, members, uow, shelf)
    return Findings(
        inquiry=inquiry, lines=lines[:PAGE], more=len(lines) > PAGE and page < LAST_PAGE, in_the_way=in_the_way
    )


def _placed(inquiry: Inquiry, company: Company) -> Inquiry:
    """The inquiry with its community by key, though its title was typed. Raises UnknownCommunity."""
    if inquiry.community is None:
        return inquiry
    asked = inquiry.community.casefold()
    every = (*company.communities.values(), *company.closed.values())
    named = (c.name for c in every if asked in (c.name.casefold(), c.title.casefold()))
    return replace(inquiry, community=company.community(next(named, inquiry.community)).name)


async def _members(inquiry: Inquiry, uow: UnitOfWork) -> Sequence[MemberId]:
    """Those whom `by:` names. Raises BadInput where it is nobody."""
    if inquiry.member is None:
        return ()
    members = await uow.search.members_called(inquiry.member)
    if not members:
        raise BadInput(f"Nobody here is called “{inquiry.member}”. Try `by:` with their first or last name.")
    return members


async def _newest(
    inquiry: Inquiry, members: Sequence[MemberId], limit: int, offset: int, uow: UnitOfWork, shelf: _Shelf
) -> list[Found]:
    zone = shelf.company.community(inquiry.community or shelf.company.default_community).zone
    return await uow.search.newest(inquiry, members, zone, limit, offset, shelf.hidden)


async def _in_the_way(inquiry: Inquiry, members: Sequence[MemberId], uow: UnitOfWork, shelf: _Shelf) -> list[str]:
    """The filters without which, each alone, something would be found."""
    return [name for name in inquiry.filters if await _newest(inquiry.without(name), members, 1, 0, uow, shelf)]
