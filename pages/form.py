"""Reading a form that a browser sends, and no more of it than a person would type."""

from __future__ import annotations

from collections.abc import AsyncGenerator

from starlette.formparsers import FormParser, MultiPartException
from starlette.requests import Request

FORM_LIMIT = 16 * 1024
"""Bytes of a form; more is refused."""

DRAIN_LIMIT = 1024 * 1024
"""Bytes of a refused form that are read to be thrown away, so that the sender sees the answer."""


class NotAForm(Exception):
    """The body is no URL-encoded form."""


class TooLong(Exception):
    """The body exceeds FORM_LIMIT."""


async def read_form(request: Request) -> dict[str, str]:
    """The fields by name, the last where one is repeated. Raises NotAForm, TooLong, ClientDisconnect."""
    kind = request.headers.get("content-type", "").partition(";")[0]
    if kind.strip().lower() != "application/x-www-form-urlencoded":
        raise NotAForm
    try:
        fields = await FormParser(request.headers, _limited(request)).parse()
    except MultiPartException:
        raise NotAForm from None
    return {name: value for name, value in fields.items() if isinstance(value, str)}


async def _limited(request: Request) -> AsyncGenerator[bytes, None]:
    seen = 0
    async for chunk in request.stream():
        seen += len(chunk)
        if seen <= FORM_LIMIT:
            yield chunk
        elif seen > DRAIN_LIMIT:
            break
    if seen > FORM_LIMIT:
        raise TooLong
