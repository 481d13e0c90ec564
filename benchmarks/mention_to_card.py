"""From a source's delivery until the card stands in Slack: one at a time, and many at once."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
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
WARM_UP, SINGLES, BURST = 20, 40, 200
SENDERS = 8
"""Connections over which a burst arrives."""
PAUSE = 0.03
"""Seconds in which Muster may end the jobs of one mention before the next; not measured."""
LIMIT = "bare insert + bare chat.postMessage"

_INSERT = """INSERT INTO mentions (source, external_id, text, posted_at, arrived_at)
             VALUES ('limit', %s, %s, now(), now())"""


class Stage:
    """The ways in: Muster's webhook, and the two calls that are its limit."""

    def __init__(self, slack: Slack, bot_port: int, database_url: str) -> None:
        self.slack = slack
        self._bot_port = bot_port
        self._database = libpq_url(database_url)
        self._numbers = count(1)
        self._token = slack.workspace.settings.bot_token
        self.source = self.new_source()
        self.bare = self.new_bare()

    def new_source(self) -> Callable[[int], None]:
        """A source with a connection of its own, which sends mention after mention."""
        caller = SourceCaller(self._bot_port, SOURCE_SECRET)

        def send(number: int) -> None:
            mention: dict[str, object] = {"id": f"m-{number}", "text": words_of(number), "author": f"c-{number}"}
            caller.send(*caller.sign(mention))

        return send

    def new_bare(self) -> Callable[[int], None]:
        """Insert one row and post one message, over connections of their own."""
        connection = psycopg.connect(self._database, autocommit=True)
        sandbox = Connection(self.slack.port)

        def insert_and_post(number: int) -> None:
            connection.execute(_INSERT, (f"m-{number}", words_of(number)))
            sandbox.post("/api/chat.postMessage", *self._message(number))

        return insert_and_post

    def single(self) -> float:
        """The seconds until the card of one mention stands."""
        number = next(self._numbers)

        def send_and_wait() -> None:
            self.source(number)
            self.slack.posts.wait()

        return timed(send_and_wait)

    def single_bare(self) -> float:
        """The seconds of one insert and one post."""
        seconds = timed(partial(self.bare, next(self._numbers)))
        self.slack.posts.wait()
        return seconds

    def burst(self, new_sender: Callable[[], Callable[[int], None]]) -> float:
        """The seconds until the cards of many mentions stand."""
        senders = [new_sender() for _ in range(SENDERS)]
        shares = [[next(self._numbers) for _ in range(BURST // SENDERS)] for _ in senders]

        def all_at_once() -> None:
            with ThreadPoolExecutor(SENDERS) as pool:
                list(pool.map(_send_all, senders, shares))
            self.slack.posts.wait(BURST)

        return timed(all_at_once)

    def _message(self, number: int) -> tuple[bytes, dict[str, str]]:
        """A message as large as a card: the last one, with other words."""
        channel = ("C0SAFETY", "C0CARE", "C0VOICE")[number % 3]
        messages = self.slack.workspace.conversations.channels[channel].messages.values()
        card = next(message for message in reversed(messages) if message.by_bot)
        body = {"channel": channel, "text": words_of(number), "blocks": card.blocks}
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {self._token}"}
        return json.dumps(body).encode(), headers


def _send_all(send: Callable[[int], None], numbers: list[int]) -> None:
    for number in numbers:
        send(number)


def run(rounds: int) -> list[Comparison]:
    """Bring mentions in and make the bare calls, in turns."""
    bot_port = free_port()
    slack = Slack(bot_port)
    with server() as url, slack.serving():
        data = database(url)
        with process("bot", "run", port=bot_port, slack=slack, database_url=data):
            time.sleep(1)  # it looks at everyone first
            stage = Stage(slack, bot_port, data)
            _singles(stage, WARM_UP, after=stage.single)
            _settle(data)
            singles, bursts = [], []
            for _ in range(rounds):
                singles.append(_singles(stage, SINGLES, after=stage.single_bare))
                bursts.append((stage.burst(stage.new_source), _settle(data), stage.burst(stage.new_bare)))
                _settle(data)
            _check(data, cards=2 * WARM_UP + rounds * (SINGLES + BURST))
    return [
        *compare_times("one mention", [s[0] for s in singles], [s[1] for s in singles], held_against=LIMIT),
        compare(
            f"{BURST} mentions at once",
            "cards/s",
            [BURST / burst for burst, _, _ in bursts],
            [BURST / bare for _, _, bare in bursts],
            held_against=f"the same over {SENDERS} connections",
        ),
    ]


def _singles(stage: Stage, number: int, *, after: Callable[[], float]) -> tuple[list[float], list[float]]:
    ours, others = [], []
    for _ in range(number):
        ours.append(stage.single())
        time.sleep(PAUSE)
        others.append(after())
        time.sleep(PAUSE)
    return ours, others


def _settle(database_url: str) -> None:
    """Wait until no job is left."""
    with psycopg.connect(libpq_url(database_url), autocommit=True) as connection:
        while _count(connection, "SELECT count(*) FROM procrastinate_jobs"):
            time.sleep(0.05)


def _check(database_url: str, *, cards: int) -> None:
    with psycopg.connect(libpq_url(database_url)) as connection:
        posted = _count(connection, "SELECT count(*) FROM messages WHERE ts IS NOT NULL")
    if posted != cards:
        raise RuntimeError(f"{cards} cards should stand, but {posted} do")


def _count(connection: psycopg.Connection[Any], query: str) -> int:
    row = connection.execute(query.encode()).fetchone()
    return int(row[0]) if row else 0


if __name__ == "__main__":
    report("mention_to_card", TITLE, run, rounds=5)
