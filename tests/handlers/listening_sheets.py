"""What is shown about listening, made of arbitrary texts: suggestions on a card, the glossary, routes and sources."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.domain.case import CaseId
from bot.domain.company import ListenedTo
from bot.domain.deciding import DecidedBy, Decision, Explanation
from bot.domain.grouping import Entry, Kind
from bot.domain.growth import STRETCHES, Growth
from bot.domain.intent import Heard, Intent, Intents
from bot.domain.learning import Offer
from bot.domain.own_words import SYNONYMS_LIMIT, TERM_LIMIT, GlossaryPage
from bot.domain.routing import Route
from bot.domain.sheet import CaseSheet
from bot.domain.suggestion import Suggestion
from bot.ports import Heard as HeardFrom
from bot.ports import SourceState
from handlers.blocks import modals
from handlers.blocks.card import card
from handlers.blocks.glossary import glossary_page
from handlers.blocks.kit import Message
from handlers.blocks.route import route_page
from handlers.blocks.sources import sources_page
from tests.handlers import sheets as made
from tests.handlers.sheets import COMPANY, Texts
from tests.world import NOON


def in_a_storm(texts: Texts) -> CaseSheet:
    """A case of many mentions through several sources, which may be the same as three others."""
    sheet = made.sheet(texts)
    other = Suggestion(
        other=CaseId(10**12 + 1),
        matter=sheet.case.matter,
        community="care",
        mentions=10**6,
        owned=False,
        nearness=0.5,
        terms=(texts.said[:200],) * 9,
    )
    counts = tuple(range(STRETCHES))
    growth = Growth(counts=counts, sources=9, first_at=NOON - timedelta(days=9), last_at=NOON)
    case = replace(sheet.case, mentions=10**6, intents=tuple(intent.value for intent in Intent))
    several = (other, replace(other, owned=True, terms=()), replace(other, community="safety", mentions=1))
    return replace(sheet, case=case, growth=growth, suggested=several)


def entry(texts: Texts, kind: Kind = Kind.PART) -> Entry:
    """An entry that is as long as it may be."""
    return Entry(term=texts.said[:TERM_LIMIT], kind=kind, synonyms=(texts.inside[:TERM_LIMIT],) * SYNONYMS_LIMIT)


def glossary_pages(texts: Texts) -> list[GlossaryPage]:
    """A page between two others, one of a kind for a reader, and empty ones."""
    every = tuple(entry(texts, kind) for kind in (*[Kind.PRODUCT] * 4, *[Kind.PART] * 3, *[Kind.SYMPTOM] * 3))
    full = GlossaryPage(kind=None, entries=every, total=10**3, page=1, more=True, may_edit=True)
    empty = replace(full, entries=(), total=0, page=0, more=False)
    return [full, replace(full, kind=Kind.PART, may_edit=False), empty, replace(empty, may_edit=False)]


def explanations(texts: Texts) -> list[Explanation]:
    """What each of those who can decide says of a text."""
    words = (texts.said[:300],) * 9
    decision = Decision(
        community="safety",
        by=DecidedBy.RULES,
        words=words,
        intent=Intent.SAFETY,
        taught=300,
        offers=tuple(Offer(community=name, probability=0.5) for name in COMPANY.communities),
        also=tuple(COMPANY.communities),
    )
    heard = tuple(Heard(intent=intent, words=words) for intent in Intent)
    full = Explanation(
        decision=decision,
        matches=(Route(community="care", words=words),) * 9,
        intents=Intents(heard=heard),
        risk="injury",
    )
    unsure = Intents(guesses=tuple(Heard(intent=intent, probability=0.2) for intent in Intent))
    nothing = Explanation(
        decision=Decision(community="care", by=DecidedBy.DEFAULT), matches=(), intents=Intents(), risk="ordinary"
    )
    others = [replace(full, decision=replace(decision, by=by)) for by in (DecidedBy.INTENT, DecidedBy.MODEL)]
    return [full, *others, replace(nothing, intents=unsure), nothing]


def sources_pages(texts: Texts) -> list[Message]:
    """Many sources, each in another state, and none at all."""
    names = [f"{texts.name[:40]} {number}" for number in range(60)]
    kinds = {
        name: ListenedTo(kind="rss", lacks=("MUSTER_SOURCE_WEB_SECRET",) * (n % 5)) for n, name in enumerate(names)
    }
    company = replace(COMPANY, sources=kinds, replying=frozenset(names[:20]))
    states = [
        SourceState(name=name, worked_at=NOON, failures=n, problem=texts.inside if n % 2 else None, next_at=NOON)
        for n, name in enumerate(names[:50])
    ]
    heard = {name: HeardFrom(last_at=NOON, parked=n, reason=texts.said) for n, name in enumerate(names[10:])}
    heard[texts.said[:200]] = HeardFrom()
    known = {state.name: state for state in states}
    before = NOON - timedelta(hours=1)
    return [sources_page(known, heard, company, before), sources_page({}, {}, replace(COMPANY, sources={}), NOON)]


def messages(texts: Texts) -> list[Message]:
    """All that is said about listening."""
    return [
        card(in_a_storm(replace(texts, stage=0)), NOON),
        *map(glossary_page, glossary_pages(texts)),
        *(route_page(texts.said, one, COMPANY) for one in explanations(texts)),
        *sources_pages(texts),
    ]


def views(texts: Texts) -> list[dict[str, Any]]:
    """The modals."""
    return [
        modals.add_entry_modal(),
        modals.change_entry_modal(entry(texts)),
        modals.reread_modal(in_a_storm(texts)),
    ]
