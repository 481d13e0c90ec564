"""Tables of single cases: those that would go elsewhere, and the most urgent ones."""

from __future__ import annotations

from bot.cli.quality.tables import Table
from bot.cli.simulate.figures import Row, Sheet
from bot.domain.deciding import DecidedBy, Decision
from bot.domain.simulation import Compared, Replay


def moved(both: Compared) -> Sheet:
    """How many go from where to where."""
    rows: list[Row] = [
        {
            "today": both.today.company.community_title(old),
            "proposed": both.proposed.company.community_title(new),
            "cases": n,
        }
        for (old, new), n in both.moved.most_common()
    ]
    return Sheet("Elsewhere", Table(title="Cases that would go elsewhere", rows=rows))


def elsewhere(both: Compared) -> Sheet:
    """Each that goes elsewhere, with both reasons."""
    today, proposed = both.today.company, both.proposed.company
    rows: list[Row] = [
        {
            "matter": one.matter,
            "today": today.community_title(one.today.community),
            "why today": _why(one.read_today.decision, opened=one.today.opened is not None),
            "proposed": proposed.community_title(one.proposed.community),
            "why proposed": _why(one.read_proposed.decision, opened=one.proposed.opened is not None),
            "came": f"{one.at.astimezone(today.community(one.today.community).zone):%Y-%m-%d %H:%M}",
        }
        for one in both.elsewhere
    ]
    return Sheet("Each elsewhere", Table(title="Each of these cases, and why", rows=rows), long=True)


def urgent(side: Replay, which: str) -> Sheet:
    """The most urgent cases, each with its reasons."""
    rows: list[Row] = [
        {
            "matter": one.matter,
            "urgency": one.score,
            "why": ", ".join(one.reasons),
            "community": side.company.community_title(one.community),
            "mentions": one.mentions,
            "came": f"{one.opened_at.astimezone(side.company.community(one.community).zone):%Y-%m-%d %H:%M}",
        }
        for one in side.happened.most_urgent
    ]
    return Sheet(f"Most urgent{which}", Table(title=f"The most urgent cases{which}", rows=rows), long=True)


def _why(decision: Decision, *, opened: bool) -> str:
    """Why a community was chosen, in plain words."""
    words = ", ".join(f"“{word}”" for word in decision.words)
    if not opened:
        return "joins a case there"
    if decision.by is DecidedBy.RULES:
        return f"because of {words}"
    if decision.by is DecidedBy.INTENT and decision.intent:
        return f"it takes what is read as {decision.intent.title.lower()}"
    return "no rule matches"
