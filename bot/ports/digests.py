"""Where a digest's numbers come from, and what was told of them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.domain.case import CaseId
from bot.domain.digest import (
    Decision,
    DigestState,
    Help,
    Improvement,
    Paces,
    Participation,
    People,
    Quote,
    Story,
    Told,
    Totals,
    Waiting,
)
from bot.domain.idea import IdeaId
from bot.domain.people import MemberId
from bot.domain.period import Week


class Digests(Protocol):
    """Which weeks were told, and how."""

    async def began(self) -> datetime | None:
        """When the first case was opened, None before that."""

    async def claim(self, community: str, week: Week, at: datetime) -> bool:
        """Take a week's digest on to be posted, as it falls due; False where it was taken or skipped before."""

    async def announce(self, community: str, week: Week, due: datetime) -> bool:
        """Note when a week's digest falls due; False where that was noted, or it was taken on, before."""

    async def decision(self, community: str, week: Week) -> Decision | None:
        """How far a week's digest has come; None where nobody has thought of it yet."""

    async def decide(
        self,
        community: str,
        week: Week,
        state: DigestState,
        *,
        among: Collection[DigestState],
        by: MemberId,
        at: datetime,
    ) -> bool:
        """Let somebody decide about a digest that is in one of some states; False where it is in none of them."""

    async def told(self, community: str, week: Week) -> Told | None:
        """What a digest tells that was made to be posted; None before that."""

    async def told_before(self, community: str, week: Week) -> Told | None:
        """What the last digest told that stands in Slack, of those of earlier weeks; None where there is none."""

    async def tell(self, community: str, week: Week, told: Told, at: datetime) -> Told:
        """Keep what a digest tells, unless that is kept already; returns what is kept."""

    async def naming(self, member: MemberId) -> list[tuple[str, Week]]:
        """The digests that name somebody, each by its community and its week."""


class WeekCases(Protocol):
    """The cases of a community, over a span of time from `start` until before `end`; summed up or picked where they
    are stored, for they may be very many."""

    async def closed(self, community: str, start: datetime, end: datetime) -> int:
        """How many cases were closed."""

    async def standing(self, community: str, now: datetime) -> tuple[int, int]:
        """How many cases are open, and how many of these past their time."""

    async def waiting(self, community: str) -> tuple[Waiting, ...]:
        """The functions whose input open cases await, those that most cases await first."""

    async def paces(self, community: str, start: datetime, end: datetime, now: datetime) -> Paces:
        """How fast first replies and resolutions came, just as bot.domain.measures has it."""

    async def totals(self, community: str, zone: ZoneInfo, weeks: Sequence[Week]) -> dict[str, Totals]:
        """The sums of these weeks of a time zone, each by the week as it is written."""

    async def first_replies(self, community: str, zone: ZoneInfo, weeks: Sequence[Week]) -> dict[str, float]:
        """The medians of the first replies that came in these weeks of a time zone, in minutes, each by the week as
        it is written; a week without any is left out."""

    async def story_cases(self, community: str, start: datetime, end: datetime, most: int) -> tuple[CaseId, ...]:
        """The closed cases in which most functions took part, then those closed first: neither reach nor speed
        chooses. A case that nobody answered is no story."""

    async def stories(self, community: str, cases: Sequence[CaseId]) -> tuple[Story, ...]:
        """How these cases went, in their order; nothing of those that are elsewhere by now, maybe in private. Only
        who is on the boards is named."""

    async def quoted_cases(self, community: str, start: datetime, end: datetime, most: int) -> tuple[CaseId, ...]:
        """The closed cases whose customers let us quote what they said, those closed first before the others."""

    async def quotes(self, community: str, cases: Sequence[CaseId]) -> tuple[Quote, ...]:
        """What the customers of these cases said last, in their order; nothing of a case whose words are gone,
        or that is elsewhere by now."""

    async def carried_out(self, community: str, start: datetime, end: datetime, most: int) -> tuple[IdeaId, ...]:
        """Ideas of this community's cases that were carried out, the first first."""

    async def improvements(self, community: str, ideas: Sequence[IdeaId]) -> tuple[Improvement, ...]:
        """These ideas, in their order, each with how many cases of the community asked for it."""


class WeekPeople(Protocol):
    """What people of the inside did for a community in a week. Only those on the boards are named."""

    async def newcomers(self, community: str, start: datetime, end: datetime, most: int) -> People:
        """Who was confirmed for the first time, from `start` until before `end`, by name."""

    async def bests(self, community: str, week: Week, least: int, most: int) -> tuple[str, ...]:
        """Whose week, of at least so many micro-points volunteered here, beat every one of their weeks here before;
        by name, for they are not compared with each other. Who has none before is new rather than better."""

    async def help_across(self, community: str, start: datetime, end: datetime) -> tuple[Help, ...]:
        """How often people of one function gave input to a case that another function's person owned, of the cases
        closed from `start` until before `end`; the most frequent first."""

    async def participation(self, community: str, week: Week, least: int) -> tuple[Participation, ...]:
        """How many people of each function earned credit, of functions with at least so many people, by function;
        one in which nobody did is left out."""
