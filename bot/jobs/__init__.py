"""The durable jobs: each a thin call of a use case, under the name that `storage.queue` defers it by.

Their arguments hold ids only, so they may be logged. The rooms have the same names in `storage.queue`.
"""

from __future__ import annotations

from procrastinate import App

from bot.bootstrap import Muster
from bot.jobs import answering, cases, communities, listening, people, privacy, weeks
from bot.jobs.durable import Task, durable


def register(queue: App, muster: Muster) -> None:
    """Make every task known to a queue, so that a worker on it can carry them out."""
    for task in TASKS:
        queue.task(name=task.__name__.removeprefix("_"), pass_context=True)(durable(task, muster))


TASKS: tuple[Task, ...] = (
    *listening.TASKS,
    *cases.TASKS,
    *answering.TASKS,
    *weeks.TASKS,
    *communities.TASKS,
    *people.TASKS,
    *privacy.TASKS,
)
"""All that a worker can do. The name under which a job is stored is that of its function, without the underscore."""
