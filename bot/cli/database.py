"""Which database a command works on."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

from bot.settings import BadSettings, Environment
from storage.embedded import embedded
from storage.migrate import is_current, migrate


@contextmanager
def database(environment: Environment) -> Iterator[str]:
    """The URL of a database with the newest schema: the embedded one, brought up to date by itself, or the one
    that DATABASE_URL names, which its operator migrates. Raises BadSettings."""
    if environment.database_url:
        check(environment.database_url)
        yield environment.database_url
        return
    with embedded(environment.muster_var / "postgres") as url:
        migrate(url)
        yield url


def bring_up_to_date(environment: Environment) -> None:
    """Bring the database to the newest schema. Raises BadSettings where it cannot be reached."""
    if not environment.database_url:
        with database(environment):
            return
    try:
        migrate(environment.database_url)
    except SQLAlchemyError as error:
        raise _unusable(error) from None


def check(url: str) -> None:
    """Raises BadSettings where the database cannot be reached or is behind."""
    try:
        current = is_current(url)
    except SQLAlchemyError as error:
        raise _unusable(error) from None
    if not current:
        raise BadSettings("The database needs migrating. Run `python -m bot migrate` once, then start again.")


def _unusable(error: Exception) -> BadSettings:
    first_line = str(error).strip().split("\n", 1)[0]
    return BadSettings(f"DATABASE_URL cannot be used: {type(error).__name__}: {first_line}")
