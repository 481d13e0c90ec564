"""What a customer may expect, and how long they have waited for it.

A case's clocks run while it is ours to act: from its opening to the reply, and again from the customer's next words.
While it waits for the customer, is closed, or is set aside, they stand still. A deadline is therefore a function of
the spans in which it ran, never of the time of day at which somebody looks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypedDict

from bot.domain.hours import Hours


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What a community promises, in its working time: a first reply, a reply to each further word of the customer,
    an end of the matter (None for no promise), and input of its functions."""

    hours: Hours
    first_reply: timedelta
    next_reply: timedelta
    resolution: timedelta | None
    input: timedelta

    def input_due(self, asked_at: datetime) -> datetime:
        """By when a function that is asked now should have answered."""
        return self.hours.after(asked_at, self.input)


class Dues(TypedDict):
    """What is promised, in the fields of the activities that promise something anew."""

    first_reply_due: datetime
    next_reply_due: datetime | None
    resolution_due: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promises:
    """By when the customer should hear from us. A promise that was kept, or stands still, keeps its last moment."""

    first_reply: datetime
    next_reply: datetime | None = None
    resolution: datetime | None = None

    @property
    def dues(self) -> Dues:
        """The same as an activity records it, to be handed over as `**promises.dues`."""
        return Dues(first_reply_due=self.first_reply, next_reply_due=self.next_reply, resolution_due=self.resolution)


@dataclass(frozen=True, slots=True)
class Span:
    """A time in which a case was ours to act; `end` is None while it still is."""

    start: datetime
    end: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """The clocks of one case. `asked_since` is None while no words of a customer wait for an answer. So many of the
    spans as `answered` says lie before the last reply."""

    promises: Promises
    spans: tuple[Span, ...]
    asked_since: datetime | None
    first_replied_at: datetime | None = None
    answered: int = 0

    @classmethod
    def started(cls, at: datetime, promises: Promises) -> Clocks:
        """The clocks of a case that was just opened."""
        return cls(promises=promises, spans=(Span(at),), asked_since=at)

    @property
    def running(self) -> bool:
        """Whether it is ours to act."""
        return self.spans[-1].end is None

    @property
    def waited(self) -> tuple[Span, ...]:
        """The spans since the last reply: what the customer has waited of us since they asked."""
        return self.spans[self.answered :]

    @property
    def reply_due(self) -> datetime | None:
        """By when a reply was promised: the first one, or the one to the customer's next words."""
        return self.promises.next_reply if self.first_replied_at else self.promises.first_reply

    @property
    def due(self) -> datetime | None:
        """By when the customer should hear from us next; None while nothing is owed."""
        if not self.running:
            return None
        return (self.reply_due if self.asked_since else None) or self.promises.resolution

    def worked(self, hours: Hours, until: datetime) -> timedelta:
        """The working time in which the case was ours."""
        return sum((hours.between(span.start, span.end or until) for span in self.spans), timedelta())

    def promised(self, terms: Terms) -> Promises:
        """What these clocks promise under such terms. What was kept is not promised again."""
        replied = self.first_replied_at
        first = None if replied else deadline(self.waited, terms.first_reply, terms.hours)
        return Promises(
            first_reply=first or self.promises.first_reply,
            next_reply=deadline(self.waited, terms.next_reply, terms.hours) if replied else None,
            resolution=deadline(self.spans, terms.resolution, terms.hours) if terms.resolution else None,
        )

    def stopped(self, at: datetime) -> Clocks:
        """Not ours to act any more; nothing is owed for now."""
        *before, last = self.spans
        spans = (*before, Span(last.start, max(last.start, at))) if last.end is None else self.spans
        return replace(self, spans=spans, asked_since=None)

    def replied(self, at: datetime) -> Clocks:
        """The customer was answered."""
        return replace(
            self.stopped(at),
            first_replied_at=self.first_replied_at or at,
            answered=len(self.spans),
            promises=replace(self.promises, next_reply=None),
        )

    def asked(self, at: datetime) -> Clocks:
        """Ours to act, since the customer, or somebody for them, wants more. Who waits already has waited longer."""
        if self.running:
            return replace(self, asked_since=self.asked_since or at)
        spans = (*self.spans, Span(max(at, self.spans[-1].end or at)))
        return replace(self, spans=spans, asked_since=spans[self.answered].start)

    def resumed(self) -> Clocks:
        """As though they had never been stopped last."""
        spans = (*self.spans[:-1], Span(self.spans[-1].start))
        return replace(self, spans=spans, asked_since=spans[self.answered].start)

    def shared_with(self, waited: tuple[Span, ...], reply_due: datetime, resolution: datetime | None) -> Clocks:
        """The clocks of a case that answers one more customer, who has waited so long and was promised that: the
        older promise holds for both."""
        answered_until = self.spans[self.answered - 1].end if self.answered else None
        theirs = (Span(max(one.start, answered_until or one.start), one.end) for one in waited)
        spans = (*self.spans[: self.answered], *united((*self.waited, *theirs)))
        ours = self.promises
        promises = replace(
            ours,
            first_reply=ours.first_reply if self.first_replied_at else min(ours.first_reply, reply_due),
            next_reply=min(ours.next_reply or reply_due, reply_due) if self.first_replied_at else None,
            resolution=min((one for one in (ours.resolution, resolution) if one), default=None),
        )
        return replace(self, spans=spans, asked_since=spans[self.answered].start, promises=promises)


def united(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The times that lie in any of these spans, in order and apart."""
    apart: list[Span] = []
    for span in sorted((one for one in spans if one.end is None or one.start <= one.end), key=lambda one: one.start):
        last = apart[-1] if apart else None
        if last and (last.end is None or span.start <= last.end):
            end = None if last.end is None or span.end is None else max(last.end, span.end)
            apart[-1] = Span(last.start, end)
        else:
            apart.append(span)
    return tuple(apart)


def deadline(spans: Iterable[Span], target: timedelta, hours: Hours) -> datetime | None:
    """The moment at which the working time in these spans reaches `target`; None where it stands still before."""
    left = target
    for span in spans:
        passed = None if span.end is None else hours.between(span.start, span.end)
        if passed is None or passed >= left:
            return hours.after(span.start, left)
        left -= passed
    return None
