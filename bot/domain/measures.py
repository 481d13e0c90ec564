"""Measures of a response as help desks define them, over the cases of a period.

Every measure is None until there is something to measure: an average of nothing is no zero. Times are told in
calendar and in business minutes, by median and 90th percentile, with the number they rest on.

- *First response*: from the opening of a case to the customer's first reply. *Resolution*: from the opening to the
  end that still stands. *Next response*: from the customer's further words to the reply to them. The first two are
  Zendesk's “first reply time” and “full resolution time” (support.zendesk.com, “About native Support time duration
  metrics”: null until both ends exist); BoldDesk has targets for the same three. Each counts by the moment of the
  reply, with median and 90th percentile, as on plain.com/docs.
- *Business time*: one schedule, that of the community now, over the whole wait, as Zendesk does for these measures.
- *SLA attainment*: promises kept / promises decided (BoldDesk: met against breached targets). A promise is decided
  once it is kept, or once its moment has passed: what is open and overdue is breached, not left out.
- *Response rate*: answered / answerable cases that came in. *Reopen rate*: cases taken up again after they were
  closed, by the customer or by a colleague / cases closed (Zendesk counts the `reopens` of solved tickets).
- *CSAT*: verdicts of 4 or 5 / all verdicts (Zendesk: on a scale of five, 4 and 5 are good). *Recommended us*: yes /
  all who answered that question.

Cases that were merged, are void, or were dismissed without an answer are out of all of them, but for the verdicts of
customers, which only void cases lose.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from bot.domain.metrics import Spread, spread
from bot.domain.verdict import Verdict

WorkingMinutes = Callable[[str, float, float], float]
"""The working minutes of a community (by its key) between two moments."""


class Wait(NamedTuple):
    """Something that somebody waited for: since when, and when it came (None while it has not).

    `due` is by when it was promised, None without a promise. `stopped` is when the clock of the promise stopped,
    where that was not when it came: a case is closed once the customer is content, but was ours only until the reply.
    Moments are seconds since the epoch, for a period may hold a hundred thousand of them.
    """

    community: str
    start: float
    due: float | None = None
    end: float | None = None
    stopped: float | None = None

    def kept(self, now: float) -> bool | None:
        """Whether the promise was kept; None where there is none, or where it is not decided yet."""
        if self.due is None:
            return None
        if (self.stopped or self.end or now) > self.due:
            return False
        return True if self.end else None

    def kept_in(self, start: float, end: float, now: float) -> bool | None:
        """The same where it was decided from `start` until before `end`: when it was kept, else when its moment
        passed; None where that was not then."""
        kept = self.kept(now)
        decided = self.end if kept else self.due
        return kept if decided is not None and start <= decided < end else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How many of `n` are so."""

    hits: int = 0
    n: int = 0

    @property
    def share(self) -> float | None:
        """Their share, from 0 to 1; None of nothing."""
        return self.hits / self.n if self.n else None


UNKNOWN = Spread(n=0, median=None, p90=None)
"""How long something took that never came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Timed:
    """How long something took, in minutes, and how often it came in time."""

    calendar: Spread = UNKNOWN
    business: Spread = UNKNOWN
    attainment: Rate = Rate()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What measures are made of; of waits, those that came or fell due in the period are enough.

    `inputs` are the waits for each function, by its key.
    """

    first_responses: Sequence[Wait] = ()
    next_responses: Sequence[Wait] = ()
    resolutions: Sequence[Wait] = ()
    inputs: Mapping[str, Sequence[Wait]] = field(default_factory=dict)
    answered: Rate = Rate()
    reopened: Rate = Rate()
    verdicts: Sequence[Verdict] = ()

    def since(self) -> float | None:
        """When the earliest of all waits began."""
        waits = (self.first_responses, self.next_responses, self.resolutions, *self.inputs.values())
        return min((one.start for some in waits for one in some), default=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """The measures of a period. `inputs` has an entry for each function that owed any, in the order of their keys;
    `mean_score` is that of the verdicts, from 1 to 5."""

    first_response: Timed = Timed()
    next_response: Timed = Timed()
    resolution: Timed = Timed()
    inputs: tuple[tuple[str, Timed], ...] = ()
    answered: Rate = Rate()
    reopened: Rate = Rate()
    satisfied: Rate = Rate()
    mean_score: float | None = None
    recommended: Rate = Rate()

    @property
    def empty(self) -> bool:
        """Whether nothing happened that could be measured."""
        return self == Measures()


def measure(facts: Facts, start: datetime, end: datetime, now: datetime, working: WorkingMinutes) -> Measures:
    """The measures of the period from `start` until before `end`.

    A response belongs to the period in which it came, a promise to that in which it was decided, a resolution to that
    in which the case ended, a verdict to that in which it was given; `answered` is asked of the cases that came in,
    `reopened` of those that were closed in the period.
    """

    span = start.timestamp(), end.timestamp(), now.timestamp()

    def timed(waits: Sequence[Wait]) -> Timed:
        return _timed(waits, *span, working)

    by_function = ((name, timed(waits)) for name, waits in sorted(facts.inputs.items()))
    scores = [verdict.score for verdict in facts.verdicts]
    asked = [verdict.recommended for verdict in facts.verdicts if verdict.recommended is not None]
    return Measures(
        first_response=timed(facts.first_responses),
        next_response=timed(facts.next_responses),
        resolution=timed(facts.resolutions),
        inputs=tuple((name, one) for name, one in by_function if one != Timed()),
        answered=facts.answered,
        reopened=facts.reopened,
        satisfied=Rate(hits=sum(verdict.satisfied for verdict in facts.verdicts), n=len(scores)),
        mean_score=sum(scores) / len(scores) if scores else None,
        recommended=Rate(hits=sum(asked), n=len(asked)),
    )


def _timed(waits: Sequence[Wait], start: float, end: float, now: float, working: WorkingMinutes) -> Timed:
    came = [(one.community, one.start, one.end) for one in waits if one.end and start <= one.end < end]
    kept = [one for one in (wait.kept_in(start, end, now) for wait in waits) if one is not None]
    return Timed(
        calendar=spread([(until - since) / 60 for _, since, until in came]),
        business=spread([working(community, since, until) for community, since, until in came]),
        attainment=Rate(hits=sum(kept), n=len(kept)),
    )
