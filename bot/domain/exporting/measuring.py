"""Measures of a period and of its weeks, one under the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from bot.domain.company import Company
from bot.domain.exporting.rows import MetricRow
from bot.domain.measures import Measures, Rate, Timed

FIRST_RESPONSE, RESOLUTION = "first response", "resolution"

_TIMES: Mapping[str, Callable[[Measures], Timed]] = {
    FIRST_RESPONSE: lambda measures: measures.first_response,
    "next response": lambda measures: measures.next_response,
    RESOLUTION: lambda measures: measures.resolution,
}

_RATES: Mapping[str, Callable[[Measures], Rate]] = {
    "answered, of the cases that came in": lambda measures: measures.answered,
    "taken up again, of the closed cases": lambda measures: measures.reopened,
    "satisfied customers (4 or 5 of 5)": lambda measures: measures.satisfied,
    "would recommend us": lambda measures: measures.recommended,
}


def metric_rows(
    community: str, measured: Sequence[tuple[str, datetime, Measures]], company: Company
) -> Iterator[MetricRow]:
    """The rows of a community: measure by measure, each for all periods in their order. A period is its name, its
    first moment and its measures. What there was nothing to measure of in any period is left out."""
    every = groupby(_every(community, measured, company), key=lambda row: row.measure)
    for _, rows in every:
        of_measure = list(rows)
        if any(row.n or row.decided for row in of_measure):
            yield from of_measure


def _every(
    community: str, measured: Sequence[tuple[str, datetime, Measures]], company: Company
) -> Iterator[MetricRow]:
    inputs = sorted({name for _, _, measures in measured for name, _ in measures.inputs})
    for name, timed in (
        *_TIMES.items(),
        *((f"input of {company.function_title(key)}", _input(key)) for key in inputs),
    ):
        for period, begins, measures in measured:
            yield _timed(community, name, period, begins, timed(measures))
    for name, rate in _RATES.items():
        for period, begins, measures in measured:
            yield _rate(community, name, period, begins, rate(measures))


def _input(function: str) -> Callable[[Measures], Timed]:
    return lambda measures: dict(measures.inputs).get(function, Timed())


def _timed(community: str, measure: str, period: str, begins: datetime, took: Timed) -> MetricRow:
    return MetricRow(
        community=community,
        measure=measure,
        period=period,
        begins=begins,
        n=took.calendar.n,
        median=_span(took.calendar.median),
        p90=_span(took.calendar.p90),
        working_median=_span(took.business.median),
        working_p90=_span(took.business.p90),
        kept=took.attainment.hits if took.attainment.n else None,
        decided=took.attainment.n or None,
        share=took.attainment.share,
    )


def _rate(community: str, measure: str, period: str, begins: datetime, rate: Rate) -> MetricRow:
    return MetricRow(
        community=community,
        measure=measure,
        period=period,
        begins=begins,
        n=rate.n,
        median=None,
        p90=None,
        working_median=None,
        working_p90=None,
        kept=rate.hits if rate.n else None,
        decided=rate.n or None,
        share=rate.share,
    )


def _span(minutes: float | None) -> timedelta | None:
    return None if minutes is None else timedelta(minutes=minutes)
