"""Which open case is about the same matter as a mention, in other words."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Self

from bot.domain.case import CaseId
from bot.domain.grouping import Glossary, Index, Nearness, Placement, Union
from bot.domain.mention import KeptMention, MentionId
from bot.domain.weather import KIN, Weather, joins_by_itself, worth_asking
from bot.ports import UnitOfWork


@dataclass(frozen=True, slots=True)
class Found:
    """An open case that is surely about the same matter, and why; whether a mention `joins` it without anybody being
    asked."""

    case: CaseId
    reason: str
    joins: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two cases that are about the same matter as far as can be seen, the one that leads it first. Muster unites them
    if people leave that to it, or else asks, where it is sure enough for that."""

    lead: CaseId
    other: CaseId
    near: float
    shared: tuple[str, ...]
    unite: bool

    @property
    def worth_asking(self) -> bool:
        """Whether people are asked."""
        return worth_asking(self.near, self.shared)


class Near:
    """What is near, for one who gathers at a time. Before there is a fit nothing is: nobody knows yet which words say
    something."""

    def __init__(
        self, index: Index | None, weather: Weather, version: int, apart: set[tuple[CaseId, CaseId]]
    ) -> None:
        self.version = version
        self.unsaved = False
        self._index = index
        self._weather = weather
        self._apart = apart
        self._placed: dict[MentionId, Placement] = {}
        self._passed: set[int] = set()
        self._pairs: list[Pair] = []
        self._outbreaks: list[CaseId] = []
        self._uniting: set[CaseId] = set()

    @classmethod
    async def load(cls, uow: UnitOfWork, version: int) -> Self:
        """All open matters as they are stored, inside a unit of work that holds the lane."""
        fit = await uow.fits.newest()
        if fit is None:
            return cls(None, Weather(), version, set())
        index = Index(fit, Glossary(tuple(await uow.glossary.entries())))
        index.load(await uow.clusters.live())
        return cls(index, Weather(await uow.clusters.heats()), version, await uow.suggestions.refused())

    def find(self, kept: KeptMention) -> Found | None:
        """The open case that leads the matter of a mention; None where it stands alone."""
        if self._index is None:
            return None
        placement = self._index.place(kept.mention.text, lambda matter: matter not in self._passed)
        self._placed[kept.id] = placement
        if placement.nearness is not Nearness.SURE or placement.matter is None:
            return None
        words = ", ".join(f"“{word}”" for word in placement.shared)
        reason = f"the same matter: {words} ({placement.near:.0%} alike, by fit {placement.fit})"
        joins = joins_by_itself(placement, storms=self._storms(CaseId(placement.matter)))
        return Found(CaseId(placement.matter), reason, joins)

    def pass_over(self, case_id: CaseId) -> None:
        """Do not find this case again for the mention at hand."""
        self._passed.add(case_id)

    def forget(self, case_id: CaseId) -> None:
        """Do not find this case again at all: it is over."""
        if self._index:
            self._index.forget(case_id)
            self._weather.forget(case_id)
            self.unsaved = True

    def moved(self, case_id: CaseId, into: CaseId) -> None:
        """Know that a case was merged."""
        if self._index:
            self._index.move(case_id, into)
            self._weather.move(case_id, into)
            self.unsaved = True

    def learn(self, kept: KeptMention, case_id: CaseId, *, like: Found | None = None) -> None:
        """Know that this mention belongs to this case; its words may be those of a matter that another case leads.
        See whether matters turn out to be one, and whether a storm breaks out."""
        index, at = self._index, kept.arrived_at.timestamp()
        self._passed.clear()
        if index is None:
            return
        placement = self._placed.pop(kept.id, None) or index.place(kept.mention.text)
        lead = like.case if like else case_id
        index.put(placement, lead, at, key=index.free_key(kept.id))
        self.unsaved = True
        new = lead == case_id and placement.matter != case_id
        if self._weather.feel(lead, at, new=new, coherence=index.coherence(lead)):
            self._outbreaks.append(lead)
        if lead != case_id:
            self._note(lead, case_id, placement, unite=self._storm_about(lead, case_id))
        while union := index.next_union(self._are_apart):
            greater, lesser = CaseId(union.greater), CaseId(union.lesser)
            if union.nearness is Nearness.SURE:
                self._note(greater, lesser, union, unite=self._storm_about(greater, lesser))
                self.moved(lesser, greater)
            elif worth_asking(union.near, union.shared):
                self._note(greater, lesser, union, unite=False)

    async def store(self, uow: UnitOfWork) -> tuple[list[Pair], list[CaseId]]:
        """Keep what is known now. Returns the cases that turned out to be about one matter, and those that lead a
        storm which broke out or to which some came."""
        pairs, leads = self._pairs, [*self._outbreaks, *(pair.lead for pair in self._pairs if pair.unite)]
        self._pairs, self._outbreaks = [], []
        self._placed.clear()
        if self._index and self.unsaved:
            changes = self._index.take_changes()
            await uow.clusters.save_heats(*self._weather.take_changes())
            self.version = await uow.clusters.save(changes.kept, changes.gone)
        self.unsaved = False
        return pairs, [lead for lead in dict.fromkeys(leads) if self._index and self._index.leads(lead)]

    def not_yet_uniting(self, cases: Iterable[CaseId]) -> list[CaseId]:
        """Those of these for which it was not asked yet: where it was and they still stand, people came first, or
        they are no kin."""
        new = [one for one in cases if one not in self._uniting]
        self._uniting.update(new)
        return new

    def are_kin(self, texts: Collection[str], lead: CaseId) -> bool:
        """Whether a case with these texts is truly about the storm that another one leads."""
        return self._index is not None and self._index.kinship(texts, lead) >= KIN

    def _note(self, lead: CaseId, other: CaseId, seen: Placement | Union, *, unite: bool) -> None:
        self._pairs.append(Pair(lead=lead, other=other, near=seen.near, shared=seen.shared, unite=unite))

    def _storm_about(self, *cases: CaseId) -> bool:
        return any(map(self._storms, cases))

    def _storms(self, case_id: CaseId) -> bool:
        return self._index is not None and self._weather.storms(case_id, self._index.coherence(case_id))

    def _are_apart(self, one: int, other: int) -> bool:
        return (CaseId(min(one, other)), CaseId(max(one, other))) in self._apart
