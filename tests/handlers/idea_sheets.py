"""Ideas made of a handful of arbitrary texts."""

from dataclasses import replace

from bot.domain.case import CaseId
from bot.domain.idea import (
    ALIVE,
    DESCRIPTION_LIMIT,
    REASON_LIMIT,
    TITLE_LIMIT,
    Idea,
    IdeaChange,
    IdeaFilter,
    IdeaId,
    IdeaKind,
    IdeaStatus,
)
from bot.domain.sheet import CaseSheet
from bot.usecases.list_ideas import IdeaPage, IdeaSheet
from tests.handlers.sheets import PEOPLE, Texts, names, sheet
from tests.world import NOON


def idea(texts: Texts, **more: object) -> Idea:
    """An idea with as long texts as it may have, many votes and many cases."""
    one = Idea(
        id=IdeaId(10**12),
        kind=IdeaKind.PROCESS,
        title=" ".join(texts.said.split())[:TITLE_LIMIT] or "It",
        description=texts.inside[:DESCRIPTION_LIMIT],
        reason=texts.inside[:REASON_LIMIT],
        opened_by=PEOPLE[0],
        opened_at=NOON,
        changed_at=NOON,
        votes=frozenset(PEOPLE),
        cases=tuple(CaseId(number) for number in range(1_000)),
    )
    return replace(one, **more)


def idea_page(texts: Texts, **more: object) -> IdeaPage:
    """A page between two others."""
    ideas = [idea(texts, owner=PEOPLE[1])] * 10
    page = IdeaPage(asked=IdeaFilter(newest=True), page=1, ideas=ideas, more=True, names=names(texts))
    return replace(page, **more)


def idea_sheet(texts: Texts, **more: object) -> IdeaSheet:
    """An idea of which much was said."""
    reason = texts.inside[:REASON_LIMIT]
    owners = [None, PEOPLE[1], PEOPLE[2], None]
    changes = [
        IdeaChange(by=PEOPLE[1], at=NOON, status=status, owner=owner, reason=said)
        for status in sorted(ALIVE)
        for owner in owners
        for said in (None, reason, reason[::-1])
    ]
    one = idea(texts, **more)
    case = sheet(texts).case
    return IdeaSheet(idea=one, changes=changes, cases=[case] * 10, names=names(texts))


def with_ideas(texts: Texts) -> CaseSheet:
    """A case behind many ideas."""
    known = tuple(idea(texts, id=IdeaId(number)) for number in range(12))
    return replace(sheet(texts), ideas=known)


STANDINGS = tuple({"status": status, "owner": owner} for status in IdeaStatus for owner in (None, PEOPLE[1]))
"""Where an idea may stand, owned or not."""
