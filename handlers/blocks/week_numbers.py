"""The numbers of a digest, each beside that of the week before."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.digest import Correction, Figures, Pace, Why
from bot.domain.metrics import duration
from handlers.blocks.text import count, points_text
from handlers.blocks.week_people import NamesAndFunctions

_WHY = {
    Why.VOID: "a case was found void",
    Why.REOPENED: "a case was taken up again",
    Why.CONFIRMED: "more was confirmed since",
    Why.UNKNOWN: "it was counted anew",
}


def closed_line(figures: Figures) -> str:
    """How many cases were closed."""
    before = f"{figures.closed_last_week:,}" if figures.closed_last_week else "none"
    return f"*{count(figures.closed, 'case')} closed* · {before} the week before"


def pace_lines(figures: Figures) -> Iterator[str]:
    """How fast customers were answered and helped, and how often in time."""
    now, before = figures.paces, figures.paces_last_week
    for title, pace, last in (
        ("First reply", now.first_reply, before.first_reply),
        ("Resolved", now.resolution, before.resolution),
    ):
        if line := " · ".join(_pace(pace, last)):
            yield f"*{title}* {line}"


def _pace(pace: Pace, last: Pace) -> Iterator[str]:
    took = pace.took
    if took.median is not None and took.p90 is not None:
        before = f"; last week {duration(last.took.median)}" if last.took.median is not None else ""
        most = f"median of {took.n:,}, nine in ten within {duration(took.p90)}" if took.n > 1 else "1 case"
        yield f"in {duration(took.median)} ({most}{before})"
    if pace.in_time.n:
        before = f" (last week {last.in_time.hits:,} of {last.in_time.n:,})" if last.in_time.n else ""
        yield f"{pace.in_time.hits:,} of {pace.in_time.n:,} in time{before}"


def standing_text(figures: Figures, called: NamesAndFunctions) -> str:
    """What is open, what of it is late, and whose input it awaits."""
    if not figures.open:
        return "*Nothing is open.*"
    late = f"{figures.overdue:,} past their time" if figures.overdue > 1 else "1 past its time"
    text = f"*{count(figures.open, 'case')} open* · {late if figures.overdue else 'none is open past its time'}"
    waits = ", ".join(f"{called.function(one.function)} ({count(one.cases, 'case')})" for one in figures.waiting)
    return f"{text}\n*Still waiting for:* {waits}" if waits else text


def corrections_text(figures: Figures) -> str:
    """What turned out otherwise than it was told; nothing where nothing did."""
    if not figures.corrections:
        return ""
    return "\n".join([f"*Corrections: {len(figures.corrections)}*", *map(_correction, figures.corrections)])


def _correction(one: Correction) -> str:
    changes = []
    if one.closed:
        changes.append(f"{count(abs(one.closed), 'case')} {'more' if one.closed > 0 else 'fewer'}")
    if one.credit:
        changes.append(f"{points_text(abs(one.credit))} {'more' if one.credit > 0 else 'less'}")
    return f"Week {one.week.number}: {', '.join(changes)}, as {' and '.join(_WHY[why] for why in one.why)}."
