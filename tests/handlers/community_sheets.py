"""Communities that people opened, and what is told of them, made of a handful of arbitrary texts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.case import CaseId
from bot.domain.company import Company
from bot.domain.opening import OpenedCommunity, State
from bot.domain.people import MemberId
from bot.domain.retrospective import CaseLine, Given, Retrospective
from bot.domain.status import Status
from bot.domain.telling import (
    CommunityOpen,
    CommunityRefused,
    CommunityWaits,
    LookingBack,
    NotFinished,
    Telling,
    Welcome,
)
from bot.domain.wish import KEYWORDS_LIMIT, PURPOSE_LIMIT, TITLE_LIMIT, Wish, tidy
from handlers.blocks import modals
from handlers.blocks.communities import communities_page
from handlers.blocks.kit import Message
from handlers.blocks.tellings import telling
from tests.handlers.sheets import COMPANY, PEOPLE, Texts
from tests.world import NOON


def wish(texts: Texts) -> Wish:
    """A wish as long as it may be."""
    return Wish(
        title=" ".join(tidy(texts.said).split())[:TITLE_LIMIT] or "Winter",
        purpose=tidy(texts.said)[:PURPOSE_LIMIT].strip() or "Nobody freezes.",
        functions=tuple(COMPANY.functions),
        sign_off=tuple(COMPANY.functions),
        keywords=tidy(texts.inside)[:KEYWORDS_LIMIT],
        people=tuple(PEOPLE),
        ends_on=NOON.date(),
    )


def opened(texts: Texts) -> OpenedCommunity:
    """An open community."""
    wanted = wish(texts)
    return OpenedCommunity(
        name=wanted.name or "winter",
        title=wanted.title,
        purpose=wanted.purpose,
        channel="C0WINTER",
        state=State.OPEN,
        problem="name_taken",
        functions=wanted.functions,
        sign_off=wanted.sign_off,
        keywords=wanted.words,
        leads=tuple(PEOPLE[:3]),
        people=wanted.people,
        private=True,
        ends_on=wanted.ends_on,
        ends_with_cases=False,
        opened_by=PEOPLE[0],
        opened_at=NOON,
        closed_at=NOON + timedelta(days=3),
        outcome=texts.inside,
    )


def company(texts: Texts, more: int = 1) -> Company:
    """The sample company with some communities that people opened."""
    one = opened(texts).as_community(COMPANY.customs)
    return COMPANY.with_communities(replace(one, name=f"{one.name}-{n}") for n in range(more))


def looking_back(texts: Texts) -> Retrospective:
    """A community in which everyone helped, in more cases than are shown."""
    case = CaseLine(
        id=CaseId(10**12),
        matter=texts.said[:80],
        status=Status.CLOSED,
        outcome=texts.inside,
        mentions=10**6,
        opened_at=NOON,
        first_replied_at=NOON,
        ended_at=NOON,
        link=texts.url,
    )
    given = [
        Given(case=case.id, by=member, function=function, partner=None, text=texts.inside, at=NOON)
        for member in PEOPLE
        for function in COMPANY.functions
    ]
    return Retrospective(
        community=opened(texts),
        cases=(case,) * 25,
        given=tuple(given),
        deeds=(),
        names={member: f"{texts.name}{place}" for place, member in enumerate(PEOPLE)},
        functions={},
        zone=COMPANY.customs.zone,
    )


def tellings(texts: Texts) -> list[Telling]:
    """One of each kind."""
    one = opened(texts)
    return [
        Welcome(community=one),
        CommunityOpen(community=one, not_invited=((texts.name, "user_not_found"),) * 50),
        CommunityRefused(community=one),
        CommunityRefused(community=replace(one, problem=texts.inside[:300])),
        CommunityWaits(community=one, cases=3),
        LookingBack(retrospective=looking_back(texts)),
        *(NotFinished(community=one, problem=texts.inside, archived=archived) for archived in (True, False)),
    ]


def messages(texts: Texts) -> list[Message]:
    """All that is said of communities."""
    names = {MemberId(member): texts.name for member in PEOPLE}
    return [
        *(telling(told, COMPANY) for told in tellings(texts)),
        *(communities_page(company(texts, 25), {}, names, page=page) for page in (0, 1, 99)),
    ]


def views(texts: Texts) -> list[dict[str, Any]]:
    """All that is asked of communities."""
    wanted, one = wish(texts), opened(texts)
    return [
        modals.open_modal(COMPANY),
        modals.open_modal(COMPANY, wanted, again=one.name, problem=texts.inside),
        modals.people_modal(wanted, PEOPLE, again=one.name),
        modals.edit_modal(COMPANY, one),
        modals.close_community_modal(COMPANY, one, 3, outcome=texts.inside),
    ]
