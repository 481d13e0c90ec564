"""Fetching from hostile ground: what others name is asked for over checked addresses, within bytes and seconds."""

import asyncio
import ssl
import zlib
from collections.abc import AsyncIterable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from functools import cache
from http import HTTPStatus

import httpcore
import httpx

from sources.addresses import AddressRefused, Place, addresses_of, place_of
from sources.errors import SourceBusy, SourceFailed

BYTE_LIMIT = 10 * 1024 * 1024
"""Bytes of an answer, unpacked."""

TIME_LIMIT = 30
"""Seconds that an answer may take, redirects included."""

REDIRECT_LIMIT = 5

LONGEST_WAIT = 3_600
"""Seconds that a source's `Retry-After` is believed."""

_PIECE = 64 * 1024
_KEPT_ELSEWHERE = {"accept", "if-none-match", "if-modified-since"}
"""Headers of the caller that another host may see after a redirect; a token is not among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """An answer: its status, the address that gave it, and its body, unpacked."""

    status: int
    url: str
    headers: httpx.Headers
    body: bytes

    @property
    def unchanged(self) -> bool:
        """Whether there is nothing newer than what was asked for by `etag` or `modified`."""
        return self.status == HTTPStatus.NOT_MODIFIED

    @property
    def retry_after(self) -> float:
        """How long the source asks to wait, in seconds; a minute where it does not say."""
        return seconds_to_wait(self.headers.get("retry-after", ""))


class Fetching:
    """Asks over HTTP, connecting to addresses of the open internet alone.

    With `internal` the host and port of `home`, the address in the source's own settings, may stand anywhere: an
    operator has named it. Redirects to other places inside stay refused. `byte_limit` counts unpacked bytes.
    """

    def __init__(
        self, *, home: str = "", internal: bool = False, byte_limit: int = BYTE_LIMIT, seconds: float = TIME_LIMIT
    ) -> None:
        self._inside = place_of(home) if internal else None
        self._byte_limit = byte_limit
        self._seconds = seconds

    async def get(
        self, url: str, *, headers: Mapping[str, str] | None = None, etag: str = "", modified: str = ""
    ) -> Fetched:
        """What stands at an address, a 2xx, or a 304 where it is `unchanged` since `etag` or `modified`.

        Raises SourceBusy where the source asks to wait, SourceFailed for all else.
        """
        conditions = {"if-none-match": etag, "if-modified-since": modified}
        wanted = {**(headers or {}), **{name: value for name, value in conditions.items() if value}}
        fetched = await self.ask("GET", url, headers=wanted)
        return fetched if fetched.unchanged and (etag or modified) else expect_success(fetched)

    async def ask(
        self, method: str, url: str, *, headers: Mapping[str, str] | None = None, content: bytes = b""
    ) -> Fetched:
        """The answer to one request, whatever its status. GET alone follows redirects.

        Raises AddressRefused where it would lead inside, SourceFailed where there is no answer that can be used.
        """
        try:
            async with asyncio.timeout(self._seconds):
                return await self._follow(method, url, httpx.Headers(headers), content)
        except TimeoutError:
            raise SourceFailed(_broken(url, f"did not answer within {self._seconds:g} s")) from None

    async def _follow(self, method: str, url: str, headers: httpx.Headers, content: bytes) -> Fetched:
        for _ in range(REDIRECT_LIMIT + 1):
            fetched = await self._once(method, url, headers, content)
            target = fetched.headers.get("location", "")
            if method != "GET" or fetched.status not in (301, 302, 303, 307, 308) or not target:
                return fetched
            onward = _joined(url, target)
            url, headers = onward, carried(headers, url, onward)
        raise SourceFailed(_broken(url, "redirects without an end"))

    async def _once(self, method: str, url: str, headers: httpx.Headers, content: bytes) -> Fetched:
        place_of(url)
        parts = httpx.URL(url)
        sent = [*_STANDING, *headers.raw, (b"host", parts.netloc)]
        if content or method not in ("GET", "HEAD"):
            sent.append((b"content-length", str(len(content)).encode()))
        target = httpcore.URL(scheme=parts.raw_scheme, host=parts.raw_host, port=parts.port, target=parts.raw_path)
        try:
            async with (
                httpcore.AsyncConnectionPool(tls_context(), network_backend=_Checked(self._inside)) as pool,
                pool.stream(method, target, headers=sent, content=content or None) as answer,
            ):
                given = httpx.Headers(answer.headers)
                body = await self._read(url, given, answer.aiter_stream())
                return Fetched(status=answer.status, url=url, headers=given, body=body)
        except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError) as error:
            raise SourceFailed(_broken(url, _why(error))) from None

    async def _read(self, url: str, headers: httpx.Headers, pieces: AsyncIterable[bytes]) -> bytes:
        """The body, unpacked piece by piece, so that a small answer cannot become a large one unseen."""
        packed = headers.get("content-encoding", "identity").strip().lower()
        if packed not in ("identity", "", "gzip", "x-gzip"):
            raise SourceFailed(_broken(url, "packs its answer in a way that was not asked for"))
        unpacking = zlib.decompressobj(wbits=31) if "gzip" in packed else None
        body = bytearray()
        async for piece in pieces:
            room = self._byte_limit + 1 - len(body)
            try:
                body += unpacking.decompress(piece, room) if unpacking else piece
            except zlib.error:
                raise SourceFailed(_broken(url, "packs its answer wrongly")) from None
            if len(body) > self._byte_limit:
                raise SourceFailed(
                    _broken(url, f"gives more than {self._byte_limit:,} bytes", "Ask it for less at once.")
                )
        if unpacking and body and not unpacking.eof:
            raise SourceFailed(_broken(url, "broke off its answer"))
        return bytes(body)


class _Checked(httpcore.AnyIOBackend):
    """Connects to a checked address itself, so that no second look-up can lead elsewhere. TLS and the Host header go
    by the name all the same."""

    def __init__(self, inside: Place | None) -> None:
        self._inside = inside

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's own signature
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """A connection to the first address of the host that takes one. Raises AddressRefused, SourceFailed."""
        for address in await addresses_of(Place(host, port), inside=self._inside):
            try:
                return await super().connect_tcp(address, port, timeout, local_address, socket_options)
            except httpcore.ConnectError:
                continue
        raise httpcore.ConnectError


def carried(headers: httpx.Headers, url: str, onward: str) -> httpx.Headers:
    """What of a caller's headers goes along with a redirect: to another host no token does."""
    if _origin(onward) == _origin(url):
        return headers
    return httpx.Headers([(name, value) for name, value in headers.items() if name in _KEPT_ELSEWHERE])


