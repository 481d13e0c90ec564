"""The people of the sample company at their places, and one database for all of these tests, emptied before each."""

import pytest

from storage.embedded import fresh_database
from tests.builders import emptied
from tests.people import Person
from tests.world import AMARA, CARE, JONAS, LI, PRIYA, SAFETY, TOM, World


@pytest.fixture(scope="session")
def shared_database(server_url: str) -> str:
    """A database for the tests of this folder."""
    return fresh_database(server_url, "handlers", template="muster_template")


@pytest.fixture
def database_url(shared_database: str) -> str:
    """A database with the newest schema and nothing in it."""
    return emptied(shared_database)


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
