"""These tests take a database that is emptied before each."""

import pytest


@pytest.fixture
def database_url(emptied_database: str) -> str:
    """Instead of one made anew."""
    return emptied_database
