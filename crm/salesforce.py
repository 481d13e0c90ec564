"""Customers in Salesforce, or in what speaks its REST interface."""

from __future__ import annotations

import asyncio
import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any

import httpx

from bot.domain.provenance import CrmRecord
from bot.ports.crm import CrmBusy, CrmFailed
from crm.soql import records_with

TIME_LIMIT = 2.0
"""Seconds for one question with all that belongs to it: Slack takes the answer to a command for three."""

MOST_PAGES = 5
"""Pages of one answer that are read."""

LONGEST_WAIT = 3_600.0
"""Seconds; whoever asks for a longer wait is asked again after this one."""

_BUSY = (429, 503)
_EARLY = 30.0
"""Seconds before its end at which a token is renewed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Secrets:
    """Of a connected app with the client credentials flow."""

    client_id: str = field(repr=False)
    client_secret: str = field(repr=False)


@dataclass(slots=True)
class _Token:
    """Lets one ask until its end, where that was told."""

    value: str = field(repr=False)
    ends: float


class Salesforce:
    """Fulfils `bot.ports.Crm` over HTTP. Redirects are not followed, so that the token goes nowhere else."""

    def __init__(
        self,
        url: str,
        secrets: Secrets,
        *,
        kind: str,
        mail_field: str,
        fields: Sequence[str],
        version: str,
        time_limit: float = TIME_LIMIT,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._client = httpx.AsyncClient(base_url=url.rstrip("/"), timeout=time_limit, follow_redirects=False)
        self._secrets = secrets
        self._kind, self._mail_field, self._fields, self._version = kind, mail_field, fields, version
        self._time_limit, self._now = time_limit, now
        self._token: _Token | None = None
        self._renewing = asyncio.Lock()
        self._busy_until = -math.inf

    async def by_mail(self, mail: str) -> list[CrmRecord]:
        """The records with this mail address, whatever its capitals; usually one, none where it is not known.

        Raises CrmBusy, CrmFailed.
        """
        asked = records_with(mail, kind=self._kind, mail_field=self._mail_field, fields=self._fields)
        try:
            async with asyncio.timeout(self._time_limit):
                return [_record(one, self._fields) for one in await self._all_pages(asked)]
        except (TimeoutError, httpx.TimeoutException):
            raise CrmFailed("It did not answer in time. Look again in a moment.") from None
        except httpx.HTTPError as error:
            raise CrmFailed(f"It cannot be reached ({type(error).__name__}). Look again in a moment.") from None

    async def close(self) -> None:
        """Let go of connections."""
        await self._client.aclose()

    async def _all_pages(self, asked: str) -> list[Mapping[str, Any]]:
        path: str = f"/services/data/{self._version}/query"
        answer = await self._get(path, {"q": asked})
        records = _records(answer)
        for _ in range(MOST_PAGES - 1):
            following = answer.get("nextRecordsUrl")
            if answer.get("done", True) or not following:
                return records
            if not isinstance(following, str) or not following.startswith("/services/data/"):
                raise CrmFailed("Its answer goes on at an address that is not its own.")
            answer = await self._get(following, {})
            records += _records(answer)
        if answer.get("done", True):
            return records
        raise CrmFailed(f"It has more than {MOST_PAGES} pages of records with this address. Tidy them there.")

    async def _get(self, path: str, query: Mapping[str, str]) -> Mapping[str, Any]:
        """An answer; where the token holds no longer, after one renewal."""
        self._expect_ready()
        used = await self._valid_token()
        response = await self._ask(path, query, used)
        if response.status_code == httpx.codes.UNAUTHORIZED:
            await response.aread()
            response = await self._ask(path, query, await self._valid_token(instead_of=used))
        self._refuse(response)
        return _object(response)

    async def _ask(self, path: str, query: Mapping[str, str], token: _Token) -> httpx.Response:
        headers = {"Authorization": f"Bearer {token.value}", "Accept": "application/json"}
        return await self._client.get(path, params=dict(query) or None, headers=headers)

    async def _valid_token(self, *, instead_of: _Token | None = None) -> _Token:
        """The token that is kept, or a new one; many who need one at once fetch one."""
        async with self._renewing:
            if self._token is None or self._token is instead_of or self._token.ends <= self._now():
                self._token = await self._new_token()
            return self._token

    async def _new_token(self) -> _Token:
        form = {
            "grant_type": "client_credentials",
            "client_id": self._secrets.client_id,
            "client_secret": self._secrets.client_secret,
        }
        response = await self._client.post("/services/oauth2/token", data=form)
        if response.status_code in (400, 401):
            raise CrmFailed("It does not take our client id and secret. An operator can mend CRM_CLIENT_SECRET.")
        self._refuse(response)
        answer = _object(response)
        token, lasts = answer.get("access_token"), answer.get("expires_in")
        if not isinstance(token, str) or not token:
            raise CrmFailed("It gave no token.")
        spoken = isinstance(lasts, int | str) and str(lasts).isdecimal()
        return _Token(token, self._now() + float(str(lasts)) - _EARLY if spoken else math.inf)

    def _expect_ready(self) -> None:
        left = self._busy_until - self._now()
        if left > 0:
            raise CrmBusy(math.ceil(left))

    def _refuse(self, response: httpx.Response) -> None:
        """Raises CrmBusy, CrmFailed unless all is well. Its own words are left out: they may quote the question."""
        if response.is_success:
            return
        code = _error_code(response)
        if response.status_code in _BUSY or code == "REQUEST_LIMIT_EXCEEDED":
            wait = _retry_after(response)
            self._busy_until = self._now() + wait
            raise CrmBusy(math.ceil(wait))
        named = f" ({code})" if code else ""
        raise CrmFailed(
            f"It answered {response.status_code}{named}. An operator can check the fields in [crm] and what the "
            "connected app may read."
        )


def _record(given: Mapping[str, Any], fields: Sequence[str]) -> CrmRecord:
    told = {name: text for name in fields if (text := _text(_at(given, name)))}
    return CrmRecord(id=_text(given.get("Id")) or "without an id", fields=told)


def _at(given: Mapping[str, Any], path: str) -> object:
    """What stands at a field, also of a record beside it: `Account.Name`."""
    value: object = given
    for name in path.split("."):
        value = value.get(name) if isinstance(value, Mapping) else None
    return value


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).replace("\x00", "") if isinstance(value, str | int | float) else ""


def _records(answer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    records = answer.get("records")
    if not isinstance(records, list) or not all(isinstance(one, Mapping) for one in records):
        raise CrmFailed("Its answer holds no list of records.")
    return list(records)


def _object(response: httpx.Response) -> Mapping[str, Any]:
    try:
        answer = response.json()
    except ValueError:
        answer = None
    if not isinstance(answer, Mapping):
        raise CrmFailed("Its answer is not the JSON that was expected.")
    return answer


def _error_code(response: httpx.Response) -> str:
    """Salesforce's name for what is wrong, which is a list of errors."""
    try:
        [first, *_] = response.json()
        code = first["errorCode"]
    except (ValueError, TypeError, KeyError):
        return ""
    return code if isinstance(code, str) and code.isascii() and code.replace("_", "").isalnum() else ""


def _retry_after(response: httpx.Response) -> float:
    """Seconds to wait, as told in seconds or as a date; a minute where neither is."""
    told = response.headers.get("Retry-After", "")
    if told.isascii() and told.isdigit():
        return min(float(told[:9]), LONGEST_WAIT)
    try:
        wait = parsedate_to_datetime(told).timestamp() - time.time()
    except (TypeError, ValueError):
        return 60.0
    return min(max(wait, 1.0), LONGEST_WAIT)
