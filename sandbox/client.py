"""The sandbox's way to the bot."""

import ssl
from functools import cache

import httpx


@cache
def _tls() -> ssl.SSLContext:
    """Reading the certificates takes longer than most calls, so it is done once."""
    return ssl.create_default_context()


def http_client(timeout: float) -> httpx.AsyncClient:
    """A client that gives up after so many seconds, and knows no proxy."""
    return httpx.AsyncClient(verify=_tls(), trust_env=False, timeout=timeout)
