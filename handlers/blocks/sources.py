"""How the sources fare, for whoever runs Muster."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from bot.domain.company import Company
from bot.ports import Heard, SourceState
from handlers.blocks.kit import Block, Message, context, section
from handlers.blocks.text import count, cut, escape, when

LISTED = 40
"""Sources that a message has room for."""


def sources_page(
    known: Mapping[str, SourceState], heard: Mapping[str, Heard], company: Company, now: datetime
) -> Message:
    """Every source of the settings and how it fares, then those that are not in the settings any more."""
    if not company.sources and not heard:
        return Message(
            "No sources yet",
            (section("No sources yet. Name them in muster.toml; docs/adding-a-source.md tells how."),),
        )
    lines = [_line(name, known.get(name), heard.get(name, Heard()), company, now) for name in company.sources]
    blocks: list[Block] = [section(line) for line in lines[:LISTED]]
    if others := [name for name in heard if name not in company.sources]:
        blocks.append(context("Heard before: " + ", ".join(escape(cut(name, 60)) for name in others[:LISTED])))
    return Message("How the sources fare", tuple(blocks))


def _line(name: str, state: SourceState | None, heard: Heard, company: Company, now: datetime) -> str:
    source = company.sources[name]
    head = f"*{escape(name)}* ({escape(source.kind)}): "
    if source.lacks:
        return head + f"not listened to. Set {', '.join(source.lacks)} in the environment."
    parts = [_standing(state), f"last mention {when(heard.last_at)}" if heard.last_at else "no mention yet"]
    if name in company.replying:
        parts.append("answers can be sent through it")
    lines = [head + " · ".join(parts)]
    if state and state.problem:
        again = f" It is asked again at {when(state.next_at)}." if state.next_at and state.next_at > now else ""
        lines.append(f"⚠ {escape(cut(state.problem, 300))} (failed {count(state.failures, 'time')}.){again}")
    if heard.parked:
        reason = escape(cut(heard.reason or "", 200))
        lines.append(f"⚠ {count(heard.parked, 'arrival')} could not be read; the newest because: {reason}")
    return "\n".join(lines)


def _standing(state: SourceState | None) -> str:
    if state is None:
        return "listening"
    if state.problem:
        return "in trouble"
    return f"read up to {when(state.worked_at)}" if state.worked_at else "not asked yet"
