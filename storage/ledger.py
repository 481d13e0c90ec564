"""The repository of the ledger as it is booked."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, delete, func, insert, select, text, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.credit import Adjustment, Entry
from bot.domain.credit.adjusting import Key
from bot.domain.period import Month
from bot.ports import ClosedSeason, Unsettled
from storage.batches import in_batches
from storage.ledger_rows import adjustment_of, adjustment_row, entry_of, entry_row
from storage.tables import adjustments, cases, seasons, shares

UTC = ZoneInfo("UTC")
_BATCH = 1_000
"""Rows that one statement writes or deletes."""


class SqlLedger:
    """Fulfils `bot.ports.Ledger`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def hold(self) -> None:
        """Let nobody else write to the ledger until this unit of work ends, and let all that it reads be of one
        moment. Nothing may have been read before."""
        await self._session.execute(_ONE_MOMENT)
        await self._session.execute(_HOLD)

    async def open_since(self) -> Month | None:
        """The first season that is not closed, None before anything was signed off."""
        last = await self._session.scalar(select(func.max(seasons.c.name)))
        if last:
            return Month.parse(last).next
        signed = await self._session.scalar(select(func.min(cases.c.signed_at)))
        booked = await self._session.scalar(select(func.min(shares.c.season)))
        begun = [*([Month.of(signed, UTC)] if signed else []), *([Month.parse(booked)] if booked else [])]
        return min(begun, default=None)

    async def open_seasons(self) -> list[Month]:
        """The seasons that hold entries and are not closed, the earliest first."""
        found = select(shares.c.season).where(shares.c.season.not_in(select(seasons.c.name))).distinct()
        return [Month.parse(name) for name in await self._session.scalars(found.order_by(shares.c.season))]

    async def closed(self) -> list[ClosedSeason]:
        """The seasons that are closed, the earliest first."""
        rows = await self._session.execute(select(seasons).order_by(seasons.c.name))
        return [
            ClosedSeason(name=Month.parse(row.name), closed_at=row.closed_at, fingerprint=row.fingerprint)
            for row in rows
        ]

    async def book(self, season: Month, entries: Collection[Entry]) -> bool:
        """Let these be all entries of an open season, and sum them up anew; False where nothing changed."""
        old, new = await asyncio.to_thread(_differing, await self.entries(season=season), entries)
        key_columns = tuple_(shares.c.case_id, shares.c.slot, shares.c.member)
        for start in range(0, len(old), _BATCH):
            keys = [(int(case), slot, member) for case, slot, member in old[start : start + _BATCH]]
            await self._session.execute(delete(shares).where(shares.c.season == str(season), key_columns.in_(keys)))
        for start in range(0, len(new), _BATCH):
            await self._session.execute(
                insert(shares), [entry_row(season, one) for one in new[start : start + _BATCH]]
            )
        if old or new:
            await self.sum_up(season)
        return bool(old or new)

    async def sum_up(self, season: Month) -> None:
        """Add the entries of a season up anew."""
        await self._session.execute(_FORGET_SUMS, {"season": str(season)})
        await self._session.execute(_SUM, {"season": str(season)})

    async def close(self, season: ClosedSeason) -> None:
        """Let nothing of a season change any more."""
        await self._session.execute(
            insert(seasons).values(name=str(season.name), closed_at=season.closed_at, fingerprint=season.fingerprint)
        )

    async def entries(
        self, *, season: Month | None = None, case: str | None = None, member: str | None = None
    ) -> list[Entry]:
        """Entries by season, case, slot and member; only those of a season, a case or a member where one is given."""
        query = select(shares).where(*_of(shares.c, season, case, member))
        found: list[Entry] = []
        async for rows in in_batches(
            self._session, query.order_by(shares.c.season, shares.c.case_id, shares.c.slot, shares.c.member)
        ):
            found += map(entry_of, rows)
        return found

    async def unsettled(self, season: Month) -> Unsettled:
        """What adjustments are computed from that are shown in this season, the one that runs."""
        rows = (await self._session.execute(_UNSETTLED, {"season": str(season)})).all()
        booked = await self._session.execute(
            select(adjustments).where(
                adjustments.c.season < str(season), adjustments.c.case_id.in_({row.case_id for row in rows})
            )
        )
        sums: dict[tuple[Month, Key], int] = {}
        for row in booked:
            key = Month.parse(row.of), (str(row.case_id), row.slot, row.member)
            sums[key] = sums.get(key, 0) + row.amount
        return Unsettled(
            frozen=[entry_of(row).share for row in rows],
            gone=frozenset((Month.parse(row.season), str(row.case_id)) for row in rows if row.gone),
            booked=sums,
        )

    async def adjust(self, season: Month, adjusted: Iterable[Adjustment]) -> None:
        """Let these be all adjustments that an open season shows."""
        await self._session.execute(delete(adjustments).where(adjustments.c.season == str(season)))
        rows = [adjustment_row(season, one) for one in adjusted]
        if rows:
            await self._session.execute(insert(adjustments), rows)

    async def adjustments(
        self, *, season: Month | None = None, case: str | None = None, member: str | None = None
    ) -> list[tuple[Month, Adjustment]]:
        """Adjustments, each with the season that shows it; only those of a season, a case or a member where given."""
        columns = adjustments.c
        rows = await self._session.execute(
            select(adjustments)
            .where(*_of(columns, season, case, member))
            .order_by(columns.season, columns.of, columns.case_id, columns.slot, columns.member)
        )
        return [(Month.parse(row.season), adjustment_of(row)) for row in rows]


