"""See ideas: a page of them, one with all that belongs to it, those that a case may join."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.domain.case import Case, CaseId
from bot.domain.company import Company
from bot.domain.idea import ALIVE, Idea, IdeaChange, IdeaFilter, IdeaId
from bot.domain.people import Member, MemberId
from bot.domain.privacy import hidden_from
from bot.domain.sheet import CaseSheet
from bot.ports import UnitOfWork
from bot.usecases.look_up_case import read_for, sheet_of

PAGE = 10
"""Ideas a page, and cases that are shown behind one."""

LAST_PAGE = 999

MOST_TO_JOIN = 100
"""As many as a menu of Slack holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaPage:
    """A page (from 0) of the ideas that were asked for, and whether there are more."""

    asked: IdeaFilter
    page: int
    ideas: Sequence[Idea]
    more: bool
    names: Mapping[MemberId, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaSheet:
    """An idea with its history and the newest cases behind it."""

    idea: Idea
    changes: Sequence[IdeaChange]
    cases: Sequence[Case]
    names: Mapping[MemberId, str]


async def list_ideas(typed: str, *, page: int = 0, uow: UnitOfWork) -> IdeaPage:
    """One page (from 0) of the ideas that stand where the words say, the most wanted first, or the newest.

    Raises BadInput.
    """
    asked = IdeaFilter.read(typed)
    page = min(page, LAST_PAGE)
    async with uow:
        found = await uow.ideas.page(asked.statuses, newest=asked.newest, limit=PAGE + 1, offset=page * PAGE)
        names = await uow.members.names(idea.owner for idea in found if idea.owner)
    more = len(found) > PAGE and page < LAST_PAGE
    return IdeaPage(asked=asked, page=page, ideas=found[:PAGE], more=more, names=names)


async def look_up_idea(idea_id: IdeaId, reader: Member, *, uow: UnitOfWork, company: Company) -> IdeaSheet:
    """An idea as it stands; cases of private communities are shown to their own people. Raises UnknownIdea."""
    hidden = hidden_from(reader, company)
    async with uow:
        idea = await uow.ideas.read(idea_id)
        changes = await uow.ideas.changes(idea_id)
        behind = [await uow.cases.read(case_id) for case_id in idea.cases[: -PAGE - 1 : -1]]
        cases = [case for case in behind if case.community not in hidden]
        named = {idea.opened_by, *(change.by for change in changes), *(c.owner for c in changes if c.owner)}
        return IdeaSheet(idea=idea, changes=changes, cases=cases, names=await uow.members.names(named))


async def ideas_for_case(
    case_id: CaseId, reader: Member, *, uow: UnitOfWork, company: Company
) -> tuple[CaseSheet, Sequence[Idea]]:
    """A case and the ideas that it may join, those first that speak of the same. Raises NotAllowed, UnknownCase."""
    async with uow:
        sheet = await sheet_of(await read_for(reader, case_id, uow=uow, company=company), uow=uow, company=company)
        text = f"{sheet.case.matter} {sheet.mention.text}"
        found = await uow.ideas.like(text, ALIVE, MOST_TO_JOIN + len(sheet.case.ideas))
    return sheet, [idea for idea in found if idea.id not in sheet.case.ideas][:MOST_TO_JOIN]


async def cases_for_idea(
    idea_id: IdeaId, member: Member, *, uow: UnitOfWork, company: Company
) -> tuple[Idea, Sequence[Case]]:
    """An idea and the cases of a member that do not stand behind it yet, most urgent first. Raises UnknownIdea."""
    async with uow:
        idea = await uow.ideas.read(idea_id)
        owned = await uow.cases.owned_by(member.id)
    hidden = hidden_from(member, company)
    able = (case for case in owned if case.id not in idea.cases and case.community not in hidden)
    return idea, list(islice(able, MOST_TO_JOIN))
