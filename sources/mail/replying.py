"""Replies by mail, each at most once where there is a folder for what was sent."""

from __future__ import annotations

import asyncio
import hashlib
import re
import socket
from datetime import UTC, datetime
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import quote

from bot.domain.mention import Mention
from bot.ports import ReplyBusy, ReplyRefused, ReplyUnsure
from sources.errors import SourceBusy, SourceFailed
from sources.mail.mailbox import Folders, Mailbox
from sources.mail.message import answered
from sources.mail.outgoing import Outgoing
from sources.mail.reading import MailSource
from sources.mail.settings import MailSettings
from sources.mail.wire import hang_up

REFERENCES_LIMIT = 20
"""How many earlier mails of a conversation are named: its first, and the latest ones."""

SUBJECT_LIMIT = 200

_ADDRESS = re.compile(r"[!-;=?A-~]{1,64}@[A-Za-z0-9.-]{1,190}")
_ID = re.compile(r"[!-;=?-~]{1,400}@[!-;=?-~]{1,400}")


class ReplyingMail(MailSource):
    """A mailbox from whose address we may write."""

    def __init__(self, name: str, settings: MailSettings, mailbox: Mailbox, outgoing: Outgoing) -> None:
        super().__init__(name, settings, mailbox)
        self._outgoing = outgoing

    async def reply(self, to: Mention, text: str, key: str) -> str:
        """Answer whoever wrote this, in its thread. Returns where the answer can be read.

        SMTP knows no repeats. So what goes out lies in `sent_folder` first, as a draft until it is taken: where a
        draft is found, nobody can tell, and it is never sent again. Raises ReplyBusy, ReplyRefused, ReplyUnsure.
        """
        address = to.author.handle if to.author else ""
        if not _ADDRESS.fullmatch(address):
            raise ReplyRefused("This mention has no address that a mail can be sent to. Answer it by hand.")
        try:
            inward = await self._mailbox.server.connect()
            try:
                outward = await self._outgoing.server.connect()
            except BaseException:
                hang_up(inward)
                raise
        except SourceFailed as error:
            raise ReplyUnsure(str(error)) from error
        return await asyncio.to_thread(self._send, inward, outward, to, text, self._message_id(key))

    def _send(self, inward: socket.socket, outward: socket.socket, to: Mention, text: str, message_id: str) -> str:
        taken = False
        try:
            with self._mailbox.opened(inward) as folders:
                if not self._is_sent(folders, message_id):
                    mail = self._mail(folders, to, text, message_id)
                    self._hand_over(folders, outward, mail)
                    taken = True
                    self._mark_sent(folders, message_id)
        except (SourceBusy, SourceFailed) as error:
            if not taken:
                raise (
                    ReplyBusy(error.after) if isinstance(error, SourceBusy) else ReplyUnsure(str(error))
                ) from error
        finally:
            hang_up(outward)
        return self._settings.read_at.replace("{id}", quote(message_id, safe="@"))

    def _is_sent(self, folders: Folders, message_id: str) -> bool:
        """Whether this went out before. Raises ReplyUnsure where nobody can tell."""
        sent = self._settings.sent_folder
        if sent is None:
            return False
        folders.open(sent)
        found = folders.find(message_id)
        if any(folders.is_draft(uid) for uid in found):
            raise ReplyUnsure(
                f"An earlier try broke off while the mail server took it, so it is not sent again. If it did not "
                f"arrive, delete the draft in “{sent}” and send once more."
            )
        return bool(found)

    def _hand_over(self, folders: Folders, outward: socket.socket, mail: EmailMessage) -> None:
        try:
            self._outgoing.send(outward, mail, before=lambda: self._keep_draft(folders, mail))
        except (ReplyBusy, ReplyRefused):
            self._drop_draft(folders, str(mail["Message-ID"])[1:-1])
            raise

    def _keep_draft(self, folders: Folders, mail: EmailMessage) -> None:
        if self._settings.sent_folder is not None:
            folders.put(self._settings.sent_folder, mail.as_bytes(policy=SMTP), b"\\Draft", b"\\Seen")

    def _drop_draft(self, folders: Folders, message_id: str) -> None:
        if self._settings.sent_folder is not None:
            folders.open(self._settings.sent_folder, change=True)
            folders.remove(folders.find(message_id))

    def _mark_sent(self, folders: Folders, message_id: str) -> None:
        if self._settings.sent_folder is not None:
            folders.open(self._settings.sent_folder, change=True)
            folders.mark_sent(folders.find(message_id))

    def _mail(self, folders: Folders, to: Mention, text: str, message_id: str) -> EmailMessage:
        """The mail, below the one that it answers. Raises ReplyRefused."""
        subject, above = self._answered(folders, to)
        mail = EmailMessage(policy=SMTP)
        try:
            mail["To"] = Address(addr_spec=to.author.handle if to.author else "")
        except (ValueError, IndexError, MessageError):
            raise ReplyRefused("The address of this mention is not one that a mail can be sent to.") from None
        mail["From"] = Address(addr_spec=self._settings.address)
        mail["Subject"] = subject
        mail["Date"] = format_datetime(datetime.now(UTC))
        mail["Message-ID"] = f"<{message_id}>"
        if above:
            mail["In-Reply-To"] = f"<{above[-1]}>"
            mail["References"] = " ".join(f"<{one}>" for one in above)
        mail.set_content(text)
        return mail

    def _answered(self, folders: Folders, to: Mention) -> tuple[str, list[str]]:
        """The subject of a reply, and the ids of the mails before it, as far as they can be found again."""
        if not _ID.fullmatch(to.external_id):
            return "Re: your message", []
        folders.open(self._settings.folder)
        headers = folders.headers(to.external_id)
        subject, earlier = answered(headers) if headers is not None else ("", [to.thread or ""])
        earlier = [one for one in earlier if _ID.fullmatch(one) and one != to.external_id]
        latest = earlier[1:][-(REFERENCES_LIMIT - 2) :]
        plain = re.sub(r"^(?:re\s*:\s*)+", "", subject, flags=re.IGNORECASE)[:SUBJECT_LIMIT]
        return f"Re: {plain or 'your message'}", [*earlier[:1], *latest, to.external_id]

    def _message_id(self, key: str) -> str:
        """Always the same for a reply, so that programs that read it twice show it once."""
        mark = hashlib.sha256(f"{self.name}/{key}".encode()).hexdigest()[:32]
        return f"muster.{mark}@{self._settings.address.rpartition('@')[2]}"
