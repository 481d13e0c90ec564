"""What a case would be, had it never taken in another one."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain import activity as act
from bot.domain.activity import Activity
from bot.domain.case import Case, CaseId, replay
from bot.domain.errors import WrongStage


def without(case_id: CaseId, record: Sequence[Activity], other: CaseId) -> tuple[act.Absorbed, Case]:
    """How a case took `other` in, and the case that its record makes without that; what was parted before is left
    out as well. Raises WrongStage where `other` is no part of it."""
    standing: dict[int, int] = {}
    for place, one in enumerate(record):
        if isinstance(one, act.Absorbed):
            standing[one.case] = place
        elif isinstance(one, act.Parted):
            standing.pop(one.case, None)
    taken_in = record[standing.pop(other)] if other in standing else None
    opened = record[0]
    if not isinstance(taken_in, act.Absorbed) or not isinstance(opened, act.Opened):
        raise WrongStage(f"Case {other} is not part of case {case_id}.")
    kept = [
        one
        for place, one in enumerate(record)
        if not isinstance(one, act.Opened | act.Absorbed | act.Parted) or place in standing.values()
    ]
    return taken_in, replay(case_id, opened, kept)