def expect_success(fetched: Fetched) -> Fetched:
    """An answer whose status is 2xx. Raises SourceBusy for 429 and 503, else SourceFailed with what to do."""
    if 200 <= fetched.status < 300:
        return fetched
    if fetched.status in (429, 503):
        raise SourceBusy(fetched.retry_after)
    what = f"answered with the status {fetched.status}"
    if fetched.status in (401, 403):
        raise SourceFailed(_broken(fetched.url, f"{what}: it does not let us in", "Check the source’s secrets."))
    if fetched.status in (404, 410):
        raise SourceFailed(_broken(fetched.url, f"{what}: nothing is there", "Check the source’s address."))
    raise SourceFailed(_broken(fetched.url, what))


def seconds_to_wait(wanted: str) -> float:
    """What a `Retry-After` asks for, in seconds from now, from 1 to LONGEST_WAIT; a minute where it says nothing."""
    if wanted.isascii() and wanted.isdecimal():
        return float(min(max(int(wanted[:9]), 1), LONGEST_WAIT))
    try:
        until = parsedate_to_datetime(wanted)
    except ValueError:
        return 60.0
    left = (until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
    return min(max(left, 1.0), float(LONGEST_WAIT))


_STANDING = [(b"user-agent", b"Muster"), (b"accept-encoding", b"gzip"), (b"connection", b"close")]


@cache
def tls_context() -> ssl.SSLContext:
    """Reading the certificates takes longer than most calls, so it is done once."""
    return httpx.create_ssl_context()


def _joined(url: str, target: str) -> str:
    try:
        return str(httpx.URL(url).join(target))
    except httpx.InvalidURL:
        raise AddressRefused(_broken(url, "redirects to an address that cannot be read")) from None


def _origin(url: str) -> tuple[str, Place]:
    return httpx.URL(url).scheme, place_of(url)


def _broken(url: str, what: str, remedy: str = "It is asked again later.") -> str:
    """A sentence on a place. Its path and query stay out of it: they may hold a key."""
    place = place_of(url)
    return f"{place.host}:{place.port} {what}. {remedy}"


def _why(error: Exception) -> str:
    if isinstance(error, httpcore.ConnectError | ssl.SSLError):
        trust = "certificate" in str(error).lower()
        return "has a certificate that cannot be trusted" if trust else "takes no connection"
    return "broke off its answer"
