"""A real Dovecot on loopback, run by somebody without rights, with a mailbox for each test."""

from __future__ import annotations

import contextlib
import grp
import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from imapclient import IMAPClient

PASSWORD = "correct-horse"
REQUIRED = "MUSTER_DOVECOT"
"""Set to “required”, a machine without Dovecot fails the tests instead of skipping them."""

CONFIG = """
base_dir = {folder}/run
state_dir = {folder}/run
log_path = {folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = 1
mail_home = {folder}/mail/%u
mail_location = maildir:~/Maildir
mail_uid = {user}
mail_gid = {group}
service imap-login {{
  chroot =
  inet_listener imap {{
    port = {port}
  }}
  inet_listener imaps {{
    port = 0
  }}
}}
service anvil {{
  chroot =
}}
service stats {{
  chroot =
}}
passdb {{
  driver = static
  args = password={password}
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={folder}/mail/%u
}}
"""


class Dovecot:
    """A server that runs. Every user there is has the one PASSWORD."""

    def __init__(self, folder: Path, port: int) -> None:
        self.folder = folder
        self.port = port

    def client(self, user: str) -> IMAPClient:
        """A connection as a program for mail makes it."""
        client = IMAPClient("127.0.0.1", self.port, ssl=False, timeout=10)
        client.login(user, PASSWORD)
        return client


@contextlib.contextmanager
def running_dovecot() -> Iterator[Dovecot]:
    """A Dovecot of this test module; skips loudly where there is none."""
    program = shutil.which("dovecot", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if program is None:
        why = "Dovecot is not installed; on Debian: apt-get install dovecot-imapd"
        if os.environ.get(REQUIRED) == "required":
            pytest.fail(why)
        pytest.skip(why)
    who = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    with tempfile.TemporaryDirectory(prefix="muster-mail-", ignore_cleanup_errors=True) as made:
        server = Dovecot(Path(made), _free_port())
        config = _written(server, who)
        command = [program, "-F", "-c", str(config)]
        identity = {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []} if os.getuid() == 0 else {}
        process = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True, **identity
        )
        try:
            _wait_until_it_listens(server, process)
            yield server
        finally:
            os.killpg(process.pid, signal.SIGKILL)  # it would take seconds to go in peace
            process.wait(10)
            assert process.stderr is not None
            process.stderr.close()


def _written(server: Dovecot, who: pwd.struct_passwd) -> Path:
    (server.folder / "mail").mkdir()
    group = _group(who.pw_gid)
    config = server.folder / "dovecot.conf"
    config.write_text(
        CONFIG.format(
            folder=server.folder,
            port=server.port,
            user=who.pw_name,
            uid=who.pw_uid,
            gid=who.pw_gid,
            group=group,
            password=PASSWORD,
        )
    )
    for path in (server.folder, server.folder / "mail", config):
        os.chown(path, who.pw_uid, who.pw_gid)
    return config


def _group(gid: int) -> str:
    return grp.getgrgid(gid).gr_name


def _wait_until_it_listens(server: Dovecot, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 10
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", server.port), timeout=1) as one:
            if one.recv(4) == b"* OK":
                return
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(0.02)
            break
    log = server.folder / "log"
    said = log.read_text() if log.exists() else ""
    assert process.stderr is not None
    process.kill()
    raise AssertionError(f"Dovecot does not start: {said}{process.stderr.read().decode()}")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
