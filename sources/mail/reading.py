"""What has come into a mailbox since the last look."""

from __future__ import annotations

import asyncio
import hashlib
import json
import socket
from asyncio import CancelledError
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from threading import Event

from bot.domain.errors import BadInput
from bot.domain.mention import Arrived, Mention
from sources.base import Polled, Unreadable
from sources.mail.mailbox import Folders, Kept, Mailbox
from sources.mail.message import read_mail
from sources.mail.settings import MailSettings

BATCH = 100
"""Mails of one look."""

BATCH_BYTES = 8 * 1024 * 1024
"""After so many bytes a look ends too."""

RAW_LIMIT = 256 * 1024
"""Bytes that are kept of a mail that cannot be read."""

EVERY = timedelta(seconds=10)

_OVERLAP = timedelta(days=2)
"""IMAP looks by day, in whatever zone the server has."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Position:
    """Up to where a folder was read, and when."""

    validity: int
    uid: int
    at: datetime

    def spelled(self) -> str:
        return json.dumps({"validity": self.validity, "uid": self.uid, "at": self.at.isoformat()})


class MailSource:
    """The source `name`. A mail is known by its Message-ID, so that a folder that is numbered anew gives nothing
    twice."""

    every = EVERY

    def __init__(self, name: str, settings: MailSettings, mailbox: Mailbox) -> None:
        self.name = name
        self._settings = settings
        self._mailbox = mailbox
        self._thread = ThreadPoolExecutor(
            1
        )  # it waits for news most of the time: many mailboxes would take all threads

    async def poll(self, cursor: str | None, *, now: datetime) -> Polled:
        """What has come in since `cursor`; waits for news where there are none. Raises SourceBusy, SourceFailed."""
        connection, stop = await self._mailbox.server.connect(), Event()
        try:
            return await asyncio.get_running_loop().run_in_executor(
                self._thread, self._look, connection, cursor, now, stop
            )
        except CancelledError:
            stop.set()
            raise

    def _look(self, connection: socket.socket, cursor: str | None, now: datetime, stop: Event) -> Polled:
        with self._mailbox.opened(connection) as folders:
            validity, following = folders.open(self._settings.folder)
            after = self._start(folders, _position(cursor), validity, following, now)
            uids = folders.after(after)
            if not uids:
                folders.wait(self._settings.wait, stop)
                uids = folders.after(after)
            return self._read(folders, uids, _Position(validity=validity, uid=after, at=now))

    def _start(
        self, folders: Folders, position: _Position | None, validity: int, following: int | None, now: datetime
    ) -> int:
        """The UID after which to read. A folder that was numbered anew, or put back to an earlier state, is read
        again from the day of the last look."""
        if position and position.validity == validity and (following is None or position.uid < following):
            return position.uid
        last = min(position.at, now) if position else now - timedelta(days=self._settings.first_days)
        recent = folders.since((last - _OVERLAP).date())
        if recent:
            return recent[0] - 1
        return max([*folders.after(0), 0]) if following is None else following - 1

    def _read(self, folders: Folders, uids: list[int], at: _Position) -> Polled:
        mentions: dict[str, Mention] = {}
        unreadable: list[Unreadable] = []
        size, last = 0, at.uid
        for uid in uids[:BATCH]:
            if size > BATCH_BYTES:
                break
            last, kept = uid, folders.fetch(uid)
            if kept is None:
                continue
            size += len(kept.raw)
            try:
                mention = read_mail(self.name, kept, settings=self._settings, now=at.at)
            except BadInput as error:
                unreadable.append(_unreadable(kept, str(error)))
            else:
                if mention is not None:
                    mentions.setdefault(mention.external_id, mention)
        return Polled(
            arrived=Arrived(mentions=tuple(mentions.values())),
            unreadable=tuple(unreadable),
            cursor=_Position(validity=at.validity, uid=last, at=at.at).spelled(),
            more=bool(uids) and last < uids[-1],
        )


def _unreadable(kept: Kept, reason: str) -> Unreadable:
    return Unreadable(id=hashlib.sha256(kept.raw).hexdigest()[:32], raw=kept.raw[:RAW_LIMIT], reason=reason)


def _position(cursor: str | None) -> _Position | None:
    """Where the last look ended, None where a cursor says nothing."""
    try:
        given = json.loads(cursor or "{}")
        at = datetime.fromisoformat(given["at"])
        position = _Position(validity=int(given["validity"]), uid=int(given["uid"]), at=at)
    except (ValueError, TypeError, KeyError, RecursionError, OverflowError):
        return None
    return position if at.tzinfo and at.year >= 1970 and position.uid >= 0 else None
