"""A PostgreSQL server of our own: in any folder, whatever happened to it before, shared by processes."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest
from sqlalchemy import create_engine, text

from storage.embedded import embedded
from storage.engine import sqlalchemy_url
from tests.folders import quick_folder

SOCKET_LIMIT = 107
"""Bytes that the path of a socket may have."""

HOLD = """
import sys
from pathlib import Path
from storage.embedded import embedded
with embedded(Path(sys.argv[1])) as url:
    print(url, flush=True)
    sys.stdin.read()
"""


@pytest.fixture(scope="module")
def directory() -> Iterator[Path]:
    """A folder that is too deep for a socket."""
    with quick_folder() as folder:
        deep = folder / ("a-very-deep-checkout/" * 6) / "postgres"
        assert len(os.fsencode(deep)) > SOCKET_LIMIT
        deep.parent.mkdir(parents=True)
        yield deep


@contextmanager
def another_process(directory: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """A process that runs the server and the URL that it was given, until its input is closed."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(directory)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdin
    assert process.stdout
    try:
        yield process, process.stdout.readline().strip()
    finally:
        process.stdin.close()
        process.wait(timeout=30)
        process.stdout.close()


def ask(url: str, statement: str) -> object:
    engine = create_engine(sqlalchemy_url(url), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        answer = connection.execute(text(statement))
        found = answer.scalar() if answer.returns_rows else None
    engine.dispose()
    return found


def pid_of(directory: Path) -> int:
    return int((directory / "postmaster.pid").read_text().split()[0])


def stopped(directory: Path) -> bool:
    """Whether no server runs on a folder any more."""
    running = [process.info["cmdline"] or [] for process in psutil.process_iter(["cmdline"])]
    return not (directory / "postmaster.pid").exists() and not any(str(directory) in words for words in running)


def test_it_starts_in_a_path_too_long_for_a_socket_and_stops_at_the_end(directory: Path) -> None:
    with embedded(directory) as url:
        assert ask(url, "SELECT 1") == 1
        assert not stopped(directory)
    assert stopped(directory)


def test_what_a_killed_process_left_is_there_for_the_next_which_stops_it_at_the_end(directory: Path) -> None:
    with another_process(directory) as (process, url):
        ask(url, "CREATE TABLE kept (number int)")
        process.send_signal(signal.SIGKILL)
        process.wait(timeout=30)
    assert not stopped(directory), "nobody was left to stop it"
    with embedded(directory) as url:
        assert ask(url, "SELECT count(*) FROM kept") == 0
    assert stopped(directory)


def test_a_killed_server_starts_again_with_its_data(directory: Path) -> None:
    with another_process(directory) as (process, url):
        ask(url, "CREATE TABLE survivor (number int)")
        process.kill()
        process.wait(timeout=30)
        server = psutil.Process(pid_of(directory))
        everything = [server, *server.children(recursive=True)]
        server.kill()
        psutil.wait_procs(everything, timeout=30)
    assert (directory / "postmaster.pid").exists(), "it could not tidy up"
    with embedded(directory) as url:
        assert ask(url, "SELECT count(*) FROM survivor") == 0
    assert stopped(directory)


def pid_file(directory: Path, pid: int) -> str:
    """What a server of this pid would have written."""
    return f"{pid}\n{directory}\n1700000000\n5432\n{directory}\n\n  1 1\nready   \n"


@pytest.mark.parametrize("pid", [4_194_303, os.getpid(), None], ids=["nobody", "a stranger", "nothing at all"])
def test_a_stale_pid_file_is_no_obstacle_whoever_it_names(directory: Path, pid: int | None) -> None:
    with embedded(directory):
        pass
    (directory / "postmaster.pid").write_text(pid_file(directory, pid) if pid else "")
    with embedded(directory) as url:
        assert ask(url, "SHOW data_directory") == str(directory)
    assert stopped(directory)


def test_a_stale_pid_file_that_names_another_server_does_that_one_no_harm(directory: Path) -> None:
    with embedded(directory), quick_folder() as folder:
        other = folder / "postgres"
        with embedded(other):
            pass
        (other / "postmaster.pid").write_text(pid_file(other, pid_of(directory)))
        with embedded(other) as url:
            assert ask(url, "SHOW data_directory") == str(other)
        assert not stopped(directory)


def test_of_two_processes_the_first_to_leave_does_not_stop_it(directory: Path) -> None:
    with another_process(directory) as (_, url):
        with embedded(directory) as mine:
            assert mine == url
        assert ask(url, "SELECT 1") == 1
    assert stopped(directory)


def test_the_one_who_started_it_may_leave_first(directory: Path) -> None:
    with another_process(directory) as (_, url):
        with another_process(directory) as (_, same):
            assert same == url
        assert ask(url, "SELECT 1") == 1
    assert stopped(directory)
