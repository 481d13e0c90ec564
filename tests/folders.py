"""Folders for the servers and browsers of tests; a test process that is killed leaves none of them behind."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

MEMORY = Path("/dev/shm")
ROOM = 2 * 1024**3
"""Bytes that must be free in memory before folders go there."""


@contextmanager
def quick_folder(prefix: str = "muster-") -> Iterator[Path]:
    """A folder that is gone at the end; in memory where there is room, since nothing in it must outlive the test.

    Not under pytest's own folder, which is closed to the user that a server runs as when root runs the tests.
    """
    in_memory = MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM
    place = str(MEMORY) if in_memory else None
    with (
        tempfile.TemporaryDirectory(prefix=prefix, dir=place, ignore_cleanup_errors=True) as folder,
        _watched(folder),
    ):
        yield Path(folder)


@contextmanager
def _watched(folder: str) -> Iterator[None]:
    """Let a shell wait for the end of its input, which is ours: should this process be killed, the shell ends the
    database servers in the folder and removes it."""
    watch = subprocess.Popen(
        ["/bin/sh", "-c", _WATCH, "watch", folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # what is typed at the terminal is not meant for it
    )
    assert watch.stdin
    try:
        yield
    finally:
        watch.stdin.write(b"well\n")
        watch.stdin.close()
        watch.wait(timeout=30)


_WATCH = """
read -r word
test "$word" = well && exit
servers=$(find "$1" -name postmaster.pid)
for server in $servers; do kill -QUIT "$(head -n 1 "$server")"; done
for tenth in $(seq 100); do
    running=no
    for server in $servers; do test -e "$server" && running=yes; done
    test $running = no && break
    sleep 0.1
done
rm -rf "$1"
"""
