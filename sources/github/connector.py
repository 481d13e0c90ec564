"""What `kind = "github"` stands for."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from sources.github.reading import GithubSource
from sources.github.replying import ReplyingGithub
from sources.github.settings import GithubSettings


class GithubConnector:
    """Fulfils `sources.base.Connector`."""

    kind = "github"
    settings = GithubSettings
    secrets: Mapping[str, bool] = MappingProxyType({"SECRET": True, "TOKEN": False})

    def make(self, name: str, settings: GithubSettings, secrets: Mapping[str, str]) -> GithubSource:
        """A source that hears, and with a TOKEN answers too. Raises BadInput."""
        secret, token = secrets.get("SECRET", ""), secrets.get("TOKEN", "").strip()
        return ReplyingGithub(name, settings, secret, token) if token else GithubSource(name, settings, secret)


CONNECTOR = GithubConnector()
