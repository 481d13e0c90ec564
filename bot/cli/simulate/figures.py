"""Tables of single figures, for one set of settings or for two beside each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bot.cli.quality.tables import Table, Value
from bot.domain.policy import ORDINARY
from bot.domain.simulation import Happened, Replay

Row = dict[str, Value]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table under its short name. A `long` one is cut on the terminal."""

    name: str
    table: Table
    long: bool = False


def figure_row(names: Mapping[str, str], values: Sequence[float]) -> Row:
    """A figure, or two of them with their difference."""
    if len(values) == 1:
        return {**names, "number": values[0]}
    return {**names, "today": values[0], "proposed": values[1], "difference": values[1] - values[0]}


def whole(sides: Sequence[Replay], notes: str) -> Sheet:
    """The figures of the whole replay; `notes` says what words were weighed by."""
    happened = [side.happened for side in sides]
    figures: list[tuple[str, Callable[[Happened], int]]] = [
        ("mentions", lambda one: one.mentions),
        ("cases opened", lambda one: one.cases),
        ("mentions that joined a case", lambda one: one.joined),
        ("cases that went on in another one, in a storm", lambda one: one.merged),
        ("times that people would be asked whether two are one", lambda one: one.suggested),
        ("alerts: cards of cases", lambda one: one.cards.total()),
        ("alerts: lines that tell another community", lambda one: one.also.total()),
        ("sign-offs needed", lambda one: one.signatures.total()),
        ("cases that came outside of working hours", lambda one: one.came_outside.total()),
        ("first replies due outside of working hours", lambda one: one.due_outside.total()),
    ]
    rows = [figure_row({"what": name}, [figure(one) for one in happened]) for name, figure in figures]
    first, last = happened[0].first, happened[0].last
    title = f"What would have happened, {first:%d %B %Y} to {last:%d %B %Y}" if first and last else "Nothing happened"
    asides = (
        notes,
        "Nobody answers in a replay: a case stays open until nothing has joined it for "
        f"{sides[0].company.comes_back_within.days} days.",
    )
    return Sheet("Whole", Table(title=title, rows=rows, notes=asides))


def counts(name: str, title: str, column: str, counted: Sequence[Mapping[str, int]]) -> Sheet:
    """One figure a line; those that only one side has are 0 on the other."""
    keys = dict.fromkeys(key for one in counted for key in one)
    rows = [figure_row({column: key}, [one.get(key, 0) for one in counted]) for key in keys]
    return Sheet(name, Table(title=title, rows=rows))


def signatures(side: Replay) -> Counter[str]:
    """How often whom of one of some functions is needed to sign."""
    named: Counter[str] = Counter()
    for functions, count in side.happened.signatures.most_common():
        titles = sorted(side.company.function_title(name) for name in functions)
        named[" or ".join(titles) or "anyone"] += count
    return named


def risks(side: Replay) -> dict[str, int]:
    """How many cases were of each class of risk, the gravest first."""
    return {side.company.risk_title(name): side.happened.risks[name] for name in (*side.company.risks, ORDINARY)}
