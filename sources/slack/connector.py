"""What `kind = "slack"` stands for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sources.slack.reading import SlackSource
from sources.slack.settings import SlackSettings


class SlackConnector:
    """Fulfils `sources.base.Connector`."""

    kind = "slack"
    settings = SlackSettings
    secrets: Mapping[str, bool] = MappingProxyType({})

    def make(self, name: str, settings: SlackSettings, secrets: Mapping[str, str]) -> SlackSource:
        """A source that hears. Whoever holds the connection to Slack makes a `ReplyingSlack` of it."""
        return SlackSource(name, settings)


CONNECTOR = SlackConnector()
