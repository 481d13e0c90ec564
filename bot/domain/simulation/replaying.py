"""The fold: one mention after the other finds its case, as it would have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.activity import Opened
from bot.domain.arriving import LATELY, Bearing, concerned_too, may_be_together, may_join, opening
from bot.domain.case import CaseId
from bot.domain.clustering import Joins, KnownMatter, gather
from bot.domain.company import Company
from bot.domain.deciding import Explanation
from bot.domain.grouping import Fit, Index, Nearness, Placement
from bot.domain.mention import Mention
from bot.domain.priority import Signs, gravity, urgency
from bot.domain.simulation.figures import Happened, Urgent
from bot.domain.simulation.matters import Matter, Matters
from bot.domain.vulnerable import vulnerable_words
from bot.domain.weather import KIN, Weather, joins_by_itself, worth_asking

TIDIED = 100_000
"""Mentions after which the index may forget what it would store elsewhere."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a mention went: the case and its community; `opened` where it opened that case."""

    case: CaseId
    community: str
    opened: Opened | None = None


class Replay:
    """Mentions replayed under the settings of a company; `happened` is what came of it so far.

    `fit` says how much each word weighs when texts are held against each other. Of all that came, only the open cases
    are remembered.
    """

    def __init__(self, company: Company, fit: Fit) -> None:
        self.company = company
        self.happened = Happened()
        self._matters = Matters()
        self._index = Index(fit)
        self._weather = Weather()

    def hear(self, mention: Mention, read: Explanation) -> Place:
        """Let a mention join the case it belongs to, or open one. Its time must not lie before that of the last."""
        self.happened.heard(mention.posted_at)
        for ended in self._matters.end_silent(mention.posted_at - self.company.comes_back_within):
            self._index.forget(ended)
            self._weather.forget(ended)
        key, bearing = mention.external_key, Bearing.of_mention(read)
        placed = self._index.place(
            mention.text, lambda case: may_join(bearing, self._matters[CaseId(case)].bearing, self.company)
        )
        matter, like, opened = self._same_conversation(mention, key), None, None
        if matter is None and placed.nearness is Nearness.SURE and placed.matter is not None:
            like = self._matters[CaseId(placed.matter)]
            if joins_by_itself(placed, storms=self._storms(like)):
                matter = like
        if matter is None:
            matter, opened = self._opened(mention, read)
        vulnerable = opened.vulnerable if opened else bool(vulnerable_words(mention.text))
        matter.take(mention, read.intents.names, vulnerable=vulnerable)
        self._matters.heard(matter, key)
        self._learn(placed, matter, like or matter)
        matter = matter.survivor
        self.happened.seen(self._urgent(matter))
        return Place(matter.case, matter.opened.community, opened)

    def _same_conversation(self, mention: Mention, key: str) -> Matter | None:
        known = self._matters.about(key)
        decision = gather(
            mention,
            [KnownMatter(known)] if known else [],
            now=mention.posted_at,
            comes_back=self.company.comes_back_within,
        )
        return self._matters[decision.case] if isinstance(decision, Joins) else None

    def _opened(self, mention: Mention, read: Explanation) -> tuple[Matter, Opened]:
        opened = opening(mention, read, self.company, mention.posted_at)
        self.happened.opened(opened, self.company, concerned_too(read, opened.community))
        return Matter(CaseId(self.happened.cases), opened, mention.posted_at), opened

    def _learn(self, placed: Placement, matter: Matter, lead: Matter) -> None:
        """Know the words of what was just said in one case as those of the matter that `lead` leads; see whether
        matters turn out to be one, and whether a storm breaks out."""
        at = matter.heard_at.timestamp()
        self._index.put(placed, lead.case, at, key=self.happened.mentions)
        new = lead is matter and placed.matter != matter.case
        broke_out = self._weather.feel(lead.case, at, new=new, coherence=self._index.coherence(lead.case))
        if lead is not matter:
            self._note(lead, matter, placed.near, placed.shared, matter.heard_at)
        while (union := self._index.next_union()) is not None:
            greater, lesser = self._matters[CaseId(union.greater)], self._matters[CaseId(union.lesser)]
            if union.nearness is Nearness.SURE:
                self._note(greater, lesser, union.near, union.shared, matter.heard_at)
                self._index.move(lesser.case, greater.case)
                self._weather.move(lesser.case, greater.case)
            elif worth_asking(union.near, union.shared):
                self._ask(greater, lesser)
        if broke_out:
            self._unite_kin(lead.survivor, matter.heard_at)
        if not self.happened.mentions % TIDIED:
            self._index.take_changes()
            self._weather.take_changes()

    def _note(self, lead: Matter, other: Matter, near: float, shared: tuple[str, ...], at: datetime) -> None:
        """Two cases are about one matter: while it storms they are united, else people may be asked."""
        if not may_be_together(lead.opened.community, other.opened.community, self.company):
            return
        lead.siblings |= {other.case: at, **other.siblings}
        if self._storms(lead) or self._storms(other):
            self._unite_kin(lead, at)
        elif worth_asking(near, shared):
            self._ask(lead, other)

    def _unite_kin(self, lead: Matter, at: datetime) -> None:
        """Let the cases of late that are truly about a storm become part of the one that leads it. Each is looked at
        once."""
        lately = [case for case, seen in lead.siblings.items() if seen >= at - LATELY]
        lead.siblings = {}
        for sibling in filter(None, map(self._matters.get, lately)):
            if self._index.kinship(sibling.said, lead.case) >= KIN:
                self._unite(sibling, lead)

    def _storms(self, matter: Matter) -> bool:
        return self._weather.storms(matter.case, self._index.coherence(matter.case))

    def _ask(self, one: Matter, other: Matter) -> None:
        if other.case not in one.asked and one.case not in other.asked:
            one.asked.add(other.case)
            self.happened.suggested += 1

    def _unite(self, lesser: Matter, greater: Matter) -> None:
        if lesser is greater:
            return
        if not may_join(lesser.bearing, greater.bearing, self.company):
            self._ask(greater, lesser)
            return
        self._matters.merge(lesser, greater)
        self._index.move(lesser.case, greater.case)
        self._weather.move(lesser.case, greater.case)
        self.happened.merge(lesser.case)

    def _urgent(self, matter: Matter) -> Urgent:
        """Nobody answers in a replay, so how long a customer waits says nothing."""
        signs = Signs(
            intents=frozenset(matter.intents),
            vulnerable=matter.vulnerable,
            gravity=gravity(matter.opened.risk, self.company),
            authors=len(matter.authors),
            recent=len(matter.recent),
            before=matter.mentions - len(matter.recent),
            reach=matter.reach,
        )
        found = urgency(signs, matter.heard_at)
        return Urgent(
            case=matter.case,
            matter=matter.opened.matter,
            community=matter.opened.community,
            opened_at=matter.opened.at,
            score=found.score,
            reasons=found.reasons,
            mentions=matter.mentions,
        )
