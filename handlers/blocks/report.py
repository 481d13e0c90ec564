"""The report: how well customers were answered, first in a few lines, then all times in one table."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.company import Company
from bot.domain.exporting import period_title
from bot.domain.measures import Rate, Timed
from bot.domain.metrics import Spread, duration
from bot.domain.period import Week
from bot.usecases.report import Report
from handlers.blocks.kit import Block, Message, context, header, section, table
from handlers.blocks.text import count, escape

NOTHING = "–"
"""What stands where nothing is known."""

HOW_COUNTED = (
    "Responses count by when they came, promises by when they were kept or their time passed: an open case past its "
    "time counts as late. Resolutions count by when the case was closed. Merged and void cases, and those dismissed "
    "without an answer, are out."
)


def report_page(told: Report, company: Company) -> Message:
    """The measures of a period, beside those of the one before."""
    where = told.community.title if told.community else "All communities"
    title = f"Report · {where} · {period_title(told.period)}"
    return Message(escape(title), tuple(_blocks(title, told, company)))


def _blocks(title: str, told: Report, company: Company) -> Iterator[Block]:
    yield header(title)
    if told.empty:
        yield section(
            f"Nothing came in, was answered or fell due in {period_title(told.period)}. "
            "Another period: `/muster report last month`, `/muster report 2026-11` or `/muster report 2026-W47`."
        )
        return
    if told.running:
        kind = "week" if isinstance(told.period, Week) else "month"
        yield context(f"This {kind} is not over; the numbers are provisional.")
    yield section("\n".join(_times(told)))
    yield section("\n".join(_shares(told)))
    yield section(_overdue(told))
    if rows := list(_rows(told, company)):
        yield table(("Time to", "Median", "Nine in ten within", "In time", "n"), rows)
    yield context(HOW_COUNTED)


def _times(told: Report) -> Iterator[str]:
    now, before = told.measures, told.before
    yield _time("First response", now.first_response, before.first_response, "no first answer went out", told)
    again = "no customer wrote again and was answered"
    yield _time("Next response", now.next_response, before.next_response, again, told)
    yield _time("Resolution", now.resolution, before.resolution, "no case has stayed closed", told)


def _time(label: str, now: Timed, before: Timed, why_none: str, told: Report) -> str:
    took = now.calendar
    if took.median is None:
        said = f"*{label}:* {NOTHING} ({why_none})"
    else:
        earlier = before.calendar.median
        last = f"; {_before(told)} {duration(earlier)}" if earlier is not None else ""
        said = f"*{label}:* {duration(took.median)} (median of {took.n}{last})"
    return f"{said} · {_in_time(now.attainment)} in time" if now.attainment.n else said


def _shares(told: Report) -> Iterator[str]:
    now, before = told.measures, told.before
    yield _share("Answered, of the cases that came in", now.answered, before.answered, "no case came in", told)
    again = "Taken up again, of the cases closed"
    yield _share(again, now.reopened, before.reopened, "no case was closed", told)
    mean = f", {now.mean_score:.1f} of 5 on average" if now.mean_score is not None else ""
    none = "no customer has judged an answer"
    yield _share("Satisfied customers (4 or 5 of 5)", now.satisfied, before.satisfied, none, told) + mean
    none = "no customer has said"
    yield _share("Customers who recommended us", now.recommended, before.recommended, none, told)


def _share(label: str, now: Rate, before: Rate, why_none: str, told: Report) -> str:
    if now.share is None:
        return f"*{label}:* {NOTHING} ({why_none})"
    last = f"; {_before(told)} {before.share:.0%}" if before.share is not None else ""
    return f"*{label}:* {now.share:.0%} ({now.hits:,} of {now.n:,}{last})"


def _overdue(told: Report) -> str:
    if told.overdue:
        return f"*{count(told.overdue, 'case')}* open past {'its' if told.overdue == 1 else 'their'} time right now."
    return "No case is open past its time right now."


def _rows(told: Report, company: Company) -> Iterator[tuple[str, ...]]:
    """Each time in calendar and in working hours, and the input of each function."""
    now = told.measures
    lines = [
        ("first response", now.first_response),
        ("next response", now.next_response),
        ("resolution", now.resolution),
        *((f"input of {company.function_title(name)}", one) for name, one in now.inputs),
    ]
    for label, one in lines:
        if one == Timed():
            continue
        kept = _in_time(one.attainment), f"{one.calendar.n:,}"
        yield (label, *_spread(one.calendar), *kept)
        if one.business != one.calendar:
            yield (f"{label}, in working hours", *_spread(one.business), *kept)


def _spread(took: Spread) -> tuple[str, str]:
    if took.median is None or took.p90 is None:
        return NOTHING, NOTHING
    return duration(took.median), duration(took.p90)


def _in_time(rate: Rate) -> str:
    return f"{rate.hits:,} of {rate.n:,}" if rate.n else NOTHING


def _before(told: Report) -> str:
    kind = "week" if isinstance(told.period, Week) else "month"
    return f"last {kind}" if told.running else f"the {kind} before"
