"""The repository of the clusters of open matters."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, delete, select, text, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from bot.domain.grouping import ClusterState
from bot.domain.weather import Heat
from storage.tables import clusters, heats, lane


class SqlClusters:
    """Fulfils `bot.ports.Clusters`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session

    async def hold(self) -> int:
        """Let nobody else gather until this unit of work ends. Returns the version of what grouping knows."""
        held = await self._session.scalars(
            insert(lane)
            .values(one=True, version=0)
            .on_conflict_do_update(index_elements=["one"], set_={"version": lane.c.version})
            .returning(lane.c.version)
        )
        version: int = held.one()
        return version

    async def renew(self) -> None:
        """Let everyone who gathers read anew what grouping knows: people have changed it."""
        await self._session.execute(update(lane).values(version=lane.c.version + 1))

    async def live(self) -> list[ClusterState]:
        """The clusters of live cases, each with the case that its own went on in; those of others are dropped."""
        rows = (await self._session.execute(_LIVE)).all()
        if over := [row.id for row in rows if not row.live]:
            await self._session.execute(delete(clusters).where(clusters.c.id.in_(over)))
        return [_read(row) for row in rows if row.live]

    async def save(self, kept: Collection[ClusterState], gone: Collection[int]) -> int:
        """Store clusters, and forget others. Returns the new version."""
        if gone:
            await self._session.execute(delete(clusters).where(clusters.c.id.in_(gone)))
        if kept:
            put = insert(clusters)
            await self._session.execute(
                put.on_conflict_do_update(
                    index_elements=["id"], set_={"case_id": put.excluded.case_id, "state": put.excluded.state}
                ),
                [{"id": one.id, "case_id": one.matter, "state": _state(one)} for one in kept],
            )
        saved = await self._session.scalars(update(lane).values(version=lane.c.version + 1).returning(lane.c.version))
        version: int = saved.one()
        return version

    async def heats(self) -> dict[int, Heat]:
        """How hot matters are, by the case that leads each, and all that is said."""
        rows = await self._session.execute(select(heats))
        return {row.matter: Heat(row.fast, row.slow, row.at, row.storm) for row in rows}

    async def save_heats(self, kept: Mapping[int, Heat], gone: Collection[int]) -> None:
        """Store how hot matters are, and forget others."""
        if gone:
            await self._session.execute(delete(heats).where(heats.c.matter.in_(gone)))
        if kept:
            put = insert(heats)
            values = {name: put.excluded[name] for name in ("fast", "slow", "at", "storm")}
            await self._session.execute(
                put.on_conflict_do_update(index_elements=["matter"], set_=values),
                [{"matter": matter, **asdict(heat)} for matter, heat in kept.items()],
            )


def _state(cluster: ClusterState) -> dict[str, object]:
    plain = asdict(cluster)
    del plain["id"], plain["matter"]
    return plain


def _read(row: Row[Any]) -> ClusterState:
    state = {**row.state, "exact": tuple(row.state["exact"])}
    return ClusterState(id=row.id, matter=row.case_id, **state)


_LIVE = text("""
    WITH RECURSIVE went(id, at) AS (
        SELECT DISTINCT case_id, case_id FROM clusters
        UNION ALL SELECT went.id, cases.merged_into FROM went JOIN cases ON cases.id = went.at
        WHERE cases.merged_into IS NOT NULL
    )
    SELECT clusters.id, went.at AS case_id, clusters.state, cases.status IN ('open', 'replied') AS live
    FROM clusters JOIN went ON went.id = clusters.case_id JOIN cases ON cases.id = went.at
    WHERE cases.merged_into IS NULL ORDER BY clusters.id
""")
"""Each cluster with the case that its own went on in."""
