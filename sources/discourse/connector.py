"""What `kind = "discourse"` stands for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sources.discourse.reading import DiscourseSource
from sources.discourse.replying import ReplyingDiscourse
from sources.discourse.settings import DiscourseSettings


class DiscourseConnector:
    """Fulfils `sources.base.Connector`."""

    kind = "discourse"
    settings = DiscourseSettings
    secrets: Mapping[str, bool] = MappingProxyType({"SECRET": True, "API_KEY": False})

    def make(self, name: str, settings: DiscourseSettings, secrets: Mapping[str, str]) -> DiscourseSource:
        """A source that hears, and with an API_KEY answers too. Raises BadInput."""
        secret, api_key = secrets.get("SECRET", ""), secrets.get("API_KEY", "").strip()
        if api_key:
            return ReplyingDiscourse(name, settings, secret, api_key)
        return DiscourseSource(name, settings, secret)


CONNECTOR = DiscourseConnector()
