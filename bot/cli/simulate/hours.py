"""Tables of alerts, of load and of promises: by place, and by the hours of the day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from bot.cli.quality.tables import Table
from bot.cli.simulate.figures import Row, Sheet, figure_row
from bot.domain.simulation import Replay

Hourly = Counter[tuple[str, datetime]]
Measures = Mapping[str, Callable[[Replay, str], float]]


def alerts(sides: Sequence[Replay]) -> Sheet:
    """What each channel would have been told."""
    measures: Measures = {
        "alerts": lambda side, name: _of(_alerted(side), name),
        "a day": lambda side, name: _of(_alerted(side), name) / _days(side),
        "most in an hour": lambda side, name: _most(_alerted(side), name),
    }
    rows = _measured("channel", _communities(sides), sides, measures)
    return Sheet("Alerts", Table(title="Alerts by channel: cards of cases, and lines of cases elsewhere", rows=rows))


def load(sides: Sequence[Replay]) -> Sheet:
    """What each function would have been asked."""
    measures: Measures = {
        "input asked": lambda side, name: _of(side.happened.asked, name),
        "an hour of working time": lambda side, name: side.happened.load(name, side.company),
        "most in an hour": lambda side, name: _most(side.happened.asked, name),
    }
    rows = _measured("function", _functions(sides), sides, measures)
    return Sheet("Load", Table(title="Load on each function: input that cases ask of it", rows=rows))


def promises(sides: Sequence[Replay]) -> Sheet:
    """What customers would have been promised, and when that falls due."""
    measures: Measures = {
        "promised": lambda side, name: _of(side.happened.cards, name),
        "came outside of working hours": lambda side, name: side.happened.came_outside[name],
        "due outside of working hours": lambda side, name: side.happened.due_outside[name],
    }
    rows = _measured("community", _communities(sides), sides, measures)
    note = "Where no working hours are written, Monday to Friday from nine to five is taken."
    return Sheet("First replies", Table(title="First replies", rows=rows, notes=(note,)))


def busiest(side: Replay, which: str) -> Sheet:
    """The hours in which a channel was told most."""
    ranked = sorted(_alerted(side).items(), key=lambda one: (-one[1], one[0][1]))
    rows: list[Row] = [
        {"channel": side.company.community_title(name), "hour": f"{hour:%Y-%m-%d %H:%M}", "alerts": count}
        for (name, hour), count in ranked
    ]
    return Sheet(f"Busiest hours{which}", Table(title=f"Hours with the most alerts{which}", rows=rows), long=True)


def alerts_by_hour(side: Replay, which: str) -> Sheet:
    """When channels are told something."""
    title = f"Alerts by the hour of the day, on the clock of each community{which}"
    rows = _by_hour(_alerted(side), _communities([side]))
    return Sheet(f"Alerts by hour{which}", Table(title=title, rows=rows))


def load_by_hour(side: Replay, which: str) -> Sheet:
    """When functions are asked for something."""
    title = f"Input asked, by the hour of working time in which its clock begins{which}"
    rows = _by_hour(side.happened.asked, _functions([side]))
    return Sheet(f"Load by hour{which}", Table(title=title, rows=rows))


def _measured(column: str, titles: Mapping[str, str], sides: Sequence[Replay], measures: Measures) -> list[Row]:
    return [
        figure_row({column: title, "what": what}, [measure(side, name) for side in sides])
        for name, title in titles.items()
        for what, measure in measures.items()
    ]


def _by_hour(hourly: Hourly, titles: Mapping[str, str]) -> list[Row]:
    """A row for each hour of the day."""
    found: Counter[tuple[str, int]] = Counter()
    for (name, hour), count in hourly.items():
        found[name, hour.hour] += count
    return [
        {"hour": f"{hour:02}:00", **{title: found[name, hour] for name, title in titles.items()}}
        for hour in range(24)
    ]


def _alerted(side: Replay) -> Hourly:
    return side.happened.cards + side.happened.also


def _of(hourly: Hourly, name: str) -> int:
    return sum(count for (of, _), count in hourly.items() if of == name)


def _most(hourly: Hourly, name: str) -> int:
    return max((count for (of, _), count in hourly.items() if of == name), default=0)


def _days(side: Replay) -> float:
    first, last = side.happened.first, side.happened.last
    return max((last - first).total_seconds() / 86_400, 1.0) if first and last else 1.0


def _communities(sides: Sequence[Replay]) -> dict[str, str]:
    """What each community is called; where the settings do not agree, as today."""
    return _apart(
        {name: side.company.community_title(name) for side in reversed(sides) for name in side.company.communities}
    )


def _functions(sides: Sequence[Replay]) -> dict[str, str]:
    """What each function is called; where the settings do not agree, as today."""
    return _apart(
        {name: side.company.function_title(name) for side in reversed(sides) for name in side.company.functions}
    )


def _apart(titles: dict[str, str]) -> dict[str, str]:
    """Titles that stand twice with their keys behind them."""
    often = Counter(titles.values())
    return {name: title if often[title] == 1 else f"{title} ({name})" for name, title in titles.items()}
