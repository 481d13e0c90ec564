"""Where we may connect to when somebody else names the place: only to what stands outside, in the open internet."""

import asyncio
import ipaddress
import re
import socket
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network

import httpx

from sources.errors import SourceFailed

_INSIDE = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "100.64.0.0/10",
        "168.63.129.16/32",  # global by its number, yet the inside of one large cloud
        "192.0.0.0/24",
        "192.88.99.0/24",
        "198.18.0.0/15",
        "224.0.0.0/3",
    )
)
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NOBODY = tuple(IPv6Network(network) for network in ("2001::/23", "2001:db8::/32", "3fff::/20"))
_NAT64 = IPv6Network("64:ff9b::/96")
_SIX_TO_FOUR = IPv6Network("2002::/16")

_NAME = re.compile(
    r"(?=.{1,253}\Z)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
)
_NUMERIC_END = re.compile(r"(?:[0-9]+|0x[0-9a-f]*)\Z")
_NEVER_WRITTEN = re.compile(r"[\x00-\x20\x7f-\xa0\\。．｡]")
_AUTHORITY = re.compile(r"\A[^:]*://([^/?#]*).*\Z", re.DOTALL)
_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}


class AddressRefused(SourceFailed):
    """We will not connect there; nothing was sent."""


@dataclass(frozen=True, slots=True)
class Place:
    """A host, in lower case and ASCII, and a port that one can connect to."""

    host: str
    port: int


def place_of(url: str, schemes: tuple[str, ...] = ("http", "https")) -> Place:
    """The place an absolute address names. Raises AddressRefused for other schemes, for one that carries a user or a
    password, and for hosts in spellings that programs read differently."""
    try:
        parts = httpx.URL(url)
    except httpx.InvalidURL:
        raise AddressRefused("An address of this source cannot be read. Check how it is written.") from None
    if parts.scheme not in schemes:
        raise AddressRefused(f"An address of this source does not start with {schemes[-1]}://. Correct it.")
    if parts.userinfo or "@" in parts.netloc.decode():
        raise AddressRefused(
            "An address of this source holds a user or a password. Set a token as its secret instead."
        )
    host = parts.raw_host.decode().lower()
    if _NEVER_WRITTEN.search(_AUTHORITY.sub(r"\1", url)) or not (_is_address(host) or _is_name(host)):
        raise AddressRefused(
            "An address of this source names its host in an odd way. Write the plain name of the host."
        )
    port = parts.port if parts.port is not None else _PORTS[parts.scheme]
    if not 1 <= port <= 65_535:
        raise AddressRefused("An address of this source has a port that cannot be. Ports go from 1 to 65535.")
    return Place(host, port)


def is_outside(address: str) -> bool:
    """Whether an IP address is one of the open internet, and so is every IPv4 address that it stands for."""
    try:
        known = ipaddress.ip_address(address)
    except ValueError:
        return False
    return _is_outside_v4(known) if isinstance(known, IPv4Address) else _is_outside_v6(known)


async def addresses_of(place: Place, *, inside: Place | None = None) -> list[str]:
    """The IP addresses of a place, asked for once and each of them checked; `inside` may be anywhere.

    Connect to these and resolve no more. Raises SourceFailed where there are none, AddressRefused where one of them
    is not in the open internet.
    """
    try:
        found = await asyncio.get_running_loop().getaddrinfo(place.host, place.port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise SourceFailed(f"The host {place.host} is not known. Check its name, and this machine's DNS.") from None
    addresses = list(dict.fromkeys(str(where[0]) for *_, where in found))
    if place != inside and not all(map(is_outside, addresses)):
        raise AddressRefused(
            f"{place.host}:{place.port} is not in the open internet, so Muster does not connect to it. "
            "If it is your own, name it in the source’s settings and set internal = true."
        )
    return addresses


async def connected(place: Place, *, inside: Place | None = None) -> socket.socket:
    """A socket connected to a checked address. Raises SourceFailed, AddressRefused."""
    for address in await addresses_of(place, inside=inside):
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        connection = socket.socket(family, socket.SOCK_STREAM)
        connection.setblocking(False)
        try:
            await asyncio.get_running_loop().sock_connect(connection, (address, place.port))
        except OSError:
            connection.close()
        except BaseException:
            connection.close()
            raise
        else:
            return connection
    raise SourceFailed(
        f"{place.host}:{place.port} takes no connection. Check that it runs, and the firewalls between."
    )


def _is_address(host: str) -> bool:
    """Whether this is an IP address in the one spelling that all read alike, without a zone."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return "%" not in host


def _is_name(host: str) -> bool:
    return bool(_NAME.fullmatch(host)) and not _NUMERIC_END.match(host.rpartition(".")[2])


def _is_outside_v4(address: IPv4Address) -> bool:
    return address.is_global and not any(address in network for network in _INSIDE)


def _is_outside_v6(address: IPv6Address) -> bool:
    if address.scope_id is not None:
        return False
    if address in _NAT64:
        return _is_outside_v4(IPv4Address(int(address) & 0xFFFF_FFFF))
    if address in _SIX_TO_FOUR:
        return _is_outside_v4(IPv4Address((int(address) >> 80) & 0xFFFF_FFFF))
    if address.ipv4_mapped is not None:
        return _is_outside_v4(address.ipv4_mapped)
    return address in _GLOBAL_UNICAST and address.is_global and not any(address in network for network in _NOBODY)
