"""Whom to ask: for each slot that waits, up to three people, with the reason in words and never with a score."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta

from bot.domain.case.record import CaseRecord
from bot.domain.company import Company
from bot.domain.hours import Hours
from bot.domain.people import Member, MemberId, own_zone
from bot.domain.privacy import sees
from bot.domain.slot import Slot
from bot.domain.topics import Knowledge, Match, terms

MOST_SUGGESTED = 3
"""People that are suggested for a slot."""

WEEK = timedelta(days=7)
"""The time in which being asked counts as often."""

_NEAR_EQUAL = 0.15
"""Which part of the best fit others may miss and still take their turn with it."""

_LEAST_NEAR = 0.05
"""What is farther from what somebody knows is no reason to ask them."""

_LEARNS, _ON_DUTY = 0.10, 0.05
"""How much wanting to learn a topic weighs, and being on duty, beside the nearness of what somebody knows."""

_ASLEEP = 0.5
"""What is left of a fit where it is not their working time."""

_WORKING_DAY = ((time(9), time(18)),)
_WORKING_WEEK = dict.fromkeys(range(5), _WORKING_DAY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Engaged:
    """What somebody has to do: cases they own and slots they owe (`load`), how often they were asked by name within
    the last week, and when last."""

    load: int = 0
    asks: int = 0
    asked_last: datetime | None = None


FREE = Engaged()
"""Somebody who has nothing to do here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Somebody to ask, and why: what they have helped with, in how many confirmed cases, or a topic that they want to
    learn, or neither where they are on duty; and whether it is their working time."""

    member: Member
    topic: str | None
    cases: int
    learns: bool
    at_work: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A slot that waits, with those who could be asked for it, the best first."""

    slot: Slot
    people: tuple[Suggestion, ...]


@dataclass(frozen=True, slots=True)
class _Fit:
    """Somebody with how well they fit, which nobody is shown."""

    suggestion: Suggestion
    fit: float
    asked_last: datetime


def suggest(
    case: CaseRecord,
    text: str,
    *,
    members: Sequence[Member],
    knowledge: Knowledge,
    engaged: Mapping[MemberId, Engaged],
    learners: Mapping[MemberId, Collection[str]],
    company: Company,
    now: datetime,
) -> tuple[Wanted, ...]:
    """For each function whose input a case waits for, those of its people who could give it.

    `text` is what the case is about; `learners` says who wants to learn which topics. Nobody is suggested who has
    asked not to be, may not see the case, is at it already, or was asked too often.
    """
    matches = knowledge.match(text)
    named = set(terms(text))
    at_it = _at_it(case)

    def fit(member: Member) -> _Fit | None:
        busy = engaged.get(member.id, FREE)
        if member.id in at_it or not askable(member, case, busy, company):
            return None
        learns = next((topic for topic in sorted(learners.get(member.id, ())) if topic in named), None)
        return _fit(member, matches.get(member.id), learns, busy, case, company, now)

    wanted = []
    for slot in case.slots:
        if slot.waits and slot.function:
            fits = [found for one in members if one.function == slot.function and (found := fit(one))]
            wanted.append(Wanted(slot=slot, people=tuple(one.suggestion for one in _in_turn(fits))))
    return tuple(wanted)


def askable(member: Member, case: CaseRecord, busy: Engaged, company: Company) -> bool:
    """Whether somebody may be suggested for a case at all."""
    home = company.community(case.community)
    return member.may_take_part and member.suggested and busy.asks < company.most_asks and sees(member, home, company)


def works(member: Member, hours: Hours, now: datetime) -> bool:
    """Whether it is somebody's working time: the shifts of their community on the clock of their own wall; who has
    told no zone is on the community's clock."""
    shifts = hours.shifts or _WORKING_WEEK
    own = replace(hours, zone=own_zone(member) or hours.zone, shifts=shifts)
    return any(opens <= now.astimezone(UTC) < closes for opens, closes in own.spans(now, now))


def _at_it(case: CaseRecord) -> set[MemberId]:
    """Those who own the case, have given input, or are asked by name already."""
    asked = {slot.person for slot in case.slots if slot.person and not slot.waived}
    return asked | {one.member for one in case.given} | ({case.owner} if case.owner else set())


def _fit(
    member: Member,
    match: Match | None,
    learns: str | None,
    busy: Engaged,
    case: CaseRecord,
    company: Company,
    now: datetime,
) -> _Fit | None:
    on_duty = company.on_duty(member.id)
    match = match if match and match.nearness >= _LEAST_NEAR else None
    weight = (match.nearness if match else 0.0) + _LEARNS * (learns is not None) + _ON_DUTY * on_duty
    if not weight:
        return None
    at_work = works(member, company.community(case.community).terms.hours, now)
    suggestion = Suggestion(
        member=member,
        topic=match.topic if match else learns,
        cases=match.cases if match else 0,
        learns=match is None and learns is not None,
        at_work=at_work,
    )
    available = (1.0 if at_work else _ASLEEP) / (1 + busy.load / 4)
    return _Fit(suggestion, weight * available, busy.asked_last or datetime.min.replace(tzinfo=UTC))


def _in_turn(fits: Sequence[_Fit]) -> list[_Fit]:
    """The best, and among those who are nearly as good the one who was asked longest ago."""
    left = sorted(fits, key=lambda one: (-one.fit, one.suggestion.member.id))
    chosen: list[_Fit] = []
    while left and len(chosen) < MOST_SUGGESTED:
        near = [one for one in left if one.fit >= left[0].fit * (1 - _NEAR_EQUAL)]
        following = min(near, key=lambda one: (one.asked_last, -one.fit, one.suggestion.member.id))
        chosen.append(following)
        left.remove(following)
    return chosen
