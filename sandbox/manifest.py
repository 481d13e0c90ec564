"""What the app says of itself in `app.yaml`: its scopes, events, commands and shortcuts."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from sandbox.errors import Json


@dataclass(frozen=True, slots=True)
class Manifest:
    """The parts of an app manifest that Slack enforces. None means: not known, so all is allowed."""

    scopes: frozenset[str] | None = None
    events: frozenset[str] | None = None
    commands: tuple[Json, ...] | None = None
    shortcuts: tuple[Json, ...] = ()
    has_home: bool = True
    has_messages: bool = True
    """Whether there are direct messages with the app; without them not even the app can write there."""
    is_read_only: bool = False
    """Whether people may only read the direct messages with the app."""

    @classmethod
    def read(cls, path: Path = Path("app.yaml")) -> "Manifest":
        """The manifest at `path`, or one that allows everything when there is no such file."""
        return cls.parse(path.read_text(encoding="utf-8")) if path.is_file() else cls()

    @classmethod
    def parse(cls, text: str) -> "Manifest":
        """The manifest written in `text`."""
        written: Json = yaml.safe_load(text) or {}
        features = written.get("features") or {}
        scopes = _dig(written, "oauth_config", "scopes", "bot")
        events = _dig(written, "settings", "event_subscriptions", "bot_events")
        return cls(
            scopes=frozenset(scopes or ()),
            events=frozenset(events or ()),
            commands=tuple(features.get("slash_commands") or ()),
            shortcuts=tuple(features.get("shortcuts") or ()),
            has_home=bool(_dig(features, "app_home", "home_tab_enabled")),
            has_messages=bool(_dig(features, "app_home", "messages_tab_enabled")),
            is_read_only=bool(_dig(features, "app_home", "messages_tab_read_only_enabled")),
        )

    def hears(self, event: Json) -> bool:
        """Whether the app subscribed to this kind of event."""
        if self.events is None:
            return True
        kind = event["type"]
        if kind == "message":
            kind = {"channel": "message.channels", "group": "message.groups"}.get(
                event.get("channel_type", ""), "message.im"
            )
        return kind in self.events

    def has_command(self, command: str) -> bool:
        """Whether the app registered this slash command."""
        return self.commands is None or any(entry.get("command") == command for entry in self.commands)


def _dig(value: Any, *keys: str) -> Any:
    for key in keys:
        value = (value or {}).get(key)
    return value
