"""`python -m bot` as its operator runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Terminal:
    """A terminal at the project, with an environment that says nothing of Muster but what is set here."""

    environment: dict[str, str]

    def muster(self, *arguments: str | Path, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a command to its end."""
        return subprocess.run(
            self._line(*arguments), cwd=ROOT, env=self.environment | more, capture_output=True, text=True, timeout=60
        )

    def start(self, *arguments: str, **more: str) -> subprocess.Popen[str]:
        """Start a command that goes on."""
        return subprocess.Popen(
            self._line(*arguments), cwd=ROOT, env=self.environment | more, stderr=subprocess.PIPE, text=True
        )

    def _line(self, *arguments: str | Path) -> list[str]:
        return [sys.executable, "-m", "bot", *map(str, arguments)]


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
