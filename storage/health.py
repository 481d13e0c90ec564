"""Whether the database and the jobs are well."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import Row, text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

_QUESTIONS = {
    "workers": "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '1 minute'",
    "waiting": "SELECT count(*) FROM procrastinate_jobs "
    "WHERE status = 'todo' AND coalesce(scheduled_at, now()) <= now()",
    "deliveries": "SELECT count(*) FROM deliveries WHERE state = 'parked'",
    "messages": "SELECT count(*) FROM messages WHERE error IS NOT NULL",
    "jobs": "SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceHealth:
    """How a source fares that is asked: how often it failed since it worked last, why, and how many seconds ago it
    worked, None where it never did."""

    failures: int
    problem: str | None
    worked_seconds_ago: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Health:
    """How the parts are. `parked` counts what waits for the operator, by kind."""

    database: bool
    workers: int = 0
    jobs_waiting: int = 0
    parked: dict[str, int] = field(default_factory=dict)
    sources: dict[str, SourceHealth] = field(default_factory=dict)
    problem: str | None = None

    @property
    def ready(self) -> bool:
        """Whether requests should be sent here. They should where no worker runs, too: what they ask for is kept."""
        return self.database

    def as_json(self) -> dict[str, Any]:
        """For `/readyz`."""
        return {
            "ready": self.ready,
            "database": self.database,
            "workers": self.workers,
            "jobs_waiting": self.jobs_waiting,
            "parked": self.parked,
            "sources": {name: asdict(one) for name, one in self.sources.items()},
            "problem": self.problem,
        }


_SOURCES = text(
    "SELECT name, failures, problem, extract(epoch FROM now() - worked_at) AS ago FROM sources ORDER BY name"
)


def _source(row: Row[Any]) -> SourceHealth:
    ago = None if row.ago is None else float(row.ago)
    return SourceHealth(failures=row.failures, problem=row.problem, worked_seconds_ago=ago)


async def look(engine: AsyncEngine, listened: Collection[str]) -> Health:
    """Ask the database how everything is; of the sources, those that are `listened` to."""
    try:
        async with engine.connect() as connection:
            counted = {
                name: int((await connection.scalars(text(question))).one()) for name, question in _QUESTIONS.items()
            }
            sources = {row.name: _source(row) for row in await connection.execute(_SOURCES) if row.name in listened}
    except (SQLAlchemyError, OSError) as error:
        return Health(database=False, problem=f"the database does not answer as it should ({type(error).__name__})")
    workers = counted["workers"]
    return Health(
        database=True,
        workers=workers,
        jobs_waiting=counted["waiting"],
        sources=sources,
        parked={kind: counted[kind] for kind in ("deliveries", "messages", "jobs")},
        problem=None if workers else "no worker takes jobs; start one with `python -m bot worker`",
    )
