"""reactions.* and pins.*: marks on a message."""

import re

from sandbox.channels import Channel
from sandbox.errors import Json, SlackError
from sandbox.messages import Message
from sandbox.people import BOT_USER
from sandbox.web_api.arguments import Arguments
from sandbox.web_api.chat import visible_channel
from sandbox.web_api.registry import method
from sandbox.workspace import Workspace


@method("reactions.add", scopes=("reactions:write",))
def add(workspace: Workspace, arguments: Arguments) -> Json:
    """Put a reaction on a message."""
    channel, message = _marked(workspace, arguments)
    if channel.is_archived:
        raise SlackError("is_archived")
    workspace.conversations.react(channel, message, user=BOT_USER, name=_name(arguments))
    return {}


@method("reactions.remove", scopes=("reactions:write",))
def remove(workspace: Workspace, arguments: Arguments) -> Json:
    """Take the bot's reaction away."""
    channel, message = _marked(workspace, arguments)
    workspace.conversations.unreact(channel, message, user=BOT_USER, name=_name(arguments))
    return {}


@method("reactions.get", scopes=("reactions:read",))
def get(workspace: Workspace, arguments: Arguments) -> Json:
    """A message with its reactions."""
    channel, message = _marked(workspace, arguments)
    return {"type": "message", "channel": channel.id, "message": channel.shown(message)}


@method("pins.add", scopes=("pins:write",))
def pin(workspace: Workspace, arguments: Arguments) -> Json:
    """Pin a message to its channel."""
    _, message = _marked(workspace, arguments)
    if message.pinned:
        raise SlackError("already_pinned")
    message.pinned = True
    return {}


@method("pins.remove", scopes=("pins:write",))
def unpin(workspace: Workspace, arguments: Arguments) -> Json:
    """Take a pin away."""
    _, message = _marked(workspace, arguments)
    if not message.pinned:
        raise SlackError("no_pin")
    message.pinned = False
    return {}


def _marked(workspace: Workspace, arguments: Arguments) -> tuple[Channel, Message]:
    channel = visible_channel(workspace, arguments.required("channel", error="channel_not_found"))
    if BOT_USER not in channel.members:
        raise SlackError("not_in_channel")
    return channel, channel.message(arguments.required("timestamp", error="no_item_specified"))


def _name(arguments: Arguments) -> str:
    name = arguments.required("name", error="invalid_name").strip(":")
    if not re.fullmatch(r"[a-z0-9_+'-]+(::skin-tone-[2-6])?", name):
        raise SlackError("invalid_name")
    return name