def _of(columns: Any, season: Month | None, case: str | None, member: str | None) -> list[ColumnElement[bool]]:
    asked = (
        (columns.season, season and str(season)),
        (columns.case_id, case and int(case)),
        (columns.member, member),
    )
    return [column == value for column, value in asked if value is not None]


def _differing(booked: Iterable[Entry], wanted: Iterable[Entry]) -> tuple[list[Key], list[Entry]]:
    """The keys of what must go, and what must come; what changed is in both."""
    before, after = {_key(one): one for one in booked}, {_key(one): one for one in wanted}
    old = [key for key, one in before.items() if after.get(key) != one]
    return old, [one for key, one in after.items() if before.get(key) != one]


def _key(entry: Entry) -> Key:
    return entry.share.case, entry.share.slot, entry.share.member


_ONE_MOMENT = text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")

_HOLD = text("LOCK TABLE seasons IN EXCLUSIVE MODE")
"""Everyone may still read. Unlike a function that locks, this waits before the transaction settles on its moment, and
so sees what whoever was first has written."""

_FORGET_SUMS = text("DELETE FROM week_credits WHERE season = :season")

_SUM = text("""
    INSERT INTO week_credits (season, community, week, member, credit, volunteered, shares)
    SELECT season, community, week, member, sum(credit),
           coalesce(sum(credit) FILTER (WHERE volunteered), 0), count(*)
    FROM shares WHERE season = :season GROUP BY season, community, week, member
""")

_UNSETTLED = text("""
    WITH changed AS (
        SELECT id FROM cases WHERE status = 'void' OR reopened
        UNION SELECT shares.case_id FROM shares
              JOIN cases ON cases.id = shares.case_id AND cases.signed_at IS DISTINCT FROM shares.signed_at
              WHERE season < :season
        UNION SELECT case_id FROM adjustments
        UNION SELECT other.id FROM cases JOIN cases other USING (external_key)
              WHERE cases.id IN (SELECT case_id FROM adjustments)
    ),
    touched AS (
        SELECT DISTINCT season, least(member, confirmed_by) AS one, greatest(member, confirmed_by) AS other
        FROM shares JOIN changed ON changed.id = shares.case_id JOIN seasons ON seasons.name = shares.season
        WHERE season < :season
    )
    SELECT shares.*,
           cases.status = 'void' OR cases.reopened OR cases.signed_at IS DISTINCT FROM shares.signed_at
           OR EXISTS (
               SELECT FROM cases earlier JOIN shares paid ON paid.case_id = earlier.id
               WHERE earlier.external_key = cases.external_key AND paid.signed_at = earlier.signed_at
               AND earlier.status <> 'void' AND NOT earlier.reopened
               AND (earlier.signed_at, earlier.id) < (cases.signed_at, cases.id)
           ) AS gone
    FROM touched JOIN shares ON shares.season = touched.season
         AND least(shares.member, confirmed_by) = one AND greatest(shares.member, confirmed_by) = other
    JOIN cases ON cases.id = shares.case_id
    ORDER BY shares.season, shares.case_id, shares.slot, shares.member
""")
"""The shares of closed seasons that stand in a pair with one whose case may pay no more: it is void, waits for a
signature, was signed anew, or another of the same conversation came before it and was restored. What was adjusted
before may be changed back."""
