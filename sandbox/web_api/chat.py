"""chat.*: posting, changing and deleting messages."""

from typing import Any

from sandbox.channels import Channel
from sandbox.content import TEXT_LIMIT, UPDATE_TEXT_LIMIT, Content, checked_content, checked_metadata
from sandbox.errors import Json, SlackError
from sandbox.messages import Message
from sandbox.people import BOT_USER
from sandbox.web_api.arguments import Arguments
from sandbox.web_api.registry import method
from sandbox.workspace import Workspace

_WRITE = ("chat:write",)


@method("chat.postMessage", scopes=_WRITE)
def post_message(workspace: Workspace, arguments: Arguments) -> Json:
    """Post a message to a channel, a thread or a person."""
    channel = writable_channel(workspace, arguments)
    content = _content(workspace, arguments)
    message = workspace.conversations.post(
        channel,
        user=BOT_USER,
        by_bot=True,
        thread_ts=channel.thread_root(arguments.get("thread_ts")),
        broadcast=arguments.flag("reply_broadcast"),
        metadata=checked_metadata(arguments.structure("metadata", error="invalid_metadata_format")),
        **content,
    )
    return {"channel": channel.id, "ts": message.ts, "message": channel.shown(message, with_metadata=True)}


@method("chat.update", scopes=_WRITE)
def update(workspace: Workspace, arguments: Arguments) -> Json:
    """Change a message of the bot's own."""
    channel, message = _own_message(workspace, arguments, refusal="cant_update_message")
    if channel.is_archived:
        raise SlackError("is_archived")
    changes: dict[str, Any] = {**_content(workspace, arguments, text_limit=UPDATE_TEXT_LIMIT)}
    if arguments.get("text") is None:
        del changes["text"]
    if arguments.structure("attachments") is None:
        del changes["attachments"]
    # With text and no blocks Slack drops the old blocks; with neither it keeps them.
    if arguments.structure("blocks") is None and arguments.get("text") is None:
        del changes["blocks"]
    if arguments.values.get("metadata") is not None:
        changes["metadata"] = checked_metadata(arguments.structure("metadata", error="invalid_metadata_format"))
    if not changes.get("blocks"):
        changes["edited"] = {"user": BOT_USER, "ts": workspace.clock.next()}
    workspace.conversations.edit(channel, message, **changes)
    return {"channel": channel.id, "ts": message.ts, "text": message.text, "message": channel.shown(message)}


@method("chat.delete", scopes=_WRITE)
def delete(workspace: Workspace, arguments: Arguments) -> Json:
    """Delete a message of the bot's own."""
    channel, message = _own_message(workspace, arguments, refusal="cant_delete_message")
    workspace.conversations.delete(channel, message)
    return {"channel": channel.id, "ts": message.ts}


@method("chat.postEphemeral", scopes=_WRITE)
def post_ephemeral(workspace: Workspace, arguments: Arguments) -> Json:
    """Show a message to one person in a channel."""
    channel = writable_channel(workspace, arguments)
    user = arguments.required("user")
    if user not in workspace.directory.people or user not in channel.members:
        raise SlackError("user_not_in_channel")
    message = workspace.conversations.whisper(
        channel,
        user=BOT_USER,
        by_bot=True,
        only_for=user,
        thread_ts=channel.thread_root(arguments.get("thread_ts")),
        **_content(workspace, arguments),
    )
    return {"message_ts": message.ts}


@method("chat.getPermalink")
def get_permalink(workspace: Workspace, arguments: Arguments) -> Json:
    """The address of a message, which opens it on the sandbox's page."""
    channel = visible_channel(workspace, arguments.required("channel", error="channel_not_found"))
    message = channel.message(arguments.required("message_ts"))
    link = workspace.link("archives/{channel}/p{ts}", channel=channel.id, ts=message.ts.replace(".", ""))
    if message.is_reply:
        link += f"?thread_ts={message.thread_ts}&cid={channel.id}"
    return {"channel": channel.id, "permalink": link}


def visible_channel(workspace: Workspace, name_or_id: str) -> Channel:
    """A channel that the bot may know of: private ones only as a member."""
    channel = workspace.conversations.find(name_or_id)
    if channel.is_private and BOT_USER not in channel.members:
        raise SlackError("channel_not_found")
    return channel


def writable_channel(workspace: Workspace, arguments: Arguments) -> Channel:
    """A channel in which the bot may write now."""
    channel = visible_channel(workspace, arguments.required("channel", error="channel_not_found"))
    if channel.is_im and not workspace.manifest.has_messages:
        raise SlackError("messages_tab_disabled")
    if channel.is_archived:
        raise SlackError("is_archived")
    if BOT_USER not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _own_message(workspace: Workspace, arguments: Arguments, *, refusal: str) -> tuple[Channel, Message]:
    channel_id = arguments.required("channel", error="channel_not_found")
    # Unlike posting, changing takes no names and no person's id in place of the channel's.
    if channel_id not in workspace.conversations.channels:
        raise SlackError("channel_not_found")
    channel = visible_channel(workspace, channel_id)
    message = channel.message(arguments.required("ts", error="message_not_found"))
    if not message.by_bot:
        raise SlackError(refusal)
    return channel, message


def _content(workspace: Workspace, arguments: Arguments, *, text_limit: int = TEXT_LIMIT) -> Content:
    given = {
        "text": arguments.get("text"),
        "blocks": arguments.structure("blocks", error="invalid_blocks_format"),
        "attachments": arguments.structure("attachments", error="invalid_attachments"),
    }
    return checked_content(given, charts=workspace.supports_data_visualization, text_limit=text_limit)
