"""A mailbox over IMAP. Nothing here waits for others: it runs in a thread."""

from __future__ import annotations

import imaplib
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from threading import Event
from typing import Any

from imapclient import IMAPClient, SocketTimeout
from imapclient.exceptions import LoginError

from sources.errors import SourceBusy, SourceFailed
from sources.mail.wire import TIME_LIMIT, Server, hang_up, tls

SIZE_LIMIT = 1024 * 1024
"""Bytes of a mail that are read: its text comes before what is attached."""

_BUSY = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[OVERQUOTA]")
_PAUSE = 60.0
_SLICE = 1.0
"""Seconds after which a wait for news looks whether it should end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """One mail as it lies in a folder: its first SIZE_LIMIT bytes, whether these are all, and when it came in."""

    raw: bytes
    whole: bool
    received_at: datetime


class Mailbox:
    """A user's mailbox on a server."""

    def __init__(self, server: Server, user: str, password: str) -> None:
        self.server = server
        self._user = user
        self._password = password

    @contextmanager
    def opened(self, connection: socket.socket) -> Iterator[Folders]:
        """The mailbox over a connection, which is closed at the end. Raises SourceBusy, SourceFailed."""
        spelled = self.server.spelled
        try:
            connection = self.server.secured(connection)
            client = _Client(self.server, connection)
            if self.server.security == "starttls":
                client.starttls(tls())
            client.login(self._user, self._password)
            yield Folders(client)
            client.logout()
        except LoginError as error:
            if any(code in str(error) for code in _BUSY):
                raise SourceBusy(_PAUSE) from None
            raise SourceFailed(f"{spelled} does not let us in. Check the user and PASSWORD of this source.") from None
        except (imaplib.IMAP4.error, ValueError) as error:
            if any(code in str(error) for code in _BUSY):
                raise SourceBusy(_PAUSE) from None
            raise SourceFailed(f"{spelled} did not answer as IMAP does. Check host, port and security.") from error
        except OSError as error:
            raise SourceFailed(f"{spelled} broke off. Check host, port and security if it goes on.") from error
        finally:
            hang_up(connection)


class Folders:
    """What can be done in a mailbox that is open."""

    def __init__(self, client: IMAPClient) -> None:
        self._client = client
        client.normalise_times = False

    def open(self, folder: str, *, change: bool = False) -> tuple[int, int | None]:
        """Go into a folder. Returns its UIDVALIDITY, and the UID that comes next where it says so. Raises
        SourceFailed."""
        try:
            found = self._client.select_folder(folder, readonly=not change)
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error:
            raise SourceFailed(
                f"There is no folder “{folder}” in this mailbox. Correct its name in muster.toml."
            ) from None
        following = found.get(b"UIDNEXT")
        return int(found[b"UIDVALIDITY"]), None if following is None else int(following)

    def since(self, day: date) -> list[int]:
        """The UIDs of mails that came in on this day or later."""
        return sorted(self._client.search(["SINCE", day]))

    def after(self, uid: int) -> list[int]:
        """The UIDs above this one. A server names the last mail even where there is none newer."""
        return sorted(one for one in self._client.search(["UID", f"{uid + 1}:*"]) if one > uid)

    def wait(self, seconds: float, stop: Event) -> None:
        """Return when something happens in the folder, when `seconds` are over, or soon after `stop`; at once where
        the server cannot tell."""
        if seconds <= 0 or not self._client.has_capability("IDLE"):
            return
        self._client.idle()
        while seconds > 0 and not stop.is_set() and not self._client.idle_check(timeout=min(seconds, _SLICE)):
            seconds -= _SLICE
        self._client.idle_done()

    def fetch(self, uid: int) -> Kept | None:
        """One mail, left unread; None where it is gone by now."""
        asked = [f"BODY.PEEK[]<0.{SIZE_LIMIT}>", "RFC822.SIZE", "INTERNALDATE"]
        found: dict[bytes, Any] = self._client.fetch([uid], asked).get(uid, {})
        raw = found.get(b"BODY[]<0>")
        if raw is None:
            return None
        return Kept(raw=raw, whole=found[b"RFC822.SIZE"] <= SIZE_LIMIT, received_at=found[b"INTERNALDATE"])

    def headers(self, message_id: str) -> bytes | None:
        """The headers of the mail with this Message-ID, None where it is not in the folder."""
        for uid in self.find(message_id)[:1]:
            found: dict[bytes, Any] = self._client.fetch([uid], [f"BODY.PEEK[HEADER]<0.{SIZE_LIMIT}>"]).get(uid, {})
            raw = found.get(b"BODY[HEADER]<0>")
            return raw if isinstance(raw, bytes) else None
        return None

    def find(self, message_id: str) -> list[int]:
        """The UIDs of the mails with this Message-ID."""
        return list(self._client.search(["HEADER", "Message-ID", message_id]))

    def is_draft(self, uid: int) -> bool:
        """Whether a mail is marked as not sent yet."""
        return b"\\Draft" in self._client.get_flags([uid]).get(uid, ())

    def put(self, folder: str, raw: bytes, *flags: bytes) -> None:
        """Lay a mail into a folder."""
        self._client.append(folder, raw, flags)

    def mark_sent(self, uids: list[int]) -> None:
        """What was marked as not sent is sent."""
        self._client.remove_flags(uids, [b"\\Draft"])

    def remove(self, uids: list[int]) -> None:
        """Take mails out of the open folder, and no others."""
        if not uids:
            return
        self._client.delete_messages(uids)
        if self._client.has_capability("UIDPLUS"):
            self._client.uid_expunge(uids)


class _Plain(imaplib.IMAP4):
    """IMAP over a connection that is there already."""

    def __init__(self, host: str, connection: socket.socket) -> None:
        self._given = connection
        super().__init__(host)

    def _create_socket(self, timeout: float | None = None) -> socket.socket:
        return self._given


class _Client(IMAPClient):  # type: ignore[misc]
    """A client over a connection that is there already, to an address that was checked."""

    def __init__(self, server: Server, connection: socket.socket) -> None:
        self._given = connection
        limits = SocketTimeout(connect=TIME_LIMIT, read=TIME_LIMIT)
        super().__init__(server.place.host, server.place.port, ssl=server.security == "tls", timeout=limits)

    def _create_IMAP4(self) -> imaplib.IMAP4:  # noqa: N802 - the library's own name
        return _Plain(self.host, self._given)
