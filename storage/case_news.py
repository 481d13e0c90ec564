"""What a case writes beside its own row: its activities, and the tables that SQL asks about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Table, insert, true, tuple_
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain import activity as act
from bot.domain.activity import Activity
from bot.domain.case import Case, CaseId
from storage import activity_codec, case_rows
from storage.tables import activities, confirmations, share_claims, slots

_INPUT = (
    act.Opened,
    act.Asked,
    act.Waived,
    act.Contributed,
    act.Withdrawn,
    act.Moved,
    act.Reclassed,
    act.Merged,
    act.Absorbed,
    act.Parted,
    act.Restored,
)
_PARTS: tuple[tuple[Table, Callable[[Case], list[dict[str, Any]]], tuple[type[Activity], ...]], ...] = (
    (slots, case_rows.slot_rows, _INPUT),
    (share_claims, case_rows.share_claim_rows, (*_INPUT, act.Replied)),
    (confirmations, case_rows.confirmation_rows, (*_INPUT[1:], act.Confirmed, act.Unconfirmed, act.Judged)),
)
"""What SQL asks of a case beside its row, and which activities change it."""


async def store_news(session: AsyncSession, case: Case) -> None:
    """Store the news, and anew what SQL asks of a case beside its row, as far as they have touched it."""
    for table, rows_of, kinds in _PARTS:
        if any(isinstance(activity, kinds) for activity in case.news):
            await _put(session, table, case.id, rows_of(case))
    await session.execute(insert(activities), _log(case))


async def store_first_news(session: AsyncSession, cases: Sequence[Case]) -> None:
    """Store the news of cases that nothing is stored of yet, and what SQL asks of them beside their rows."""
    for table, rows_of, _ in _PARTS:
        if rows := [{"case_id": case.id, **row} for case in cases for row in rows_of(case)]:
            await session.execute(insert(table), rows)
    await session.execute(insert(activities), [row for case in cases for row in _log(case)])


def _log(case: Case) -> list[dict[str, Any]]:
    return [
        {"case_id": case.id, "number": number, **activity_codec.to_row(activity)}
        for number, activity in case.numbered_news
    ]


async def _put(session: AsyncSession, table: Table, case_id: CaseId, rows: list[dict[str, Any]]) -> None:
    """Let a table hold just these rows of a case."""
    key = [column for column in table.primary_key.columns if column.name != "case_id"]
    kept = [tuple(row[column.name] for column in key) for row in rows]
    gone = tuple_(*key).not_in(kept) if kept else true()
    await session.execute(table.delete().where(table.c.case_id == case_id, gone))
    if not rows:
        return
    statement = upsert(table).values([{"case_id": case_id, **row} for row in rows])
    renewed = {name: statement.excluded[name] for name in rows[0]}
    await session.execute(statement.on_conflict_do_update(index_elements=table.primary_key, set_=renewed))
