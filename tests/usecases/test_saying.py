"""Saying a thing in Slack once, though each call may fail, and may fail after it worked."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import text

from bot.domain.case import CaseId
from bot.jobs.durable import LONGEST_WAIT
from bot.usecases.claim_case import claim_case
from tests.builders import amara, do, jobs, rows
from tests.world import CARE, SAFETY, World

POST, UPDATE = "chat.postMessage", "chat.update"


@pytest.fixture(autouse=True)
def todays_clock(world: World) -> None:
    """Slack dates its messages itself; Muster must live on the same day to look for them."""
    world.clock.moment = datetime.now(UTC)


async def cards(world: World, channel: str = SAFETY) -> list[dict[str, Any]]:
    return [message for message in await world.slack.messages(channel) if "bot_id" in message]


async def notes(world: World) -> list[dict[str, Any]]:
    return [reply for card in await cards(world) for reply in card["replies"]]


async def claim(world: World) -> None:
    """Amara claims the only case, and what follows is told as far as it can be."""
    (case,) = await rows(world.muster, "SELECT id FROM cases")
    await do(world.muster, claim_case, CaseId(case), amara)
    await world.settle()


async def waits(world: World) -> list[float | None]:
    """How many seconds each job still waits, in the order of their making."""
    seconds = "extract(epoch FROM scheduled_at - now())"
    here = "status = 'todo' AND task_name <> 'tend_case'"
    return await rows(world.muster, f"SELECT {seconds} FROM procrastinate_jobs WHERE {here} ORDER BY id")


async def parked(world: World) -> dict[str, int]:
    return (await world.bot.get("/readyz")).json()["parked"]


@pytest.mark.parametrize(("mode", "calls"), [("drop_after", 1), ("drop_before", 2)])
async def test_a_card_whose_post_broke_off_stands_once_whether_it_had_worked_or_not(
    world: World, mode: str, calls: int
) -> None:
    await world.slack.do("hang", method=POST, mode=mode)
    await world.say("The battery swells.")
    assert await jobs(world.muster) == ["refresh_card"], "it comes again"
    await world.bring_due()
    assert len(await cards(world)) == 1
    assert len(await world.slack.calls(POST)) == calls
    assert await jobs(world.muster) == []


async def test_a_card_that_was_found_again_is_the_one_that_later_changes_edit(world: World) -> None:
    await world.slack.do("hang", method=POST, mode="drop_after")
    await world.say("The battery swells.")
    await world.bring_due()
    await claim(world)
    (card,) = await cards(world)
    assert await rows(world.muster, "SELECT ts FROM messages WHERE key LIKE 'card:%'") == [card["ts"]]
    assert (await world.slack.calls(UPDATE))[-1]["arguments"]["ts"] == card["ts"]


@pytest.mark.parametrize("mode", ["drop_after", "drop_before"])
async def test_a_line_in_the_thread_stands_once_too(world: World, mode: str) -> None:
    await world.say("The battery swells.")
    await world.slack.do("hang", method=POST, mode=mode)
    await claim(world)
    await world.bring_due()
    assert len(await notes(world)) == 1


async def test_the_thread_waits_for_its_card(world: World) -> None:
    await world.slack.do("hang", method=POST, mode="drop_before")
    await world.say("The battery swells.")
    await claim(world)
    assert await cards(world) == []
    await world.bring_due()
    await world.bring_due()
    assert (len(await cards(world)), len(await notes(world))) == (1, 1)


async def test_told_to_slow_down_it_waits_as_long_as_it_was_told_and_loses_nothing(world: World) -> None:
    await world.slack.do("limit", method=POST, retry_after=30)
    for thread in ("t1", "t2"):
        await world.say("The battery swells.", thread=thread)
    assert await cards(world) == [], "the second stands in line behind the first"
    assert [wait and 20 < wait <= 30 for wait in await waits(world)] == [True, None]
    await world.bring_due()
    assert len(await cards(world)) == 2
    assert await parked(world) == {"deliveries": 0, "messages": 0, "jobs": 0}


async def test_after_being_told_to_slow_down_there_is_nothing_to_look_for(world: World) -> None:
    await world.slack.do("limit", method=POST)
    await world.say("The battery swells.")
    await world.bring_due()
    assert await world.slack.calls("conversations.history") == []


async def test_a_channel_that_must_wait_does_not_keep_another_waiting(world: World) -> None:
    await world.slack.do("limit", method=POST, channel=SAFETY, retry_after=60)
    await world.say("The battery swells.")
    await world.say("Where is my order?")
    assert (len(await cards(world, SAFETY)), len(await cards(world, CARE))) == (0, 1)


async def test_a_deleted_card_is_posted_anew_with_the_next_change(world: World) -> None:
    await world.say("The battery swells.")
    (old,) = await cards(world)
    await world.muster.client.chat_delete(channel=SAFETY, ts=old["ts"])
    await claim(world)
    (new,) = await rows(world.muster, "SELECT ts FROM messages WHERE key LIKE 'card:%'")
    assert new != old["ts"]
    assert [card["ts"] for card in await cards(world) if card["text"] == old["text"]] == [new]


async def test_what_slack_refuses_for_good_is_parked_with_its_error_and_counted(world: World) -> None:
    await world.slack.do("fail", method=POST, error="channel_not_found")
    await world.say("The battery swells.")
    assert await cards(world) == []
    assert await rows(world.muster, "SELECT error FROM messages WHERE key LIKE 'card:%'") == ["channel_not_found"]
    assert await parked(world) == {"deliveries": 0, "messages": 1, "jobs": 1}
    assert await jobs(world.muster) == [], "asking again would change nothing"


async def test_a_parked_card_is_posted_with_the_next_change_and_counts_no_more(world: World) -> None:
    await world.slack.do("fail", method=POST, error="channel_not_found")
    await world.say("The battery swells.")
    await claim(world)
    await world.bring_due()
    assert len(await cards(world)) == 1
    assert (await parked(world))["messages"] == 0


async def test_a_case_whose_card_is_refused_keeps_no_other_of_its_channel_waiting(world: World) -> None:
    await world.slack.do("fail", method=POST, error="invalid_blocks", count=2)
    await world.say("The battery swells.", thread="t1")
    await claim(world)
    assert await jobs(world.muster) == ["announce"], "the line in the thread waits for a card"
    await world.say("The battery swells.", thread="t2")
    assert len(await cards(world)) == 1


async def test_what_slack_could_not_do_for_now_comes_again(world: World) -> None:
    await world.slack.do("fail", method=POST, error="internal_error")
    await world.say("The battery swells.")
    assert await jobs(world.muster) == ["refresh_card"]
    await world.bring_due()
    assert len(await cards(world)) == 1


async def test_after_a_day_without_slack_it_still_tries_every_few_minutes(world: World) -> None:
    await world.slack.do("hang", method=POST, mode="drop_before", count=2)
    await world.say("The battery swells.")
    async with world.muster.engine.begin() as connection:
        await connection.execute(text("UPDATE procrastinate_jobs SET args = args || '{\"tries\": 144}'"))
    await world.bring_due()
    (wait,) = await waits(world)
    assert LONGEST_WAIT.total_seconds() - 10 < wait <= LONGEST_WAIT.total_seconds()
    await world.bring_due()
    assert len(await cards(world)) == 1


async def test_many_changes_while_the_card_waits_are_one_edit(world: World) -> None:
    await world.say("The battery swells.", thread="t1")
    before = len(await world.slack.calls(UPDATE))
    for number in range(5):
        await world.webhook({"text": f"Mine too, {number}", "id": str(number), "thread": "t1"})
    await world.settle()
    assert len(await world.slack.calls(UPDATE)) - before < 5
    assert len(await cards(world)) == 1
