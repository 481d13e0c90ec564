"""The schema: a fresh database has all of it, and the way there and back is safe to go."""

import itertools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic import command
from alembic.util import CommandError
from sqlalchemy import Connection, create_engine, text

from storage.embedded import fresh_database
from storage.engine import sqlalchemy_url
from storage.migrate import config, is_current, migrate

_numbers = itertools.count()


@pytest.fixture
def empty_database(server_url: str) -> str:
    """A database without any schema."""
    return fresh_database(server_url, f"migrations_{next(_numbers)}")


def on(url: str, act: Callable[[Connection], object]) -> object:
    """Do something on a connection, and commit."""
    engine = create_engine(sqlalchemy_url(url))
    with engine.begin() as connection:
        result = act(connection)
    engine.dispose()
    return result


def compare(url: str) -> None:
    """Raises CommandError where the database differs from `storage.tables`."""
    on(url, lambda connection: command.check(config(connection)))


def leftovers(url: str) -> list[str]:
    """Everything in the database that somebody made."""
    made = """
        SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace
        UNION SELECT proname FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        UNION SELECT typname FROM pg_type WHERE typnamespace = 'public'::regnamespace ORDER BY 1
    """
    return on(url, lambda connection: list(connection.scalars(text(made))))


def test_a_fresh_database_has_the_very_tables_that_the_code_names(empty_database: str) -> None:
    assert not is_current(empty_database)
    migrate(empty_database)
    assert is_current(empty_database)
    compare(empty_database)


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE cases DROP COLUMN matter",
        "DROP INDEX ix_mentions_words",
        "ALTER TABLE members ADD age int",
    ],
)
def test_a_database_that_differs_is_seen(empty_database: str, change: str) -> None:
    migrate(empty_database)
    on(empty_database, lambda connection: connection.execute(text(change)))
    with pytest.raises(CommandError, match="New upgrade operations detected"):
        compare(empty_database)


def test_down_leaves_nothing_and_up_again_is_whole(empty_database: str) -> None:
    migrate(empty_database)
    first = leftovers(empty_database)
    on(empty_database, lambda connection: command.downgrade(config(connection), "base"))
    assert [name for name in leftovers(empty_database) if not name.strip("_").startswith("alembic")] == []
    assert not is_current(empty_database)
    migrate(empty_database)
    assert leftovers(empty_database) == first
    compare(empty_database)


def test_migrating_a_current_database_changes_nothing(database_url: str) -> None:
    before = leftovers(database_url)
    migrate(database_url)
    assert leftovers(database_url) == before


def test_of_several_who_migrate_at_once_each_waits_its_turn(empty_database: str) -> None:
    with ThreadPoolExecutor() as replicas:
        list(replicas.map(migrate, [empty_database] * 3))
    compare(empty_database)
