"""A server that does not wait for the disk: these tests make a database each, and none has to outlive a crash."""

import pytest

from tests.builders import hasten


@pytest.fixture(scope="session")
def server_url(server_url: str) -> str:
    """The server of this test process, in a hurry."""
    return hasten(server_url)
