"""A channel that is shared with customers: what they say there comes in, and is answered there."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.domain.mention import Author, Mention
from bot.muster_file import MusterFile
from tests.builders import rows
from tests.people import nothing_is_parked
from tests.world import AMARA, SetClock, World, make_world

CHANNEL = "C0PARTNER"
CUSTOMER = "U0NORA"
KEPT = "SELECT external_id, text FROM mentions WHERE source = 'connect' ORDER BY id"


@pytest.fixture
async def world(database_url: str, muster_file: MusterFile, clock: SetClock) -> AsyncIterator[World]:
    clock.moment = datetime.now(UTC)  # it is Slack that says when something was said
    sources = {"connect": {"kind": "slack", "channels": [CHANNEL]}}
    async with make_world(database_url, muster_file, clock, sources=sources) as made:
        await made.muster_knows_everyone()
        yield made


async def speaks(world: World, user: str, text: str, thread_ts: str | None = None) -> str:
    said = await world.slack.do("speak", user=user, channel=CHANNEL, text=text, thread_ts=thread_ts)
    await world.settle()
    return str(said["ts"])


async def test_what_customers_say_comes_in_and_what_we_say_does_not(world: World) -> None:
    ts = await speaks(world, CUSTOMER, "The battery swells & hisses.")
    await speaks(world, AMARA, "We look into it.", ts)
    assert await rows(world.muster, KEPT) == [(f"{CHANNEL}:{ts}", "The battery swells & hisses.")]
    assert await nothing_is_parked(world)


async def test_a_reply_stands_in_the_thread_once_and_does_not_come_in(world: World) -> None:
    ts = await speaks(world, CUSTOMER, "The battery swells.")
    nora = Author(source="connect", handle=CUSTOMER)
    to = Mention(
        source="connect",
        external_id=f"{CHANNEL}:{ts}",
        text="The battery swells.",
        author=nora,
        posted_at=world.clock.now(),
        thread=f"{CHANNEL}:{ts}",
    )
    url = await world.muster.replies.reply(to, "Please stop <!channel> using it.", "reply:1:1")
    assert await world.muster.replies.reply(to, "Please stop <!channel> using it.", "reply:1:1") == url
    await world.settle()
    _, reply = await world.slack.thread(CHANNEL, ts)
    assert reply["text"] == "Please stop &lt;!channel&gt; using it."
    assert f"/archives/{CHANNEL}/p" in url
    assert len(await rows(world.muster, KEPT)) == 1
