"""Replies on Bluesky: a post below the one that it answers, under a key that follows from the reply."""

from __future__ import annotations

import hashlib
import re
from datetime import UTC, datetime
from urllib.parse import urlencode

from bot.domain.errors import BadInput
from bot.domain.mention import Mention
from bot.ports import ReplyRefused, ReplyUnsure
from sources.bluesky.polling import BlueskySource
from sources.bluesky.position import microseconds
from sources.bluesky.reading import POSTS
from sources.bluesky.settings import BlueskySettings
from sources.payload import part, words
from sources.way_back import NamedRefusal, WayBack

_URI = re.compile(rf"at://(did:[A-Za-z0-9:._%-]+)/{re.escape(POSTS)}/([A-Za-z0-9._:~-]+)")
_LINK = re.compile(r"https?://[^\s<>\"]*[^\s<>\".,;:!?)]")
_SORTABLE = "234567abcdefghijklmnopqrstuvwxyz"
_MINUTE = 60_000_000


class ReplyingBluesky(BlueskySource):
    """A source that answers as `login`, with an app password."""

    def __init__(self, name: str, settings: BlueskySettings, password: str) -> None:
        super().__init__(name, settings)
        self._password = password
        self._session: tuple[str, WayBack] | None = None

    async def reply(self, to: Mention, text: str, key: str) -> str:
        """Post below what was said, once for a key. Returns the post's address. Raises ReplyBusy, ReplyRefused,
        ReplyUnsure."""
        if not _URI.fullmatch(to.external_id):
            raise ReplyRefused("This mention does not say which post it was. Answer it by hand.")
        try:
            return await self._post(to, text, key)
        except NamedRefusal as refusal:
            if refusal.name not in ("ExpiredToken", "InvalidToken"):
                raise
        self._session = None
        return await self._post(to, text, key)

    async def _post(self, to: Mention, text: str, key: str) -> str:
        """The record stands under a key of its own and may not be there yet, so that nobody reads it twice."""
        did, api = self._session or await self._log_in()
        self._session = did, api
        record_key = record_key_of(to, key)
        given = {
            "repo": did,
            "collection": POSTS,
            "rkey": record_key,
            "swapRecord": None,
            "record": {
                "$type": POSTS,
                "text": text,
                "createdAt": datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
                "reply": await _ends(api, to.external_id),
                **_links(text),
            },
        }
        try:
            await api.ask("/xrpc/com.atproto.repo.putRecord", given)
        except NamedRefusal as refusal:
            if refusal.name != "InvalidSwap":
                raise
        return f"https://bsky.app/profile/{did}/post/{record_key}"

    async def _log_in(self) -> tuple[str, WayBack]:
        """Who we are, and the API as it knows us. Few are allowed a day, so a session is kept."""
        server, internal = self._settings.server, self._settings.internal
        given = {"identifier": self._settings.login, "password": self._password}
        session = await WayBack(server, {}, internal=internal).ask("/xrpc/com.atproto.server.createSession", given)
        did, token = _text(session, "did"), _text(session, "accessJwt")
        return did, WayBack(server, {"authorization": f"Bearer {token}"}, internal=internal)


def record_key_of(to: Mention, key: str) -> str:
    """The key of a reply's record, the same for the same reply: a time within a minute after what it answers, and a
    number, written as the network writes them."""
    drawn = int.from_bytes(hashlib.sha256(f"{to.external_id} {key}".encode()).digest()[:8])
    number = ((microseconds(to.posted_at) + drawn % _MINUTE) << 10) | (drawn >> 40 & 0x3FF)
    return "".join(_SORTABLE[number >> shift & 31] for shift in range(60, -1, -5))


async def _ends(api: WayBack, uri: str) -> dict[str, object]:
    """The post that is answered and the first in its conversation, each by its address and its hash."""
    found = _URI.fullmatch(uri)
    asked = {"repo": found[1], "collection": POSTS, "rkey": found[2]} if found else {}
    answered = await api.ask(f"/xrpc/com.atproto.repo.getRecord?{urlencode(asked)}")
    parent = {"uri": uri, "cid": _text(answered, "cid")}
    try:
        root = part(part(part(answered if isinstance(answered, dict) else {}, "value"), "reply"), "root")
        return {"root": {"uri": words(root, "uri"), "cid": words(root, "cid")}, "parent": parent}
    except BadInput:
        return {"root": parent, "parent": parent}


def _links(text: str) -> dict[str, object]:
    """The addresses in a text, which the network shows as links only where their bytes are named."""
    found = [
        {
            "index": {
                "byteStart": len(text[: link.start()].encode()),
                "byteEnd": len(text[: link.end()].encode()),
            },
            "features": [{"$type": "app.bsky.richtext.facet#link", "uri": link[0]}],
        }
        for link in _LINK.finditer(text)
    ]
    return {"facets": found} if found else {}


def _text(answer: object, key: str) -> str:
    found = answer.get(key) if isinstance(answer, dict) else None
    if not isinstance(found, str) or not found.isascii() or not found.isprintable():
        raise ReplyUnsure("The server does not answer as Bluesky does. Check that `server` is the address of one.")
    return found
