"""One database for all of these tests, emptied before each: making one anew takes longer than most of them."""

import pytest

from storage.embedded import fresh_database
from tests.builders import emptied


@pytest.fixture(scope="session")
def shared_database(server_url: str) -> str:
    """A database for the tests of this folder."""
    return fresh_database(server_url, "usecases", template="muster_template")


@pytest.fixture
def database_url(shared_database: str) -> str:
    """A database with the newest schema and nothing in it."""
    return emptied(shared_database)
