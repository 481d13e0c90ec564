"""What `kind = "mastodon"` stands for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.domain.errors import BadInput
from sources.mastodon.polling import MastodonSource
from sources.mastodon.replying import ReplyingMastodon
from sources.mastodon.settings import MastodonSettings


class MastodonConnector:
    """Fulfils `sources.base.Connector`."""

    kind = "mastodon"
    settings = MastodonSettings
    secrets: Mapping[str, bool] = MappingProxyType({"TOKEN": False})

    def make(self, name: str, settings: MastodonSettings, secrets: Mapping[str, str]) -> MastodonSource:
        """The hashtags; with a TOKEN, what mentions the account too, and its replies. Raises BadInput."""
        token = secrets.get("TOKEN", "").strip()
        if not token.isascii() or not token.isprintable():
            raise BadInput("TOKEN holds what no access token holds. Copy it anew from the application’s page.")
        if not token and not settings.hashtags:
            raise BadInput(
                "hashtags is empty and there is no TOKEN. Name a hashtag, or set the account’s access token."
            )
        return ReplyingMastodon(name, settings, token) if token else MastodonSource(name, settings, token)


CONNECTOR = MastodonConnector()
