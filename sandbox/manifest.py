"""What the app says of itself in `app.yaml`: its scopes, events, commands and shortcuts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sandbox.errors import Json


@dataclass(frozen=True, slots=True)
class Manifest:
    """The parts of an app manifest that Slack enforces. None means: not known, so all is allowed."""

    scopes: frozenset[str] | None = None
    events: frozenset[str] | None = None
    commands: tuple[Json, ...] | None = None
    shortcuts: tuple[Json, ...] = ()

    @classmethod
    def read(cls, path: Path = Path("app.yaml")) -> "Manifest":
        """The manifest at `path`, or one that allows everything when there is no such file."""
        return cls.parse(path.read_text(encoding="utf-8")) if path.is_file() else cls()

    @classmethod
    def parse(cls, text: str) -> "Manifest":
        """The manifest written in `text`."""
        written = read_yaml(text)
        features = written.get("features") or {}
        scopes = _dig(written, "oauth_config", "scopes", "bot")
        events = _dig(written, "settings", "event_subscriptions", "bot_events")
        return cls(
            scopes=frozenset(scopes or ()),
            events=frozenset(events or ()),
            commands=tuple(features.get("slash_commands") or ()),
            shortcuts=tuple(features.get("shortcuts") or ()),
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


@dataclass(frozen=True, slots=True)
class _Line:
    indent: int
    text: str


def read_yaml(text: str) -> Json:
    """Read the plain YAML of an app manifest: nested mappings, lists, scalars and block scalars.

    Slack's manifests use no more than this, so the sandbox needs no YAML library.
    """
    lines = list(_lines(text))
    value, _ = _block(lines, 0)
    return value if isinstance(value, dict) else {}


def _lines(text: str) -> Iterator[_Line]:
    for raw in text.splitlines():
        without_comment = re.sub(r"(^|\s)#.*$", "", raw) if not re.search(r"""["'].*#.*["']""", raw) else raw
        if without_comment.strip() and without_comment.strip() != "---":
            yield _Line(len(raw) - len(raw.lstrip()), without_comment.strip())


def _block(lines: list[_Line], at: int) -> tuple[Any, int]:
    if at >= len(lines):
        return None, at
    return _sequence(lines, at) if lines[at].text.startswith("-") else _mapping(lines, at)


def _sequence(lines: list[_Line], at: int) -> tuple[list[Any], int]:
    indent, items = lines[at].indent, []
    while at < len(lines) and lines[at].indent == indent and lines[at].text.startswith("-"):
        rest = lines[at].text[1:].strip()
        if re.match(r"[\w\"']+:(\s|$)", rest):
            # An item that is a mapping: its first key stands behind the dash, the others line up with it.
            inner = indent + len(lines[at].text) - len(rest)
            lines[at] = _Line(inner, rest)
            value, at = _mapping(lines, at)
        elif rest:
            value, at = _scalar(rest), at + 1
        else:
            value, at = _block(lines, at + 1)
        items.append(value)
    return items, at


def _mapping(lines: list[_Line], at: int) -> tuple[Json, int]:
    indent, mapping = lines[at].indent, {}
    while at < len(lines) and lines[at].indent == indent and not lines[at].text.startswith("-"):
        key, _, rest = lines[at].text.partition(":")
        rest, at = rest.strip(), at + 1
        if rest[:1] in ("|", ">"):
            value, at = _folded(lines, at, indent, joiner="\n" if rest[0] == "|" else " ")
        elif rest:
            value = _scalar(rest)
        elif at < len(lines) and (lines[at].indent > indent or lines[at].text.startswith("- ")):
            value, at = _block(lines, at)
        else:
            value = None
        mapping[str(_scalar(key))] = value
    return mapping, at


def _folded(lines: list[_Line], at: int, indent: int, *, joiner: str) -> tuple[Any, int]:
    parts = []
    while at < len(lines) and lines[at].indent > indent:
        parts.append(lines[at].text)
        at += 1
    return joiner.join(parts), at


def _scalar(text: str) -> Any:
    if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'":
        return text[1:-1]
    if text.startswith("[") and text.endswith("]"):
        return [_scalar(part.strip()) for part in text[1:-1].split(",") if part.strip()]
    if text in ("true", "false"):
        return text == "true"
    return int(text) if re.fullmatch(r"-?\d+", text) else text
