"""The charts of a digest: drawn by Slack where the workspace has that, else pictures, else words."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from bot.bootstrap import Muster
from bot.domain.period import Week
from bot.ports import SlackUnsure
from bot.usecases.draw_charts import GETS_READY
from bot.usecases.erase_in_slack import show_digest
from bot.usecases.tell_week import post_digest
from tests.builders import case_at, do, mention
from tests.people import Json, words
from tests.world import NOON, ROOT, SAFETY, World

WEEK = Week(2026, 45)


@pytest.fixture
async def told(world: World) -> World:
    """A world in which some cases were closed in each of two weeks; the last of them is over."""
    for week in (1, 0):
        world.clock.moment = NOON - timedelta(weeks=week + 2)
        for number in range(week + 1):
            await case_at(world.muster, "closed", mention(thread=f"{week}/{number}"))
    world.clock.moment = NOON - timedelta(weeks=1)
    return world


async def post(world: World, week: Week = WEEK) -> Json:
    """Post a digest; gives its message."""
    muster = world.muster
    await do(muster, post_digest, muster.company.community("safety"), week)
    return (await world.slack.messages(SAFETY))[-1]


def charts(message: Json) -> list[Json]:
    return [one for one in message["blocks"] if one["type"] in ("data_visualization", "image")]


async def write_anew(muster: Muster) -> None:
    await do(muster, show_digest, muster.company.community("safety"), WEEK)


async def test_slack_draws_them_where_it_can(told: World) -> None:
    cases, replies = charts(await post(told))
    assert cases["title"] == "Cases closed by week"
    points = cases["chart"]["series"][0]["data"]
    assert [(one["label"], one["value"]) for one in points[-3:]] == [("W43", 0), ("W44", 2), ("W45", 1)]
    assert replies["chart"]["axis_config"]["categories"] == ["W44", "W45"]
    await write_anew(told.muster)
    assert len(charts((await told.slack.messages(SAFETY))[-1])) == 2
    assert await told.slack.calls("files.completeUploadExternal") == []


async def test_where_it_cannot_they_are_pictures_which_it_is_asked_for_once(told: World) -> None:
    await told.slack.do("support", data_visualization=False)
    first = await post(told)
    pictures = charts(first)
    assert [one["type"] for one in pictures] == ["image", "image"]
    assert pictures[0]["alt_text"] == (
        "Cases closed by week, in cases: W38 0, W39 0, W40 0, W41 0, W42 0, W43 0, W44 2, W45 1."
    )
    file = told.workspace.files.find(pictures[0]["slack_file"]["id"])
    assert file.content is not None
    assert file.content.startswith(b"\x89PNG")
    assert len(await told.slack.calls("chat.postMessage")) == 2
    await write_anew(told.muster)
    written = charts((await told.slack.messages(SAFETY))[-1])
    assert [one["slack_file"] for one in written] == [one["slack_file"] for one in pictures]
    assert len(await told.slack.calls("files.completeUploadExternal")) == 2
    await post(told, WEEK.previous)
    assert len(await told.slack.calls("chat.postMessage")) == 3, "it is known by now"


async def test_a_crash_after_the_upload_leads_to_no_second_one_nor_a_second_digest(told: World) -> None:
    await told.slack.do("support", data_visualization=False)
    await told.slack.do("fail", method="chat.postMessage", error="invalid_blocks")
    await told.slack.do("hang", method="chat.postMessage")
    with pytest.raises(SlackUnsure):
        await post(told)
    await post(told)
    [digest] = await told.slack.messages(SAFETY)
    assert len(charts(digest)) == 2
    assert len(await told.slack.calls("files.completeUploadExternal")) == 2


async def test_what_cannot_be_uploaded_is_told_in_words(told: World) -> None:
    await told.slack.do("support", data_visualization=False)
    await told.slack.do("fail", method="files.getUploadURLExternal", error="missing_scope")
    digest = await post(told)
    assert charts(digest) == []
    assert "*Cases closed by week*, in cases\nW38 0 · W39 0" in words(digest)


async def test_a_picture_that_is_not_ready_is_waited_for_but_not_for_ever(told: World) -> None:
    await told.slack.do("fail", method="chat.postMessage", error="invalid_blocks", count=2)
    with pytest.raises(SlackUnsure):
        await post(told)
    told.clock.forward(seconds=GETS_READY.total_seconds())
    await told.slack.do("fail", method="chat.postMessage", error="invalid_blocks", count=1)
    digest = await post(told)
    assert charts(digest) == []
    assert "W43 0 · W44 2 · W45 1" in words(digest)


async def test_a_quiet_week_has_no_charts(told: World) -> None:
    told.clock.moment = NOON + timedelta(weeks=12)
    assert charts(await post(told, Week.of(told.clock.now(), told.muster.company.community("safety").zone))) == []


def test_whoever_draws_nothing_does_not_load_what_draws() -> None:
    rooms = ("bot", "handlers", "storage", "sources", "pages", "reports")
    files = [file for room in rooms for file in (ROOT / room).rglob("*.py")]
    drawing = re.compile(r"^(from|import) (matplotlib|reports.charts)", re.MULTILINE)
    loading = {str(file.relative_to(ROOT)) for file in files if drawing.search(file.read_text())}
    assert loading == {"reports/charts.py"}
