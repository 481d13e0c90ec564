"""What a replay tells: its tables, for one set of settings or for two beside each other."""

from __future__ import annotations

from dataclasses import replace

from bot.cli.quality.tables import Table
from bot.cli.simulate.cases import elsewhere, moved, urgent
from bot.cli.simulate.figures import Sheet, counts, risks, signatures, whole
from bot.cli.simulate.hours import alerts, alerts_by_hour, busiest, load, load_by_hour, promises
from bot.domain.simulation import Compared, Replay

SHOWN = 10
"""Rows of a long list that the terminal shows; a workbook holds them all."""


def brief(sheet: Sheet) -> Table:
    """A table as the terminal shows it."""
    more = len(sheet.table.rows) - SHOWN
    if not sheet.long or more <= 0:
        return sheet.table
    notes = (*sheet.table.notes, f"{more:,} more; --xlsx FILE lists them.")
    return replace(sheet.table, rows=sheet.table.rows[:SHOWN], notes=notes)


def sheets(today: Replay, both: Compared | None = None, *, notes: str) -> list[Sheet]:
    """All tables of a replay. Where settings are held against those of today, each figure stands beside the other."""
    sides = [today, both.proposed] if both else [today]
    named = [(today, ", today"), (both.proposed, ", proposed")] if both else [(today, "")]
    made = [
        whole(sides, notes),
        alerts(sides),
        *(busiest(side, which) for side, which in named),
        *(alerts_by_hour(side, which) for side, which in named),
        load(sides),
        *(load_by_hour(side, which) for side, which in named),
        counts("Sign-offs", "Sign-offs needed", "signed by", [signatures(side) for side in sides]),
        counts("Risks", "Cases by class of risk", "class", [risks(side) for side in sides]),
        promises(sides),
    ]
    if both:
        made += [moved(both), elsewhere(both)]
    return [*made, *(urgent(side, which) for side, which in named)]
