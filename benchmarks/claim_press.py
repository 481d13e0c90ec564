"""A press of Claim through the whole app, against a bare transaction that writes the same rows."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from functools import partial
from itertools import count
from typing import Any

import psycopg

from benchmarks.calls import SlackCaller, press_body
from benchmarks.measure import Comparison, compare_times, report, timed
from benchmarks.samples import OWNER, open_cases
from benchmarks.stage import SIGNING_SECRET, Slack, database, free_port, process, server
from storage.engine import libpq_url

TITLE = "Claim: from the press of the button to the acknowledgement, on a fresh case each time"
WARM_UP, PRESSES = 30, 100
CHANNEL = "C0SAFETY"

_WRITES = (
    "SELECT id, snapshot FROM cases WHERE id = %(case)s FOR UPDATE",
    "UPDATE cases SET owner = %(owner)s, snapshot = snapshot || '{}', version = version + 1 WHERE id = %(case)s",
    "DELETE FROM procrastinate_jobs WHERE queueing_lock = 'wake:' || %(case)s AND status = 'todo'",
    """INSERT INTO procrastinate_jobs (queue_name, task_name, queueing_lock, args, scheduled_at)
       VALUES ('default', 'tend_case', 'wake:' || %(case)s, '{}', now() + interval '1 hour')""",
    """INSERT INTO activities (case_id, number, kind, by, at, details)
       VALUES (%(case)s, 2, 'claimed', %(owner)s, now(), '{}')""",
    """INSERT INTO procrastinate_jobs (queue_name, task_name, lock, args)
       VALUES ('default', 'announce', 'slack:C0SAFETY', '{}')""",
    """INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock, args)
       VALUES ('default', 'refresh_card', 'slack:C0SAFETY', 'card:' || %(case)s, '{}')""",
)
"""What a claim reads and writes, as plain as it can be said."""


def run(rounds: int) -> list[Comparison]:
    """Press on one case, acknowledge emptily, and write the rows of another case, in turns."""
    muster_port, empty_port = free_port(), free_port()
    slack, cases = Slack(muster_port), count(1)
    with server() as url, slack.serving():
        data = database(url)
        asyncio.run(open_cases(data, 2 * (WARM_UP + rounds * PRESSES)))
        beside = partial(process, slack=slack, database_url=data)
        with (
            beside("bot", "web", port=muster_port),
            beside("benchmarks.empty_bolt", port=empty_port),
            psycopg.connect(libpq_url(data), autocommit=True) as connection,
        ):
            muster, empty = SlackCaller(muster_port, SIGNING_SECRET), SlackCaller(empty_port, SIGNING_SECRET)
            _measure(muster, empty, connection, cases, WARM_UP)
            measured = [_measure(muster, empty, connection, cases, PRESSES) for _ in range(rounds)]
            _check(connection, claimed=2 * (WARM_UP + rounds * PRESSES))
    presses, bare, both = ([times[kind] for times in measured] for kind in range(3))
    return [
        *compare_times("Claim", presses, bare, held_against="bare transaction"),
        *compare_times("Claim", presses, both, held_against="empty Bolt + bare transaction"),
    ]


def _measure(
    muster: SlackCaller,
    empty: SlackCaller,
    connection: psycopg.Connection[Any],
    cases: Iterator[int],
    presses: int,
) -> tuple[list[float], list[float], list[float]]:
    claims, bare, both = [], [], []
    for _ in range(presses):
        claims.append(_press(muster, next(cases)))
        case = next(cases)
        bare.append(timed(partial(_write, connection, case)))
        both.append(bare[-1] + _press(empty, case))
    return claims, bare, both


def _press(caller: SlackCaller, case: int) -> float:
    body = press_body("case.claim", str(case), user=OWNER.id, channel=CHANNEL)
    headers = caller.sign(body)
    return timed(lambda: caller.call(body, headers))


def _write(connection: psycopg.Connection[Any], case: int) -> None:
    with connection.transaction():
        for statement in _WRITES:
            connection.execute(statement, {"case": case, "owner": OWNER.id})


def _check(connection: psycopg.Connection[Any], *, claimed: int) -> None:
    row = connection.execute(
        "SELECT count(*) FILTER (WHERE owner IS NOT NULL), "
        "(SELECT count(*) FROM procrastinate_jobs WHERE task_name IN ('announce', 'refresh_card')) FROM cases"
    ).fetchone()
    if row != (claimed, 2 * claimed):
        raise RuntimeError(f"{claimed} claims were made, but the database holds {row}")


if __name__ == "__main__":
    report("claim_press", TITLE, run, rounds=5)
