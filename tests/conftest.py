"""What every test may ask for: a real PostgreSQL, a fresh database, Muster wired to a sandbox workspace."""

from __future__ import annotations

import functools
import gc
import itertools
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import settings
from sqlalchemy import Connection, create_engine, text

from bot import bootstrap
from bot.bootstrap import Muster, assemble
from bot.muster_file import MusterFile, read_muster_file
from bot.settings import Environment
from storage.embedded import embedded, fresh_database
from storage.engine import sqlalchemy_url
from storage.migrate import migrate
from tests.builders import emptied
from tests.folders import quick_folder
from tests.world import SetClock, World, make_world

ROOT = Path(__file__).parents[1]
_numbers = itertools.count()

bootstrap.connect = functools.lru_cache(maxsize=8)(bootstrap.connect)
"""An engine is disposed of with each Muster, but keeps the SQL that it compiled: to compile it anew is a tenth of a
test's time."""


settings.register_profile("suite", max_examples=60)
settings.load_profile("suite")
"""Examples of a property that names no number of its own; each run draws others."""

gc.set_threshold(20_000, 50, 50)
"""Little of what a test makes is garbage that only a search finds, and a search costs more the more is loaded."""


@pytest.fixture(scope="session")
def server_url() -> Iterator[str]:
    """A PostgreSQL of this test process, with a migrated database to copy."""
    with quick_folder() as folder, embedded(folder / "postgres") as url:
        with _connected(url) as connection:
            for setting in CARELESS:
                connection.execute(text(f"ALTER SYSTEM SET {setting}"))
            connection.execute(text("SELECT pg_reload_conf()"))
        migrate(fresh_database(url, "muster_template"))
        yield url


CARELESS = ("fsync = off", "synchronous_commit = off", "full_page_writes = off", "autovacuum = off")
"""Nothing of a test must outlive the machine."""


@pytest.fixture
def database_url(server_url: str) -> Iterator[str]:
    """A fresh database with the newest schema."""
    name = f"test_{next(_numbers)}"
    yield fresh_database(server_url, name, template="muster_template")
    with _connected(server_url) as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))


@pytest.fixture(scope="session")
def shared_database(server_url: str) -> str:
    """A database for all tests whose folder asks for an emptied one."""
    return fresh_database(server_url, "shared", template="muster_template")


@pytest.fixture
def emptied_database(shared_database: str) -> str:
    """A database with the newest schema and nothing in it; making one anew takes longer than most tests."""
    return emptied(shared_database)


@contextmanager
def _connected(url: str) -> Iterator[Connection]:
    engine = create_engine(sqlalchemy_url(url), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.fixture(scope="session")
def muster_file() -> MusterFile:
    """The example company that ships with the project."""
    return read_muster_file(ROOT / "muster.toml")


@pytest.fixture
def clock() -> SetClock:
    """Wednesday noon, until a test moves it."""
    return SetClock()


@pytest.fixture
async def muster(database_url: str, muster_file: MusterFile, clock: SetClock) -> AsyncIterator[Muster]:
    """Muster on a fresh database; Slack is out of reach."""
    environment = Environment(slack_bot_token="xoxb-test", slack_api_url="http://127.0.0.1:9/api/")
    async with assemble(environment, muster_file, database_url, clock=clock, secrets={}) as wired:
        yield wired


@pytest.fixture
async def world(database_url: str, muster_file: MusterFile, clock: SetClock) -> AsyncIterator[World]:
    """Muster and a sandbox workspace over real HTTP, with its people known. Jobs run when a test says so."""
    async with make_world(database_url, muster_file, clock) as made:
        await made.muster_knows_everyone()
        yield made
