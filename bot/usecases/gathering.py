"""How mentions find their cases: one lane, in which one at a time decides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.activity import Joined, Opened
from bot.domain.arriving import LATELY, Bearing, concerned_too, may_be_together, may_join, opening
from bot.domain.case import Case, CaseId, open_case
from bot.domain.clustering import Continues, KnownMatter, NewMatter, gather
from bot.domain.company import Company
from bot.domain.deciding import Explanation
from bot.domain.mention import Author, KeptMention, MentionId
from bot.domain.people import MemberId
from bot.domain.vulnerable import vulnerable_words
from bot.domain.weather import HEARD
from bot.ports import UnitOfWork
from bot.usecases.homes import has_home
from bot.usecases.keeping import follow_up, follow_up_new, show
from bot.usecases.near import Found, Near, Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class ByHand:
    """Who brought a mention in, and the `community` that was chosen for it, if any was."""

    by: MemberId | None
    community: str | None = None


@dataclass(slots=True, kw_only=True)
class Lane:
    """The gathering of some mentions within one unit of work that holds the lane. Each case is read once, and stored
    once with all that came to it; `opened` are those that are new."""

    uow: UnitOfWork
    company: Company
    now: datetime
    near: Near
    opened: dict[CaseId, Opened] = field(default_factory=dict)
    _cases: dict[CaseId, Case] = field(default_factory=dict)
    _about: dict[str, list[CaseId]] = field(default_factory=dict)
    _authors: defaultdict[CaseId, set[Author]] = field(default_factory=lambda: defaultdict(set))
    _also: dict[CaseId, tuple[str, ...]] = field(default_factory=dict)
    _homes: dict[MentionId, CaseId] = field(default_factory=dict)

    async def expect(self, mentions: Iterable[KeptMention]) -> None:
        """Look up at once which conversations these continue."""
        self._about |= await self.uow.cases.about({one.mention.external_key for one in mentions})

    async def take_in(self, kept: KeptMention, read: Explanation, by_hand: ByHand | None = None) -> CaseId:
        """Let a mention join the case it belongs to, or open one. Raises ClosedCommunity, UnknownCommunity."""
        mention = kept.mention
        decision = gather(
            mention,
            [await self._known(case_id, mention.author) for case_id in self._about.get(mention.external_key, ())],
            now=self.now,
            comes_back=self.company.comes_back_within,
        )
        case = like = None
        if isinstance(decision, NewMatter):
            like = await self._alike(kept, read)
            if like and like.joins and by_hand is None:
                case = await self._join(like.case, kept, read, like.reason)
        elif isinstance(decision, Continues):
            case = await self._continue(decision.case, kept.id)
        else:
            case = await self._join(decision.case, kept, read, decision.reason)
        if case is None:
            case = await self._open(kept, read, by_hand)
        self._cases[case.id] = case
        self._homes[kept.id] = case.id
        if mention.author:
            self._authors[case.id].add(mention.author)
        self.near.learn(kept, case.id, like=like)
        return case.id

    async def learn(self, kept: KeptMention, case_id: CaseId) -> None:
        """Know the words of a mention in the case to which people brought it."""
        self._homes[kept.id] = case_id
        self.near.learn(kept, case_id)

    async def end(self) -> None:
        """Store what came of it, and ask for what follows."""
        touched = sorted((case for case in self._cases.values() if case.news), key=lambda one: one.id)
        new = [case for case in touched if case.id in self.opened]
        grown = [case for case in touched if case.id not in self.opened]
        await self.uow.cases.open_many(new)
        for case in grown:
            await self.uow.cases.save(case)
        await self.uow.arrivals.gathered(self._homes)
        pairs, storms = await self.near.store(self.uow)
        await follow_up_new(new, uow=self.uow, company=self.company)
        for case in grown:
            await follow_up(case, uow=self.uow, company=self.company)
        for case_id, others in self._also.items():
            for name in others:
                await self.uow.jobs.tell_also(case_id, self.company.community(name).channel)
        for pair in pairs:
            await self._note(pair)
        for lead in storms:
            await self._unite_kin(lead)

    async def _unite_kin(self, lead: CaseId) -> None:
        """Ask for the cases that are about the same to become part of the one that leads a storm."""
        others = self.near.not_yet_uniting(await self.uow.suggestions.siblings(lead, self.now - LATELY))
        said = await self.uow.mentions.first_texts(others, HEARD)
        for other in others:
            if self.near.are_kin(said.get(other, ()), lead):
                await self.uow.jobs.unite(other, lead)

    async def _note(self, pair: Pair) -> None:
        """Remember that two cases are about the same; say so on their cards where people should be asked."""
        cases = [self._cases.get(one) or await self.uow.cases.read(one) for one in (pair.lead, pair.other)]
        if not may_be_together(cases[0].community, cases[1].community, self.company):
            return
        quiet = pair.unite or not pair.worth_asking
        add = self.uow.suggestions.add
        new = await add(pair.lead, pair.other, pair.near, pair.shared, self.now, quiet=quiet)
        if new and not quiet:
            for case in cases:
                await show(case, uow=self.uow, company=self.company)

    async def _known(self, case_id: CaseId, author: Author | None) -> KnownMatter:
        case = await self._case(case_id)
        wrote = author is not None and (
            author in self._authors[case_id] or await self.uow.cases.wrote_in(author, case_id)
        )
        return KnownMatter(case.id, status=case.status, ended_at=case.ended_at, by_customer=wrote)

    async def _case(self, case_id: CaseId) -> Case:
        if case_id not in self._cases:
            self._cases[case_id] = await self.uow.cases.get(case_id)
        return self._cases[case_id]

    async def _continue(self, case_id: CaseId, mention: MentionId) -> Case | None:
        case = await self._case(case_id)
        if case.community in self.company.closed:
            return None  # nobody looks there any more
        terms = self.company.community(case.community).terms
        return case.hear_again(self.now, mention=mention, terms=terms)

    async def _join(self, case_id: CaseId, kept: KeptMention, read: Explanation, reason: str) -> Case | None:
        case = await self._case(case_id)
        if case.community in self.company.closed:
            return None
        return case.join(
            Joined(
                at=self.now,
                mention=kept.id,
                reason=reason,
                intents=read.intents.names,
                vulnerable=bool(vulnerable_words(kept.mention.text)),
            )
        )

    async def _alike(self, kept: KeptMention, read: Explanation) -> Found | None:
        """What leads the matter of this mention, among the cases that it may join. What shows a graver risk, or
        belongs into a private community, is not buried in a case that nobody would look at for it."""
        coming = Bearing.of_mention(read)
        while found := self.near.find(kept):
            case = await self._surviving(found.case)
            there = Bearing.of_case(case.community, case.risk, case.intents)
            if not case.live:
                self.near.forget(case.id)
            elif case.community in self.company.closed or not may_join(coming, there, self.company):
                self.near.pass_over(case.id)
            elif case.id == found.case:
                return found
        return None

    async def _surviving(self, case_id: CaseId) -> Case:
        """A case as it is now, or the one that it went on in."""
        if case_id not in self._cases:
            survivor = await self.uow.cases.get_surviving(case_id)
            self._cases.setdefault(survivor.id, survivor)
            if survivor.id != case_id:
                self.near.moved(case_id, survivor.id)
            return self._cases[survivor.id]
        return self._cases[case_id]

    async def _open(self, kept: KeptMention, read: Explanation, by_hand: ByHand | None) -> Case:
        """A case of its own, with a number at once; it is stored at the end."""
        by, chosen = (by_hand.by, by_hand.community) if by_hand else (None, None)
        opened = opening(kept.mention, read, self.company, self.now, by=by, community=chosen)
        if not await has_home(
            opened.community, uow=self.uow, company=self.company
        ):  # closed since the rules were read
            opened = opening(
                kept.mention, read, self.company, self.now, by=by, community=self.company.default_community
            )
        case = open_case(await self.uow.cases.number(), opened)
        self.opened[case.id] = opened
        self._also[case.id] = concerned_too(read, case.community)
        self._about.setdefault(kept.mention.external_key, []).insert(0, case.id)
        return case
