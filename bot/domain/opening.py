"""Communities that people open in Slack: what becomes of a wish for one, and when it ends."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from bot.domain.community import Community, Customs
from bot.domain.people import Circle, MemberId
from bot.domain.wish import Wish

SUGGESTED = 20
"""How many people are suggested at most; a channel full of strangers helps nobody."""


class State(StrEnum):
    """Where a community stands: its channel is being made, could not be made, is there, or was archived."""

    OPENING = "opening"
    REFUSED = "refused"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedCommunity:
    """A community that people opened in Slack. `people` are those to invite; `problem` says why Slack refused what
    was asked of it; `outcome` is what came of the whole, `closed_by` is None where it ended by itself."""

    name: str
    title: str
    purpose: str
    channel: str | None = None
    state: State = State.OPENING
    problem: str | None = None
    functions: tuple[str, ...]
    sign_off: tuple[str, ...]
    keywords: tuple[str, ...]
    leads: tuple[MemberId, ...]
    people: tuple[MemberId, ...]
    private: bool
    ends_on: date | None
    ends_with_cases: bool
    opened_by: MemberId
    opened_at: datetime
    closed_at: datetime | None = None
    closed_by: MemberId | None = None
    outcome: str | None = None

    def as_community(self, customs: Customs) -> Community:
        """The same as rules, cards and clocks know it. Expects one that has its channel."""
        return Community(
            name=self.name,
            title=self.title,
            channel=self.channel or "",
            purpose=self.purpose,
            functions=self.functions,
            sign_off=frozenset(self.sign_off),
            keywords=self.keywords,
            zone=customs.zone,
            digest_weekday=customs.digest_weekday,
            digest_hour=customs.digest_hour,
            terms=customs.terms,
            lease=customs.lease,
            reminders=customs.reminders,
            leads=Circle(members=frozenset(self.leads)),
            people=frozenset(self.people),
            opened=True,
            private=self.private,
            ends_on=self.ends_on,
            ends_with_cases=self.ends_with_cases,
        )

    @property
    def as_wish(self) -> Wish:
        """What was wished for, to be changed and tried again."""
        return Wish(
            title=self.title,
            purpose=self.purpose,
            functions=self.functions,
            sign_off=self.sign_off,
            keywords=", ".join(self.keywords),
            people=self.people,
            private=self.private,
            ends_on=self.ends_on,
            ends_with_cases=self.ends_with_cases,
        )

    def closed(self, at: datetime, by: MemberId | None, outcome: str) -> OpenedCommunity:
        """The community at its end."""
        return replace(self, state=State.CLOSED, closed_at=at, closed_by=by, outcome=outcome)


def end_reached(community: OpenedCommunity, *, today: date, had_cases: bool) -> str | None:
    """Why a community whose cases are all done ends now, in words; None where it goes on."""
    if community.ends_on and today > community.ends_on:
        return f"It was planned to end on {community.ends_on:%d %B %Y}."
    if community.ends_with_cases and had_cases:
        return "All its cases are done."
    return None
