"""What `kind = "rss"` stands for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated

from pydantic import Field

from sources.base import SourceSettings
from sources.polling import WebAddress
from sources.rss.polling import FeedSource


class FeedSettings(SourceSettings):
    """`internal` allows the feed's own host to stand in the company's network."""

    url: WebAddress
    internal: bool = False
    every_minutes: Annotated[int, Field(ge=1, le=1_440)] = 15


class FeedConnector:
    """Fulfils `sources.base.Connector`."""

    kind = "rss"
    settings = FeedSettings
    secrets: Mapping[str, bool] = MappingProxyType({})

    def make(self, name: str, settings: FeedSettings, secrets: Mapping[str, str]) -> FeedSource:
        """The feed; it has no secrets, and nobody answers through it."""
        return FeedSource(name, settings.url, internal=settings.internal, every_minutes=settings.every_minutes)


CONNECTOR = FeedConnector()
