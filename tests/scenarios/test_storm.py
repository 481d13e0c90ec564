"""A storm breaks out: hundreds say in their own words that one thing is broken, and one card says so."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Sequence

import pytest

from bot.bootstrap import Muster
from bot.cli.quality.rehearsal import STORM, rehearse
from bot.domain.mention import Arrived
from sandbox.app import create_app
from sandbox.serving import serve
from sandbox.workspace import Settings, Workspace
from tests.builders import do, mention, nothing_to_learn, receive_mentions, rows, until
from tests.scenarios.test_killed_process import grow_silent, worker
from tests.storms import everyday, know_everyday_words
from tests.world import CARE, SIGNING_SECRET, World, our_manifest

SIZE, AT_ONCE = 300, 130
KILLED_AT = 210
"""Mentions of which one round is gathered, and a second one is not, when the worker is killed."""


def posts() -> list[tuple[str, str]]:
    """Ids with texts; the ids tell what each is about."""
    said = rehearse(everyday(30), storm_size=SIZE, confuser_count=10)
    return [(f"{post.matter}/{number}", post.text) for number, post in enumerate(said)]


async def test_a_storm_is_one_card_that_counts_and_is_seldom_touched(world: World) -> None:
    await know_everyday_words(world.muster)
    said = posts()
    for start in range(0, len(said), AT_ONCE):
        batch = said[start : start + AT_ONCE]
        body = {"mentions": [{"id": one, "text": text, "author": f"author of {one}"} for one, text in batch]}
        assert (await world.webhook(body)).status_code == 202
        await world.settle()
    await world.bring_due()
    homes = await rows(world.muster, "SELECT case_id, external_id FROM mentions")
    case, about = _largest(homes)
    assert about[STORM] >= 0.8 * SIZE
    assert about[STORM] >= 0.9 * about.total()
    [(ts, channel)] = await rows(world.muster, "SELECT ts, channel FROM messages WHERE case_id = :case", case=case)
    [card] = [one for one in await world.slack.messages(channel) if one["ts"] == ts]
    assert f"{about.total():,} mentions" in str(card["blocks"])
    assert any(step in str(card["blocks"]) for step in "▁▂▃▄▅▆▇█")
    edits = [one for one in await world.slack.calls("chat.update") if one["arguments"].get("ts") == ts]
    notes = [one for one in await world.slack.calls("chat.postMessage") if one["arguments"].get("thread_ts") == ts]
    assert len(edits) <= 8
    assert notes == []


def _largest(homes: Sequence[tuple[int, str]]) -> tuple[int, Counter[str]]:
    found: dict[int, Counter[str]] = {}
    for case, external_id in homes:
        found.setdefault(case, Counter())[external_id.partition("/")[0]] += 1
    return max(found.items(), key=lambda one: one[1][STORM])


@pytest.fixture
def workspace() -> Workspace:
    return Workspace(Settings(bot_url="http://127.0.0.1:9/", signing_secret=SIGNING_SECRET), our_manifest())


async def test_a_worker_killed_while_it_gathers_loses_and_doubles_nothing(
    muster: Muster, database_url: str, workspace: Workspace
) -> None:
    await nothing_to_learn(muster)
    await know_everyday_words(muster)
    said = [mention(text, author=None, external_id=one) for one, text in posts()[:KILLED_AT]]
    await do(muster, receive_mentions, "web", Arrived(mentions=tuple(said)))

    async def some_are_gathered() -> bool:
        return bool(await rows(muster, "SELECT 1 FROM mentions WHERE NOT waiting LIMIT 1"))

    async def all_is_done() -> bool:
        left = (
            "SELECT 1 FROM procrastinate_jobs WHERE status IN ('todo', 'doing') AND task_name IN ('gather', 'unite')"
        )
        return not await rows(muster, left) and not await rows(muster, "SELECT 1 FROM mentions WHERE waiting LIMIT 1")

    async with serve(create_app(workspace)) as slack_url:
        async with worker(database_url, slack_url) as first:
            await until(some_are_gathered)
            first.send_signal(signal.SIGKILL)
            await first.wait()
        await grow_silent(muster)
        async with worker(database_url, slack_url):
            await until(all_is_done)

    assert await rows(muster, "SELECT count(*) FROM mentions WHERE case_id IS NOT NULL") == [len(said)]
    counted = """SELECT id FROM cases WHERE merged_into IS NULL
                 AND mentions <> (SELECT count(*) FROM mentions WHERE case_id = cases.id)"""
    assert await rows(muster, counted) == []
    told = "SELECT count(*), count(DISTINCT details->>'mention') FROM activities WHERE kind = 'joined'"
    [(joined, different)] = await rows(muster, told)
    assert joined == different
    roots = workspace.conversations.channels[CARE].roots()
    keys = [message.metadata["event_payload"]["key"] for message in roots if message.metadata]
    assert len(keys) == len(set(keys)) == len(roots), "one card each"
