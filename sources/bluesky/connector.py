"""What `kind = "bluesky"` stands for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from bot.domain.errors import BadInput
from sources.bluesky.polling import BlueskySource
from sources.bluesky.replying import ReplyingBluesky
from sources.bluesky.settings import BlueskySettings


class BlueskyConnector:
    """Fulfils `sources.base.Connector`."""

    kind = "bluesky"
    settings = BlueskySettings
    secrets: Mapping[str, bool] = MappingProxyType({"PASSWORD": False})

    def make(self, name: str, settings: BlueskySettings, secrets: Mapping[str, str]) -> BlueskySource:
        """A source that hears; with a `login` and a PASSWORD, one that answers too. Raises BadInput."""
        if not settings.terms and not settings.accounts:
            raise BadInput("terms and accounts are empty, so nothing would be heard. Name one of either.")
        password = secrets.get("PASSWORD", "")
        if bool(settings.login) != bool(password):
            raise BadInput("login and PASSWORD go together. Give both, or neither to hear only.")
        return ReplyingBluesky(name, settings, password) if password else BlueskySource(name, settings)


CONNECTOR = BlueskyConnector()
