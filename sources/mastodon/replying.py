"""Replies on Mastodon: a status below the one that it answers, seen by those who see that one."""

from __future__ import annotations

import hashlib

from bot.domain.links import is_web_address
from bot.domain.mention import Mention
from bot.ports import ReplyRefused, ReplyUnsure
from sources.mastodon.polling import MastodonSource
from sources.mastodon.reading import as_id, field_of
from sources.mastodon.settings import MastodonSettings
from sources.way_back import WayBack

_VISIBILITIES = ("public", "unlisted", "private", "direct")


class ReplyingMastodon(MastodonSource):
    """A server that takes our statuses, by the access token of an account."""

    def __init__(self, name: str, settings: MastodonSettings, token: str) -> None:
        super().__init__(name, settings, token)
        self._settings = settings
        self._bearing = {"authorization": f"Bearer {token}"}

    async def reply(self, to: Mention, text: str, key: str) -> str:
        """Post below what was said, once for a key. Returns the status's address. Raises ReplyBusy, ReplyRefused,
        ReplyUnsure."""
        if as_id(to.external_id) is None or to.author is None:
            raise ReplyRefused("This mention does not say which status it was. Answer it by hand.")
        # The server keeps this key for an hour; a status sent again within it is the first one.
        mark = hashlib.sha256(key.encode()).hexdigest()
        api = WayBack(
            self._settings.server, {**self._bearing, "idempotency-key": mark}, internal=self._settings.internal
        )
        answered = await api.ask(f"/api/v1/statuses/{to.external_id}")
        visibility = field_of(answered, "visibility")
        if visibility not in _VISIBILITIES:
            raise ReplyUnsure("The server did not say who may see what is answered.")
        named = f"@{to.author.handle}"
        given = {
            "status": text if named.lower() in text.lower() else f"{named} {text}",
            "in_reply_to_id": to.external_id,
            "visibility": visibility,
        }
        address = field_of(await api.ask("/api/v1/statuses", given), "url")
        if not isinstance(address, str) or not is_web_address(address):
            raise ReplyUnsure("The server did not say where the reply can be read.")
        return address
