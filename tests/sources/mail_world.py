"""A customer's and a company's mail on loopback: Dovecot and an SMTP server, each behind a line that may be bad."""

from __future__ import annotations

import asyncio
import base64
import contextlib
import itertools
from collections.abc import AsyncIterator, Callable, Sequence
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import format_datetime
from typing import cast

from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.sources.contract import NOW, Trouble
from tests.sources.dovecot import Dovecot

_numbers = itertools.count(1)
Script = dict[bytes, bytes]


class Line:
    """A way to a server that may be bad: then it speaks by a script of its own, or not at all."""

    def __init__(self, port: int, scripts: dict[Trouble, tuple[bytes, Callable[[bytes], bytes]]]) -> None:
        self.how: Trouble | None = None
        self.port = 0
        self.idling = asyncio.Event()
        self._behind = port
        self._scripts = scripts

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator[Line]:
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        async with server:
            yield self

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(OSError, asyncio.CancelledError):
            if self.how in self._scripts:
                await self._play(reader, writer, *self._scripts[self.how])
            elif self.how is None:
                await self._relay(reader, writer)
        writer.close()

    async def _play(
        self,
        reader: asyncio.StreamReader,
        writer: asyncio.StreamWriter,
        greeting: bytes,
        answer: Callable[[bytes], bytes],
    ) -> None:
        writer.write(greeting)
        while line := await reader.readline():
            writer.write(answer(line))
            await writer.drain()

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        onward, outward = await asyncio.open_connection("127.0.0.1", self._behind)
        await asyncio.gather(self._pipe(reader, outward), self._pipe(onward, writer))

    async def _pipe(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while piece := await reader.read(65_536):
            if piece.startswith(b"+ idling"):
                self.idling.set()
            writer.write(piece)
            await writer.drain()
        writer.close()


def _imap(code: bytes) -> Callable[[bytes], bytes]:
    def answer(line: bytes) -> bytes:
        tag, _, rest = line.partition(b" ")
        if rest.upper().startswith(b"CAPABILITY"):
            return b"* CAPABILITY IMAP4rev1\r\n" + tag + b" OK done\r\n"
        return tag + b" NO " + code + b" sorry\r\n"

    return answer


def _smtp(code: bytes) -> Callable[[bytes], bytes]:
    def answer(line: bytes) -> bytes:
        return code + b" sorry\r\n" if line.upper().startswith(b"RCPT") else b"250 fine\r\n"

    return answer


IMAP_SCRIPTS: dict[Trouble, tuple[bytes, Callable[[bytes], bytes]]] = {
    "busy": (b"* OK hello\r\n", _imap(b"[UNAVAILABLE]")),
    "refuses": (b"* OK hello\r\n", _imap(b"[AUTHENTICATIONFAILED]")),
    "garbage": (b"HTTP/1.1 400 Bad Request\r\n\r\n", lambda line: b"what?\r\n"),
}
SMTP_SCRIPTS: dict[Trouble, tuple[bytes, Callable[[bytes], bytes]]] = {
    "busy": (b"220 hello\r\n", _smtp(b"451")),
    "refuses": (b"220 hello\r\n", _smtp(b"550")),
    "garbage": (b"HTTP/1.1 400 Bad Request\r\n\r\n", lambda line: b"what?\r\n"),
}


class Post:
    """What reaches the customer, and the moment at which the line breaks."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []
        self.breaks_after_data = False
        self.refuses_data = False

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - its name
        if self.refuses_data:
            return "452 no room"
        raw = envelope.content
        assert isinstance(raw, bytes)
        self.mails.append(cast("EmailMessage", message_from_bytes(raw, policy=default)))
        if self.breaks_after_data:
            assert server.transport is not None
            server.transport.abort()
        return "250 taken"


class MailWorld:
    """A mailbox of its own on the Dovecot, as the far side of a source."""

    def __init__(self, dovecot: Dovecot, imap: Line, smtp: Line, post: Post) -> None:
        self.dovecot, self.imap, self.smtp, self.post = dovecot, imap, smtp, post
        self.user = f"care{next(_numbers)}"
        with self.client() as client:
            client.create_folder("Sent")

    def client(self):  # type: ignore[no-untyped-def]  # the library has no types
        return self.dovecot.client(self.user)

    @property
    def settings(self) -> dict[str, object]:
        """What stands in muster.toml."""
        return {
            "host": "127.0.0.1",
            "port": self.imap.port,
            "security": "none",
            "internal": True,
            "user": self.user,
            "address": "care@acme.example",
            "own_domains": ["acme.example"],
            "smtp_host": "127.0.0.1",
            "smtp_port": self.smtp.port,
            "smtp_security": "none",
            "sent_folder": "Sent",
            "wait": 0,
        }

    def put(self, raw: bytes, folder: str = "INBOX") -> None:
        with self.client() as client:
            client.append(folder, raw)

    def drafts(self) -> list[bool]:
        """Of each mail in Sent, whether it is a draft still."""
        with self.client() as client:
            client.select_folder("Sent")
            return [b"\\Draft" in flags for flags in client.get_flags(client.search()).values()]

    async def say(self, text: str) -> str:
        number = next(_numbers)
        self.put(mail(text, message_id=f"<{number}@there.example>"))
        return f"{number}@there.example"

    async def change(self, external_id: str, text: str) -> bool:
        return False

    async def take_back(self, external_id: str) -> bool:
        return False

    async def spoil(self) -> bool:
        self.put(mail(" "))
        return True

    async def trouble(self, how: Trouble | None) -> bool:
        """The line to the mailbox turns bad."""
        self.imap.how = how
        return True

    async def trouble_outward(self, how: Trouble | None) -> bool:
        """The line to the mail server turns bad."""
        self.smtp.how = how
        return True

    async def received(self) -> Sequence[str]:
        return [one.get_content() for one in self.post.mails]


def mail(text: str, *, message_id: str | None = None, **headers: str) -> bytes:
    """A mail of Ann's; headers are given with underscores for hyphens, and replace those that it has."""
    given = {
        "from": "Ann Lee <Ann@There.example>",
        "to": "care@acme.example",
        "date": format_datetime(NOW),
        **headers,
    }
    if message_id:
        given["message-id"] = message_id
    kind = "html" if text.startswith("<") else "plain"
    given["content-type"] = given.pop("content_type", f"text/{kind}; charset=utf-8")
    given["content-transfer-encoding"] = "base64"
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in given.items() if value)
    return head.encode() + b"\r\n" + base64.encodebytes(text.encode(errors="surrogatepass")).replace(b"\n", b"\r\n")


@contextlib.asynccontextmanager
async def mail_world(dovecot: Dovecot) -> AsyncIterator[MailWorld]:
    """Both servers, for one test."""
    post = Post()
    loop = asyncio.get_running_loop()
    smtp = await loop.create_server(lambda: SMTP(post, hostname="mail.example", loop=loop), "127.0.0.1", 0)
    outward = Line(smtp.sockets[0].getsockname()[1], SMTP_SCRIPTS)
    async with smtp, outward.open(), Line(dovecot.port, IMAP_SCRIPTS).open() as inward:
        yield MailWorld(dovecot, inward, outward, post)
