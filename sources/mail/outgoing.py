"""Mail that goes out by SMTP. Nothing here waits for others: it runs in a thread."""

from __future__ import annotations

import smtplib
import socket
from collections.abc import Callable
from email.message import EmailMessage
from email.policy import SMTP

from bot.ports import ReplyBusy, ReplyRefused, ReplyUnsure
from sources.mail.wire import TIME_LIMIT, Server, hang_up, tls

_PAUSE = 60.0


class Outgoing:
    """A user of a server that takes mail."""

    def __init__(self, server: Server, user: str, password: str) -> None:
        self.server = server
        self._user = user
        self._password = password

    def send(self, connection: socket.socket, mail: EmailMessage, before: Callable[[], None]) -> None:
        """Hand a mail over, and call `before` at the last moment before it cannot be called back.

        Raises ReplyBusy where the server has not taken it and may later, ReplyRefused where it never will,
        ReplyUnsure where nobody can tell.
        """
        try:
            connection = self.server.secured(connection)
            client = self._client(connection)
            client.mail(mail["From"].addresses[0].addr_spec)
            _expect(client.rcpt(mail["To"].addresses[0].addr_spec))
            before()
            _expect(client.data(mail.as_bytes(policy=SMTP)))
            _leave(client)
        except smtplib.SMTPAuthenticationError:
            raise ReplyRefused(
                f"{self.server.spelled} does not let us in. Check smtp_user and SMTP_PASSWORD of this source."
            ) from None
        except smtplib.SMTPResponseException as error:
            raise _meaning(error) from None
        except (smtplib.SMTPException, OSError) as error:
            raise ReplyUnsure(
                f"{self.server.spelled} broke off. Check smtp_host, smtp_port and smtp_security."
            ) from error
        finally:
            hang_up(connection)

    def _client(self, connection: socket.socket) -> smtplib.SMTP:
        client = _Client(self.server, connection)
        client.ehlo_or_helo_if_needed()
        if self.server.security == "starttls":
            client.starttls(context=tls())
            client.ehlo()
        if client.has_extn("auth"):
            client.login(self._user, self._password)
        return client


class _Client(smtplib.SMTP):
    """SMTP over a connection that is there already, to an address that was checked."""

    def __init__(self, server: Server, connection: socket.socket) -> None:
        self._given = connection
        super().__init__(server.place.host, server.place.port, local_hostname="localhost", timeout=TIME_LIMIT)
        self._host = server.place.host  # the name that STARTTLS checks

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        return self._given


def _expect(answer: tuple[int, bytes]) -> None:
    code, words = answer
    if not 200 <= code < 300:
        raise smtplib.SMTPResponseException(code, words)


def _leave(client: smtplib.SMTP) -> None:
    """Say goodbye; the mail is taken already, whatever comes of it."""
    try:
        client.quit()
    except (smtplib.SMTPException, OSError):
        client.close()


def _meaning(error: smtplib.SMTPResponseException) -> Exception:
    """4xx is for now, 5xx for good. -1 is what the library says where an answer is none."""
    said = error.smtp_error.decode(errors="replace") if isinstance(error.smtp_error, bytes) else str(error.smtp_error)
    if 400 <= error.smtp_code < 500:
        return ReplyBusy(_PAUSE)
    if 500 <= error.smtp_code < 600:
        return ReplyRefused(f"The mail server refused this: {error.smtp_code} {' '.join(said.split())[:200]}")
    return ReplyUnsure("The mail server did not answer as SMTP does. Check smtp_host and smtp_port.")
