"""Brings a database to the newest schema."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, text

from storage.engine import sqlalchemy_url

_LOCK = 5_318_008


def migrate(url: str) -> None:
    """Apply every migration that is missing. Several processes may call it at once; they take turns."""
    engine = create_engine(sqlalchemy_url(url))
    with engine.connect() as connection:
        connection.execute(text("SELECT pg_advisory_lock(:key)"), {"key": _LOCK})
        connection.commit()
        try:
            command.upgrade(config(connection), "head")
            connection.commit()
        finally:
            connection.execute(text("SELECT pg_advisory_unlock(:key)"), {"key": _LOCK})
            connection.commit()
    engine.dispose()


def is_current(url: str) -> bool:
    """Whether a database has the newest schema."""
    engine = create_engine(sqlalchemy_url(url))
    try:
        with engine.connect() as connection:
            newest = ScriptDirectory.from_config(config(connection)).get_current_head()
            return MigrationContext.configure(connection).get_current_revision() == newest
    finally:
        engine.dispose()


def config(connection: Connection) -> Config:
    """Alembic's settings for an open connection; the project needs no alembic.ini."""
    settings = Config()
    settings.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    settings.attributes["connection"] = connection
    return settings
