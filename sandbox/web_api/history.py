"""conversations.history and conversations.replies: what was said."""

from sandbox.channels import Channel
from sandbox.errors import Json, SlackError
from sandbox.messages import Message
from sandbox.people import BOT_USER
from sandbox.web_api.arguments import Arguments
from sandbox.web_api.conversations import named_channel
from sandbox.web_api.paging import page_of
from sandbox.web_api.registry import method
from sandbox.workspace import Workspace

_READ = ("channels:history", "groups:history", "im:history")


@method("conversations.history", scopes=_READ)
def history(workspace: Workspace, arguments: Arguments) -> Json:
    """What the channel shows, newest first."""
    channel = _readable_channel(workspace, arguments)
    found = [message for message in reversed(channel.roots()) if _within(message.ts, arguments)]
    pins = sum(message.pinned for message in channel.messages.values())
    return _page(channel, found, arguments, default=100, most=999) | {"pin_count": pins}


@method("conversations.replies", scopes=_READ)
def replies(workspace: Workspace, arguments: Arguments) -> Json:
    """A thread: its head, then the replies, oldest first."""
    channel = _readable_channel(workspace, arguments)
    root = channel.messages.get(arguments.required("ts"))
    if root is None:
        raise SlackError("thread_not_found")
    if root.is_reply:
        return _page(channel, [root], arguments, default=1000, most=1000)
    found = [message for message in channel.replies(root.ts) if _within(message.ts, arguments)]
    return _page(channel, [root, *found], arguments, default=1000, most=1000)


def _readable_channel(workspace: Workspace, arguments: Arguments) -> Channel:
    channel = named_channel(workspace, arguments)
    if BOT_USER not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _within(ts: str, arguments: Arguments) -> bool:
    oldest, latest = arguments.get("oldest") or "0", arguments.get("latest")
    if arguments.flag("inclusive"):
        return float(ts) >= float(oldest) and (latest is None or float(ts) <= float(latest))
    return float(ts) > float(oldest) and (latest is None or float(ts) < float(latest))


def _page(channel: Channel, found: list[Message], arguments: Arguments, *, default: int, most: int) -> Json:
    messages, more = page_of(found, arguments, default=default, most=most)
    with_metadata = arguments.flag("include_all_metadata")
    shown = [channel.shown(message, with_metadata=with_metadata) for message in messages]
    has_more = bool(more["response_metadata"]["next_cursor"])
    return {"messages": shown, "has_more": has_more} | (more if has_more else {})
