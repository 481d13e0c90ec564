"""The inner events that Slack tells an app about, as pure values."""

import secrets
import time

from sandbox.channels import Channel
from sandbox.errors import Json
from sandbox.messages import Message
from sandbox.people import APP_ID, BOT_USER, TEAM_ID


def envelope(event: Json, *, in_shared_channel: bool = False) -> Json:
    """The `event_callback` that carries `event` to the app."""
    return {
        "token": "sandbox",
        "team_id": TEAM_ID,
        "context_team_id": TEAM_ID,
        "context_enterprise_id": None,
        "api_app_id": APP_ID,
        "event": event,
        "type": "event_callback",
        "event_id": f"Ev{secrets.token_hex(5).upper()}",
        "event_time": int(time.time()),
        "authorizations": [
            {
                "enterprise_id": None,
                "team_id": TEAM_ID,
                "user_id": BOT_USER,
                "is_bot": True,
                "is_enterprise_install": False,
            }
        ],
        "is_ext_shared_channel": in_shared_channel,
        "event_context": f"4-{secrets.token_hex(12)}",
    }


def channel_of(event: Json) -> str | None:
    """The id of the channel in which an event happened, if it happened in one."""
    place = event.get("channel") or (event.get("item") or {}).get("channel")
    return place.get("id") if isinstance(place, dict) else place


def message_posted(channel: Channel, message: Message) -> Json:
    """A new message, by a person or by a bot."""
    event = message.shape() | _place(channel) | {"event_ts": message.ts}
    if channel.connected_teams and message.files:
        event["files"] = [_unseen(file) for file in message.files]
    return event


def app_mentioned(channel: Channel, message: Message) -> Json:
    """A person named the bot in a message."""
    mention = message_posted(channel, message) | {"type": "app_mention"}
    del mention["channel_type"]
    return mention


def message_changed(channel: Channel, message: Message, *, before: Json, at: str) -> Json:
    """A message now reads differently."""
    return {
        "type": "message",
        "subtype": "message_changed",
        "message": channel.shown(message),
        "previous_message": before,
        "hidden": True,
        "ts": at,
        "event_ts": at,
    } | _place(channel)


def message_deleted(channel: Channel, ts: str, *, before: Json, at: str) -> Json:
    """A message is gone."""
    return {
        "type": "message",
        "subtype": "message_deleted",
        "previous_message": before,
        "hidden": True,
        "deleted_ts": ts,
        "ts": at,
        "event_ts": at,
    } | _place(channel)


def reaction(kind: str, message: Message, *, user: str, name: str, at: str) -> Json:
    """A person put a reaction on a message (`reaction_added`) or took it away (`reaction_removed`)."""
    return {
        "type": kind,
        "user": user,
        "reaction": name,
        "item": {"type": "message", "channel": message.channel, "ts": message.ts},
        "item_user": message.user,
        "event_ts": at,
    }


def membership(kind: str, channel: Channel, user: str, *, team: str, at: str, inviter: str | None = None) -> Json:
    """A person came into a channel (`member_joined_channel`) or left it (`member_left_channel`)."""
    event: Json = {
        "type": kind,
        "user": user,
        "channel": channel.id,
        "channel_type": "G" if channel.is_private else "C",
        "team": team,
        "event_ts": at,
    }
    if inviter:
        event["inviter"] = inviter
    return event


def channel_happening(kind: str, channel: Channel, user: str, *, at: str) -> Json:
    """A channel was created, renamed, archived or unarchived."""
    if kind in ("channel_created", "channel_rename"):
        described: Json = {"id": channel.id, "name": channel.name, "created": channel.created}
        if kind == "channel_created":
            described["creator"] = user
        return {"type": kind, "channel": described, "event_ts": at}
    return {"type": kind, "channel": channel.id, "user": user, "is_moved": 0, "event_ts": at}


def home_opened(user: str, channel: str, *, at: str, view: Json | None) -> Json:
    """A person opened the app's Home."""
    event: Json = {"type": "app_home_opened", "user": user, "channel": channel, "tab": "home", "event_ts": at}
    if view:
        event["view"] = view
    return event


def _unseen(file: Json) -> Json:
    """A file in a shared channel, of which an event tells no more than that `files.info` must be asked."""
    told: Json = {"id": file["id"], "mode": "file_access", "file_access": "check_file_info"}
    return told | {"created": 0, "timestamp": 0, "user": ""}


def _place(channel: Channel) -> Json:
    return {"channel": channel.id, "channel_type": channel.kind}
