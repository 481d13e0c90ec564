"""A slash command through the whole app, against a Bolt app that only acknowledges."""

from __future__ import annotations

import asyncio
from functools import partial

from benchmarks.calls import SlackCaller, command_body
from benchmarks.measure import Comparison, compare_times, report, timed
from benchmarks.samples import OWNER, open_cases
from benchmarks.stage import SIGNING_SECRET, Slack, database, free_port, process, server

TITLE = "Slash command: from the request to its answer"
COMMANDS = ("help", "mine", "case 1")
EMPTY = "empty Bolt"
CASES, OWNED = 200, 10
WARM_UP, CALLS = 50, 150


def run(rounds: int) -> list[Comparison]:
    """Call Muster and the empty app in turns."""
    muster_port, empty_port = free_port(), free_port()
    slack = Slack(muster_port)
    with server() as url, slack.serving():
        data = database(url)
        asyncio.run(open_cases(data, CASES, owned=OWNED))
        beside = partial(process, slack=slack, database_url=data)
        with (
            beside("bot", "web", port=muster_port),
            beside("benchmarks.empty_bolt", port=empty_port),
        ):
            muster, empty = SlackCaller(muster_port, SIGNING_SECRET), SlackCaller(empty_port, SIGNING_SECRET)
            _measure(muster, empty, WARM_UP)
            measured = [_measure(muster, empty, CALLS) for _ in range(rounds)]
    limits = [times[EMPTY] for times in measured]
    return [
        comparison
        for command in COMMANDS
        for comparison in compare_times(
            f"/muster {command}", [times[command] for times in measured], limits, held_against=EMPTY
        )
    ]


def _measure(muster: SlackCaller, empty: SlackCaller, calls: int) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in (EMPTY, *COMMANDS)}
    for _ in range(calls):
        times[EMPTY].append(_call(empty, "help", expected=b""))
        for command in COMMANDS:
            times[command].append(_call(muster, command, expected=b'"blocks"'))
    return times


def _call(caller: SlackCaller, text: str, *, expected: bytes) -> float:
    body = command_body(text, user=OWNER.id, channel="C0CARE")
    headers = caller.sign(body)
    answers: list[bytes] = []
    seconds = timed(lambda: answers.append(caller.call(body, headers)))
    if expected not in answers[0]:
        raise RuntimeError(f"/muster {text} answered {answers[0][:300]!r}")
    return seconds


if __name__ == "__main__":
    report("slash_command", TITLE, run, rounds=5)
