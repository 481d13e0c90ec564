"""What Slack's message events say in channels that are shared with customers. Everything goes by ids, never names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from bot.domain.mention import Arrived
from sources.base import Delivery
from sources.errors import BadSignature
from sources.fields import mention_from
from sources.payload import missing, part, read_object, shortened, words
from sources.slack.settings import SlackSettings
from sources.slack.words import plain

_SAID_BY_PEOPLE = (None, "thread_broadcast", "file_share")
_MOMENT = re.compile(r"([0-9]{9,11})\.([0-9]{6})", re.ASCII)
_NAMES_LIMIT = 10


class SlackSource:
    """The source `name`. Its events come by Slack’s own way, where their signature is checked: whoever hears them
    there keeps those of its `channels` as deliveries."""

    def __init__(self, name: str, settings: SlackSettings) -> None:
        self.name = name
        self.settings = settings

    def verify(self, headers: Mapping[str, str], raw: bytes) -> Delivery:
        """Refuse whatever is not sent by way of Slack. Raises BadSignature."""
        raise BadSignature

    def parse(self, raw: bytes, *, received_at: datetime, kind: str = "") -> Arrived:
        """Read an event that was kept as JSON; `kind` is the workspace that Muster is in. Raises BadInput."""
        return self.parse_event(read_object(raw), own_team=kind, received_at=received_at)

    def hears(self, channel: object) -> bool:
        """Whether what customers say in this channel comes in by this source."""
        return channel in self.settings.channels if isinstance(channel, str) else False

    def parse_event(self, event: Mapping[str, object], *, own_team: str, received_at: datetime) -> Arrived:
        """Read what a customer said, changed or took back. Raises BadInput, with the place."""
        channel, subtype = event.get("channel"), event.get("subtype")
        if event.get("type") != "message" or not isinstance(channel, str) or not self.hears(channel):
            return Arrived()
        if subtype == "message_deleted":
            return Arrived(gone=(_identity(channel, event, "deleted_ts"),))
        if subtype == "message_changed":
            return self._changed(channel, part(event, "message"), own_team, received_at)
        if subtype not in _SAID_BY_PEOPLE:
            return Arrived()
        return self._said(channel, event, own_team, received_at)

    def _changed(self, channel: str, message: Mapping[str, object], own_team: str, received_at: datetime) -> Arrived:
        """Slack tells of more changes than people make: a link that unfolds is none, and what is left of a deleted
        message below which others stand is gone."""
        if message.get("subtype") == "tombstone":
            return Arrived(gone=(_identity(channel, message),))
        if message.get("edited") is None or message.get("subtype") not in _SAID_BY_PEOPLE:
            return Arrived()
        edited_at = _moment(part(message, "edited", "message."), "ts", "message.edited.")
        return self._said(channel, message, own_team, received_at, edited_at)

    def _said(
        self,
        channel: str,
        message: Mapping[str, object],
        own_team: str,
        received_at: datetime,
        edited_at: datetime | None = None,
    ) -> Arrived:
        text = _words(message)
        if not text or not self._is_customer(message, own_team):
            return Arrived()
        external_id = _identity(channel, message)
        thread = _identity(channel, message, "thread_ts") if message.get("thread_ts") is not None else external_id
        given = {
            "id": external_id,
            "text": text,
            "author": message.get("user"),
            "posted_at": _moment(message),
            "edited_at": edited_at,
            "url": self._url(external_id, thread),
            "thread": thread,
        }
        return Arrived(mentions=(mention_from(self.name, given, received_at=received_at),))

    def _is_customer(self, message: Mapping[str, object], own_team: str) -> bool:
        """Whether a person of another workspace wrote this. Where Slack does not name the workspace it is ours."""
        team = message.get("user_team") or message.get("team")
        if "bot_id" in message or not isinstance(message.get("user"), str) or not isinstance(team, str):
            return False
        return team != own_team and team not in self.settings.own_teams

    def _url(self, external_id: str, thread: str) -> str | None:
        if self.settings.workspace is None:
            return None
        channel, _, ts = external_id.partition(":")
        below = "" if thread == external_id else f"?thread_ts={thread.partition(':')[2]}&cid={channel}"
        return f"{self.settings.workspace}/archives/{channel}/p{ts.replace('.', '')}{below}"


def place_of(identity: str) -> tuple[str, str] | None:
    """The channel and the `ts` that an identity or a thread names."""
    channel, _, ts = identity.partition(":")
    return (channel, ts) if re.fullmatch("[CG][A-Z0-9]+", channel) and _MOMENT.fullmatch(ts) else None


def _identity(channel: str, message: Mapping[str, object], key: str = "ts") -> str:
    _moment(message, key)
    return f"{channel}:{message[key]}"


def _moment(message: Mapping[str, object], key: str = "ts", place: str = "") -> datetime:
    """When something was, in UTC. Raises BadInput."""
    found = _MOMENT.fullmatch(words(message, key, place))
    if found is None:
        raise missing(f"{place}{key}", "a moment of Slack’s, like 1700000000.000100")
    try:
        return datetime.fromtimestamp(int(found[1]), UTC).replace(microsecond=int(found[2]))
    except (OverflowError, ValueError):
        raise missing(f"{place}{key}", "a moment that can be") from None


def _words(message: Mapping[str, object]) -> str:
    """What was said, and the names of what was attached."""
    said = plain(words(message, "text")).strip()
    files = message.get("files")
    given = [one.get("name") for one in files if isinstance(one, dict)] if isinstance(files, list) else []
    names = [name for name in given if isinstance(name, str) and name][:_NAMES_LIMIT]
    return shortened(f"{said}\n[Attached: {', '.join(names)}]" if names else said)
