"""`python -m bot` as its operator runs it."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

import pytest
import structlog

from bot.__main__ import main

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Terminal:
    """A terminal at the project, with an environment that says nothing of Muster but what is set here."""

    environment: dict[str, str]

    def muster(self, *arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end. It runs in this process: to load all of Muster anew takes a second each time."""
        said, warned = StringIO(), StringIO()
        with (
            pytest.MonkeyPatch.context() as here,
            contextlib.redirect_stdout(said),
            contextlib.redirect_stderr(warned),
        ):
            for name in os.environ.keys() - self.environment.keys():
                here.delenv(name)
            for name, value in (self.environment | more).items():
                here.setenv(name, value)
            here.chdir(ROOT)
            code = main([str(argument) for argument in arguments])
        structlog.reset_defaults()
        return subprocess.CompletedProcess(arguments, code, said.getvalue(), warned.getvalue())

    def start(self, *arguments: str, **more: str) -> subprocess.Popen[str]:
        """Start a command that goes on, as a process of its own."""
        line = [sys.executable, "-m", "bot", *arguments]
        return subprocess.Popen(line, cwd=ROOT, env=self.environment | more, stderr=subprocess.PIPE, text=True)


@pytest.fixture
def bare(tmp_path: Path) -> Terminal:
    """Nothing is set; what Muster keeps goes into a folder of the test's own."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("SLACK_", "MUSTER_", "DATABASE"))
    }
    return Terminal(kept | {"MUSTER_VAR": str(tmp_path / "var"), "COLUMNS": "200"})


@pytest.fixture
def terminal(bare: Terminal, database_url: str) -> Terminal:
    """A database is set."""
    return Terminal(bare.environment | {"DATABASE_URL": database_url})


@pytest.fixture
def running() -> Iterator[list[subprocess.Popen[str]]]:
    """What is started goes in here, and is ended with the test."""
    started: list[subprocess.Popen[str]] = []
    yield started
    for process in started:
        if process.poll() is None:
            process.kill()
        process.communicate()
