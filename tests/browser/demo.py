"""The demo as a process of its own, as `make demo` starts it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.folders import quick_folder

ROOT = Path(__file__).parents[2]


@contextmanager
def running_demo() -> Iterator[str]:
    """Start the demo; gives the address that it prints. It must stop in peace."""
    with quick_folder("muster-demo-") as folder:
        port = _free_pair()
        demo = subprocess.Popen(
            [sys.executable, "-m", "bot", "demo", "--port", str(port)],
            cwd=ROOT,
            env={**os.environ, "MUSTER_VAR": str(folder)},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert demo.stdout is not None
        line = demo.stdout.readline()
        assert f"http://127.0.0.1:{port}/" in line, line
        yield f"http://127.0.0.1:{port}/"
        demo.terminate()
        assert demo.wait(timeout=30) == 0


def _free_pair() -> int:
    """A free port whose lower neighbour is free too: the page's, and the bot's."""
    while True:
        with socket.socket() as upper, socket.socket() as lower:
            upper.bind(("127.0.0.1", 0))
            port: int = upper.getsockname()[1]
            try:
                lower.bind(("127.0.0.1", port - 1))
            except OSError:
                continue
            return port
