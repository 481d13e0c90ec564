"""The hashtags and the notifications of a Mastodon server, asked again and again."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from urllib.parse import quote, urlencode

from bot.domain.errors import BadInput
from bot.domain.mention import Arrived, Mention
from sources import strict_json
from sources.base import Polled, Unreadable
from sources.errors import SourceFailed
from sources.fetching import Fetched, Fetching, expect_success
from sources.mastodon.followed import Followed
from sources.mastodon.reading import account_of, as_id, edit_of, field_of, read_status, unreadable
from sources.mastodon.settings import MastodonSettings

PAGE = 40
"""Items that a server gives at once, at most."""

LOOKED_AT_AGAIN = 20
"""Known statuses that each poll looks at again, for edits and deletions."""

_MENTIONS = "notifications"
_NOT_THERE = (404, 410)


class MastodonSource:
    """The source `name`: what is posted under hashtags, and with a token what mentions its account."""

    def __init__(self, name: str, settings: MastodonSettings, token: str) -> None:
        self.name = name
        self.every = timedelta(minutes=settings.every_minutes)
        self._server = settings.server.rstrip("/")
        self._tags = settings.hashtags
        self._own = frozenset(account.removeprefix("@").lower() for account in settings.own)
        self._headers = {"accept": "application/json", **({"authorization": f"Bearer {token}"} if token else {})}
        self._hears_mentions = bool(token)
        self._fetching = Fetching(home=settings.server, internal=settings.internal)

    async def poll(self, cursor: str | None, *, now: datetime) -> Polled:
        """What was posted, edited or deleted. Raises SourceBusy, SourceFailed."""
        followed = Followed.read(cursor, now)
        looked_at = list(followed.watched)[:LOOKED_AT_AGAIN]
        again = await self._again(looked_at)
        gone = [one for one in looked_at if one not in again and await self._is_gone(one)]
        followed = followed.without(gone).seen((one, followed.watched[one]) for one in looked_at if one not in gone)
        found, more = [given for given in again.values() if given is not None], False
        for place in (*(f"tag/{tag}" for tag in self._tags), *((_MENTIONS,) if self._hears_mentions else ())):
            page = await self._page(place, followed.upto.get(place))
            more = more or (len(page) >= PAGE and followed.upto.get(place) not in (None, _newest(page)))
            followed = followed.reached(place, _newest(page))
            found += [field_of(item, "status") if place == _MENTIONS else item for item in reversed(page)]
        news = self._news(found, followed)
        mentions, bad = await asyncio.to_thread(self._read, news, await self._threads(news), now)
        return Polled(
            arrived=Arrived(mentions=tuple(mentions), gone=tuple(gone)),
            unreadable=tuple(bad),
            cursor=followed.seen(_edits(news)).written(),
            more=more,
        )

    def _news(self, found: Iterable[object], followed: Followed) -> list[object]:
        """What is not known in this version, each once, without what the company posted itself."""
        news: dict[object, object] = {}
        for given in found:
            known = as_id(field_of(given, "id"))
            if account_of(given) not in self._own and followed.watched.get(known or "") != edit_of(given):
                news.setdefault(known or id(given), given)
        return list(news.values())

    def _read(
        self, news: Iterable[object], threads: dict[str, str], now: datetime
    ) -> tuple[list[Mention], list[Unreadable]]:
        mentions: list[Mention] = []
        bad: list[Unreadable] = []
        for given in news:
            thread = threads.get(str(field_of(given, "id")))
            try:
                mentions.append(read_status(self.name, given, thread=thread, received_at=now))
            except BadInput as error:
                bad.append(unreadable(given, error))
        return sorted(mentions, key=lambda mention: mention.posted_at), bad

    async def _page(self, place: str, upto: str | None) -> list[object]:
        """The items next after `upto`, the newest first; without it the newest."""
        asked = {"limit": str(PAGE), **({"min_id": upto} if upto else {})}
        if place == _MENTIONS:
            path = f"/api/v1/notifications?{urlencode({**asked, 'types[]': 'mention'})}"
        else:
            path = f"/api/v1/timelines/tag/{quote(place.removeprefix('tag/'), safe='')}?{urlencode(asked)}"
        page = _json(expect_success(await self._ask(path)))
        if not isinstance(page, list):
            raise _unfit()
        return page

    async def _again(self, known: Sequence[str]) -> dict[str, object]:
        """Those of these that are still there. Of a server that cannot be asked so, all are, and say nothing."""
        if not known:
            return {}
        answer = await self._ask(f"/api/v1/statuses?{urlencode([('id[]', one) for one in known])}")
        if answer.status in _NOT_THERE:
            return dict.fromkeys(known)
        found = _json(expect_success(answer))
        if not isinstance(found, list):
            raise _unfit()
        return {one: given for given in found if (one := as_id(field_of(given, "id"))) and one in known}

    async def _is_gone(self, known: str) -> bool:
        """Whether a status is gone for good: what is taken back is erased here, so we ask for it alone."""
        return (await self._ask(f"/api/v1/statuses/{known}")).status in _NOT_THERE

    async def _threads(self, news: Iterable[object]) -> dict[str, str]:
        """For each status that answers another, the id of the first in its conversation."""
        threads = {}
        for given in news:
            known, answered = as_id(field_of(given, "id")), as_id(field_of(given, "in_reply_to_id"))
            if known and answered:
                threads[known] = await self._first(known) or answered
        return threads

    async def _first(self, known: str) -> str | None:
        answer = await self._ask(f"/api/v1/statuses/{known}/context")
        if answer.status in (401, 403, *_NOT_THERE):
            return None
        earlier = field_of(_json(expect_success(answer)), "ancestors")
        return as_id(field_of(earlier[0], "id")) if isinstance(earlier, list) and earlier else None

    async def _ask(self, path: str) -> Fetched:
        return await self._fetching.ask("GET", f"{self._server}{path}", headers=self._headers)


def _newest(page: Sequence[object]) -> str | None:
    return next((known for item in page if (known := as_id(field_of(item, "id")))), None)


def _edits(news: Iterable[object]) -> Iterable[tuple[str, str]]:
    return ((known, edit_of(given)) for given in news if (known := as_id(field_of(given, "id"))))


def _json(answer: Fetched) -> object:
    try:
        return strict_json.read(answer.body.decode())
    except (BadInput, UnicodeDecodeError):
        raise _unfit() from None


def _unfit() -> SourceFailed:
    return SourceFailed("The server does not answer as Mastodon does. Check that `server` is the address of one.")
