"""The people of the sample company at their places, on a database that is emptied before each test."""

from collections.abc import AsyncIterator

import pytest

from bot.bootstrap import Muster, assemble
from bot.muster_file import MusterFile
from bot.settings import Environment
from tests.people import Person
from tests.world import AMARA, CARE, JONAS, LI, PRIYA, SAFETY, TOM, World


@pytest.fixture
def database_url(emptied_database: str) -> str:
    """One that is emptied before each test, instead of one made anew."""
    return emptied_database


@pytest.fixture
def amara(world: World) -> Person:
    """Support; looks at the channel of product safety."""
    return Person(world, AMARA, SAFETY)


@pytest.fixture
def jonas(world: World) -> Person:
    """Engineering."""
    return Person(world, JONAS, SAFETY)


@pytest.fixture
def li(world: World) -> Person:
    """Legal, who signs off."""
    return Person(world, LI, SAFETY)


@pytest.fixture
def priya(world: World) -> Person:
    """PR; looks at customer care."""
    return Person(world, PRIYA, CARE)


@pytest.fixture
def tom(world: World) -> Person:
    """Product; looks at customer care."""
    return Person(world, TOM, CARE)


@pytest.fixture
async def replica(world: World, database_url: str, muster_file: MusterFile) -> AsyncIterator[Muster]:
    """A second process beside that of the world; Slack is out of its reach."""
    environment = Environment(slack_bot_token="xoxb")
    async with assemble(environment, muster_file, database_url, clock=world.clock, secrets={}) as another:
        yield another
