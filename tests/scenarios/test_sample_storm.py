"""What a visitor of the demo sees: forty sample customers write about one defect, and it is one card."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import pytest

from bot.cli.demo import remember
from bot.muster_file import MusterFile
from tests.builders import rows
from tests.people import nothing_is_parked, words
from tests.world import CARE, SetClock, World, make_world


@pytest.fixture
async def world(database_url: str, muster_file: MusterFile) -> AsyncIterator[World]:
    """A world at the time of now, in which the sample customers speak."""
    async with make_world(database_url, muster_file, SetClock(datetime.now(UTC))) as made:
        yield made


async def test_the_sample_storm_is_one_card(world: World) -> None:
    await remember(world.muster)
    assert (await world.slack.do("storm"))["said"] == 40
    await world.settle()
    await world.bring_due()
    live = await rows(world.muster, "SELECT mentions FROM cases WHERE status = 'open' ORDER BY mentions DESC")
    assert live[0] >= 38
    assert len(live) <= 2, "a straggler may stand beside it, for people to merge"
    cards = [words(one) for one in await world.slack.messages(CARE) if "bot_id" in one]
    [storm] = [card for card in cards if "mentions by" in card]
    assert f"{live[0]} mentions by {live[0]} people" in storm
    assert await nothing_is_parked(world)
