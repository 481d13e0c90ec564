"""The way of replies through another's JSON API: what each answer means for a reply that may be sent only once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping

from bot.domain.errors import BadInput
from bot.ports import ReplyBusy, ReplyRefused, ReplyUnsure
from sources import strict_json
from sources.addresses import AddressRefused, place_of
from sources.errors import SourceFailed
from sources.fetching import Fetched, Fetching

BYTE_LIMIT = 8 * 1024 * 1024
"""Bytes of one answer: a page of a hundred long comments."""

TIME_LIMIT = 10
"""Seconds that one call may take."""

REASON_LIMIT = 200
"""Characters of a refusal's reason that are told on."""

_PASSING = {408, 425}


def mark_of(key: str) -> str:
    """What makes a reply known again to us, and shows nothing to those who read it: a comment in its Markdown."""
    return f"<!-- muster:{hashlib.sha256(key.encode()).hexdigest()[:32]} -->"


class WayBack:
    """An API at `url`, whose every call bears `headers`. Raises BadInput where there can be nothing at `url`."""

    def __init__(self, url: str, headers: Mapping[str, str], *, internal: bool) -> None:
        try:
            place_of(url)
        except AddressRefused as error:
            raise BadInput(str(error)) from error
        self._url = url.rstrip("/")
        self._headers = {"content-type": "application/json", "accept": "application/json", **headers}
        self._fetching = Fetching(home=url, internal=internal, byte_limit=BYTE_LIMIT, seconds=TIME_LIMIT)

    async def ask(self, path: str, given: object = None) -> object:
        """What the API answers: to a look, or to a POST of `given`. Raises ReplyBusy, ReplyRefused, ReplyUnsure."""
        method, body = ("GET", b"") if given is None else ("POST", json.dumps(given, ensure_ascii=False).encode())
        try:
            answer = await self._fetching.ask(method, f"{self._url}{path}", headers=self._headers, content=body)
        except AddressRefused as error:
            raise ReplyRefused(str(error)) from error
        except SourceFailed as error:
            raise ReplyUnsure(str(error)) from error
        if not 200 <= answer.status < 300:
            raise _refusal(answer)
        try:
            return strict_json.read(answer.body.decode())
        except (BadInput, UnicodeDecodeError) as error:
            raise ReplyUnsure("The source did not answer in JSON.") from error


class NamedRefusal(ReplyRefused):
    """A refusal with the API's own name for it, in `error` of its answer; empty where it has none."""

    def __init__(self, message: str, name: str) -> None:
        super().__init__(message)
        self.name = name


def _refusal(answer: Fetched) -> Exception:
    waits = "retry-after" in answer.headers or answer.headers.get("x-ratelimit-remaining") == "0"
    if answer.status == 429 or (answer.status == 403 and waits):
        return ReplyBusy(answer.retry_after)
    if answer.status >= 500 or answer.status in _PASSING:
        return ReplyUnsure(f"The source answered with the status {answer.status}.")
    said = f"The source answered with the status {answer.status}"
    reason = _reason(answer.body)
    return NamedRefusal(f"{said}: {reason}" if reason else f"{said}.", _field(answer.body, "error"))


def _reason(body: bytes) -> str:
    """Why a call was refused, in the API's own words."""
    try:
        given = strict_json.read(body.decode())
    except (BadInput, UnicodeDecodeError):
        return ""
    if not isinstance(given, dict):
        return ""
    found = given.get("message") or given.get("error") or given.get("errors")
    if isinstance(found, list):
        found = "; ".join(one for one in found if isinstance(one, str))
    return " ".join(found.split())[:REASON_LIMIT].replace("\x00", "") if isinstance(found, str) else ""


def _field(body: bytes, key: str) -> str:
    try:
        given = strict_json.read(body.decode())
    except (BadInput, UnicodeDecodeError):
        return ""
    found = given.get(key) if isinstance(given, dict) else None
    return found if isinstance(found, str) else ""
