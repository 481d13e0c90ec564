"""What moves from case to case as they are merged and taken apart."""

from __future__ import annotations

from sqlalchemy import Table, Update, func, select, update

from bot.domain.case import CaseId

_NUMBER = 0x6D7573746572
HOLD_TOGETHERNESS = select(func.pg_advisory_xact_lock(_NUMBER))
RELY_ON_TOGETHERNESS = select(func.pg_advisory_xact_lock_shared(_NUMBER))
"""What belongs to which case is changed by one at a time, who holds this alone; many at once may rely on it. It comes
before any row is held, so that nobody waits for somebody who waits for them."""


def take_along(table: Table, one: CaseId, into: CaseId) -> Update:
    """Let the rows of a case belong to another one; `came_with` remembers the way, the last case at its end."""
    came_with = func.array_append(table.c.came_with, one)
    return update(table).where(table.c.case_id == one).values(case_id=into, came_with=came_with)


def give_back(table: Table, case_id: CaseId, one: CaseId) -> Update:
    """Let the rows that came with `one` last belong to it again."""
    steps = func.cardinality(table.c.came_with)
    return (
        update(table)
        .where(table.c.case_id == case_id, table.c.came_with[steps] == one)
        .values(case_id=one, came_with=func.trim_array(table.c.came_with, 1))
    )
