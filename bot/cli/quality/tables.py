"""What an act of `quality` measured, and how it is shown."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

Value = str | int | float
"""A float is a share of 1 or a plain number; it is shown with three places, from 100 on with none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Figures beside each other: each row maps a column's name to its value; columns are those of the first row.

    `title` says what was measured on which data; `notes` are lines that stand below.
    """

    title: str
    rows: Sequence[Mapping[str, Value]]
    notes: Sequence[str] = ()


def as_json(table: Table) -> Iterator[str]:
    """A line for each row: the title under `table`, then the row's own columns."""
    for row in table.rows:
        yield json.dumps({"table": table.title, **row}, ensure_ascii=False)


def show(table: Table) -> None:
    """Print the figures for people."""
    from rich.console import Console
    from rich.table import Table as Grid
    from rich.text import Text

    columns = list(table.rows[0]) if table.rows else []
    grid = Grid(title=Text(table.title), title_justify="left")
    for place, column in enumerate(columns):
        words = all(isinstance(row.get(column), str) for row in table.rows)
        grid.add_column(Text(column), justify="left" if words else "right", no_wrap=place > 0 and not words)
    for row in table.rows:
        grid.add_row(*(Text(_shown(row.get(column, ""))) for column in columns))
    needed = Console(width=400).measure(grid).maximum
    console = Console(width=max(needed, Console().width))
    console.print(grid)
    for note in table.notes:
        console.print(f"  {note}", markup=False, highlight=False)


def _shown(value: Value) -> str:
    if isinstance(value, float):
        return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3f}"
    return f"{value:,}" if isinstance(value, int) else value
