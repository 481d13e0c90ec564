"""Connections to mail servers: to checked addresses, in threads of their own because the libraries block."""

from __future__ import annotations

import asyncio
import socket
import ssl
from contextlib import suppress
from functools import cache

from bot.domain.errors import BadInput
from sources.addresses import AddressRefused, Place, connected, place_of
from sources.errors import SourceFailed
from sources.mail.settings import Security

CONNECT_LIMIT = 10
"""Seconds that making a connection may take."""

TIME_LIMIT = 20
"""Seconds that a server may be silent when it should speak."""


class Server:
    """One server of the company's mail. Raises BadInput."""

    def __init__(self, host: str, port: int, security: Security, *, internal: bool) -> None:
        if security == "none" and not internal:
            raise BadInput(
                f"{host} is not internal, so security cannot be none. Use tls or starttls.", field="security"
            )
        self.place = Place(host.lower(), port)
        try:
            if place_of(f"https://{host}:{port}") != self.place:
                raise AddressRefused
        except AddressRefused:
            raise BadInput(
                "host is not the plain name of a server; write it like imap.example.com", field="host"
            ) from None
        self.security = security
        self._inside = self.place if internal else None

    @property
    def spelled(self) -> str:
        """The server as an operator reads it."""
        return f"{self.place.host}:{self.place.port}"

    async def connect(self) -> socket.socket:
        """A fresh connection that blocks, not yet secured. Raises SourceFailed."""
        try:
            async with asyncio.timeout(CONNECT_LIMIT):
                connection = await connected(self.place, inside=self._inside)
        except TimeoutError:
            raise SourceFailed(
                f"{self.spelled} did not answer. Check that it runs, and the firewalls between."
            ) from None
        connection.settimeout(TIME_LIMIT)
        return connection

    def secured(self, connection: socket.socket) -> socket.socket:
        """The connection, under TLS where that comes first. Raises OSError."""
        if self.security != "tls":
            return connection
        return tls().wrap_socket(connection, server_hostname=self.place.host)


def hang_up(connection: socket.socket) -> None:
    """End a connection, whoever still holds it."""
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()


@cache
def tls() -> ssl.SSLContext:
    """Reading the certificates takes longer than most calls, so it is done once."""
    return ssl.create_default_context()
