"""From a source's delivery until the card stands in Slack: one at a time, and many at once."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from functools import partial
from itertools import count
from typing import Any

import psycopg

from benchmarks.calls import Connection, SourceCaller
from benchmarks.measure import Comparison, compare, compare_times, report, timed
from benchmarks.samples import words_of
from benchmarks.stage import SOURCE_SECRET, Slack, database, free_port, process, server
from storage.engine import libpq_url

TITLE = "Mention to card: from the delivery at the webhook until the card stands in the sandbox"
WARM_UP, SINGLES, BURST = 30, 40, 200
SENDERS = 8
"""Connections over which a burst arrives."""
PAUSE = 0.03
"""Seconds in which Muster may end the jobs of one mention before the next; not measured."""
BURSTS_WITHIN = 30.0
"""Seconds after which no further burst is begun: a slow one is measured once."""

_CHANNELS = ("C0SAFETY", "C0CARE", "C0VOICE")
_INSERT = """INSERT INTO mentions (source, external_id, text, posted_at, arrived_at)
             VALUES ('limit', %s, %s, now(), now())"""

Sender = Callable[[int], None]
"""Brings in the customer with this number."""


class Stage:
    """The ways in: Muster's webhook, and the two calls that are its limit."""

    def __init__(self, slack: Slack, bot_port: int, connections: list[psycopg.Connection[Any]]) -> None:
        self._slack = slack
        self._numbers = count(1)
        self._sources = [self._source(SourceCaller(bot_port, SOURCE_SECRET)) for _ in connections]
        self._bare = [self._insert_and_post(connection, Connection(slack.port)) for connection in connections]

    def single(self) -> float:
        """The seconds until the card of one mention stands."""
        return self._until_posted(partial(self._sources[0], next(self._numbers)), 1)

    def single_bare(self) -> float:
        """The seconds of one insert and one post."""
        return self._until_posted(partial(self._bare[0], next(self._numbers)), 1)

    def burst(self) -> float:
        """The seconds until the cards of many mentions stand."""
        return self._until_posted(partial(self._all_at_once, self._sources), BURST)

    def burst_bare(self) -> float:
        """The seconds of as many inserts and posts."""
        return self._until_posted(partial(self._all_at_once, self._bare), BURST)

    def _until_posted(self, act: Callable[[], None], posts: int) -> float:
        def act_and_wait() -> None:
            act()
            self._slack.posts.wait(posts)

        return timed(act_and_wait)

    def _all_at_once(self, senders: list[Sender]) -> None:
        shares = [[next(self._numbers) for _ in range(BURST // len(senders))] for _ in senders]
        with ThreadPoolExecutor(len(senders)) as pool:
            list(pool.map(_send_all, senders, shares))

    def _source(self, caller: SourceCaller) -> Sender:
        def send(number: int) -> None:
            mention: dict[str, object] = {"id": f"m-{number}", "text": words_of(number), "author": f"c-{number}"}
            caller.send(*caller.sign(mention))

        return send

    def _insert_and_post(self, connection: psycopg.Connection[Any], sandbox: Connection) -> Sender:
        def send(number: int) -> None:
            connection.execute(_INSERT, (f"m-{number}", words_of(number)))
            sandbox.post("/api/chat.postMessage", *self._message(number))

        return send

    def _message(self, number: int) -> tuple[bytes, dict[str, str]]:
        """A message as large as a card: the last one, with other words."""
        channel = _CHANNELS[number % len(_CHANNELS)]
        messages = self._slack.workspace.conversations.channels[channel].messages
        card = next(message for message in reversed(list(messages.values())) if message.by_bot)
        body = {"channel": channel, "text": words_of(number), "blocks": card.blocks}
        token = self._slack.workspace.settings.bot_token
        return json.dumps(body).encode(), {"Content-Type": "application/json", "Authorization": f"Bearer {token}"}


def _send_all(send: Sender, numbers: list[int]) -> None:
    for number in numbers:
        send(number)


def run(rounds: int) -> list[Comparison]:
    """Bring mentions in and make the bare calls, in turns."""
    with _stage() as (stage, connection):
        _in_turns(stage.single, stage.single, WARM_UP)
        _settle(connection)
        singles = [_in_turns(stage.single, stage.single_bare, SINGLES) for _ in range(rounds)]
        bursts: list[tuple[float, float]] = []
        while len(bursts) < rounds and sum(burst for burst, _ in bursts) < BURSTS_WITHIN:
            burst = stage.burst()
            _settle(connection)
            bursts.append((burst, stage.burst_bare()))
        _check(connection, cards=2 * WARM_UP + rounds * SINGLES + len(bursts) * BURST)
    ours, bare = zip(*singles, strict=True)
    return [
        *compare_times("one mention", ours, bare, held_against="bare insert + bare chat.postMessage"),
        compare(
            f"{BURST} mentions at once",
            "cards/s",
            [BURST / seconds for seconds, _ in bursts],
            [BURST / seconds for _, seconds in bursts],
            held_against=f"the same over {SENDERS} connections",
        ),
    ]


@contextmanager
def _stage() -> Iterator[tuple[Stage, psycopg.Connection[Any]]]:
    bot_port = free_port()
    slack = Slack(bot_port)
    with ExitStack() as parts:
        url = database(parts.enter_context(server()))
        parts.enter_context(slack.serving())
        parts.enter_context(process("bot", "run", port=bot_port, slack=slack, database_url=url))
        connections = [parts.enter_context(psycopg.connect(libpq_url(url), autocommit=True)) for _ in range(SENDERS)]
        _settle(connections[0])  # it looks at everyone first
        yield Stage(slack, bot_port, connections), connections[0]


def _in_turns(one: Callable[[], float], other: Callable[[], float], number: int) -> tuple[list[float], list[float]]:
    ones: list[float] = []
    others: list[float] = []
    for _ in range(number):
        for act, times in ((one, ones), (other, others)):
            times.append(act())
            time.sleep(PAUSE)
    return ones, others


def _settle(connection: psycopg.Connection[Any]) -> None:
    """Wait until no job is left."""
    while _count(
        connection,
        "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing') AND task_name <> 'tend_case'",
    ):
        time.sleep(0.05)


def _check(connection: psycopg.Connection[Any], *, cards: int) -> None:
    _settle(connection)
    posted = _count(connection, "SELECT count(*) FROM messages WHERE ts IS NOT NULL")
    if posted != cards:
        raise RuntimeError(f"{cards} cards should stand, but {posted} do")


def _count(connection: psycopg.Connection[Any], query: str) -> int:
    row = connection.execute(query.encode()).fetchone()
    return int(row[0]) if row else 0


if __name__ == "__main__":
    report("mention_to_card", TITLE, run, rounds=5)
