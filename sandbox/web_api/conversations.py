"""conversations.*: channels, their members and their settings."""

import time

from sandbox.channels import Channel
from sandbox.errors import Json, SlackError
from sandbox.people import BOT_USER
from sandbox.web_api.arguments import Arguments
from sandbox.web_api.chat import visible_channel
from sandbox.web_api.paging import page_of
from sandbox.web_api.registry import method
from sandbox.workspace import Workspace

READ = ("channels:read", "groups:read", "im:read")
_MANAGE = ("channels:manage", "groups:write")
SETTING_LIMIT = 250


@method("conversations.create", scopes=_MANAGE)
def create(workspace: Workspace, arguments: Arguments) -> Json:
    """Make a channel."""
    name = arguments.required("name", error="invalid_name_required")
    channel = workspace.conversations.create(name, creator=BOT_USER, is_private=arguments.flag("is_private"))
    return {"channel": channel.shape(viewer=BOT_USER)}


@method("conversations.list", scopes=READ)
def list_(workspace: Workspace, arguments: Arguments) -> Json:
    """The channels that the bot may know of."""
    types = set(arguments.names("types") or ["public_channel"])
    if unknown := types - {"public_channel", "private_channel", "im", "mpim"}:
        raise SlackError("invalid_types", messages=[f"unknown type: {name}" for name in sorted(unknown)])
    listed = [channel for channel in workspace.conversations.channels.values() if _type(channel) in types]
    listed = [channel for channel in listed if not channel.is_private or BOT_USER in channel.members]
    if arguments.flag("exclude_archived"):
        listed = [channel for channel in listed if not channel.is_archived]
    channels, more = page_of(listed, arguments, default=100)
    return {"channels": [channel.shape(viewer=BOT_USER, with_count=True) for channel in channels]} | more


@method("conversations.info", scopes=READ)
def info(workspace: Workspace, arguments: Arguments) -> Json:
    """One conversation."""
    channel = named_channel(workspace, arguments)
    return {"channel": channel.detailed_shape(viewer=BOT_USER, with_count=arguments.flag("include_num_members"))}


@method("conversations.members", scopes=READ)
def members(workspace: Workspace, arguments: Arguments) -> Json:
    """Who is in a conversation."""
    people, more = page_of(named_channel(workspace, arguments).members, arguments, default=100)
    return {"members": people} | more


@method("conversations.join", scopes=("channels:join",))
def join(workspace: Workspace, arguments: Arguments) -> Json:
    """Come into a public channel."""
    channel = named_channel(workspace, arguments)
    if channel.is_private:
        raise SlackError("method_not_supported_for_channel_type")
    _refuse_archived(channel)
    if BOT_USER in channel.members:
        return {"channel": channel.shape(viewer=BOT_USER), "warning": "already_in_channel"}
    workspace.conversations.add_member(channel, BOT_USER)
    return {"channel": channel.shape(viewer=BOT_USER)}


@method("conversations.invite", scopes=(*_MANAGE, "channels:write.invites", "groups:write.invites"))
def invite(workspace: Workspace, arguments: Arguments) -> Json:
    """Bring people into a channel."""
    channel = _managed_channel(workspace, arguments)
    users = arguments.names("users")
    if not users:
        raise SlackError("no_user")
    if len(users) > 100:
        raise SlackError("too_many_users")
    errors = [
        {"user": user, "ok": False, "error": error}
        for user in users
        if (error := _invite_error(workspace, channel, user))
    ]
    if errors and not (arguments.flag("force") and len(errors) < len(users)):
        raise SlackError(str(errors[0]["error"]), errors=errors)
    refused = {error["user"] for error in errors}
    for user in users:
        if user not in refused:
            workspace.conversations.add_member(channel, user, inviter=BOT_USER)
    return {"channel": channel.shape(viewer=BOT_USER)} | ({"errors": errors} if errors else {})


@method("conversations.leave", scopes=_MANAGE)
def leave(workspace: Workspace, arguments: Arguments) -> Json:
    """Leave a channel."""
    channel = named_channel(workspace, arguments)
    if BOT_USER not in channel.members:
        return {"not_in_channel": True}
    channel.members.remove(BOT_USER)
    return {}


@method("conversations.open", scopes=("im:write", "mpim:write"))
def open_(workspace: Workspace, arguments: Arguments) -> Json:
    """Begin or find the direct messages with one person."""
    if channel_id := arguments.get("channel"):
        channel = visible_channel(workspace, channel_id)
    else:
        users = arguments.names("users")
        if not users:
            raise SlackError("users_list_not_supplied")
        if len(users) > 1:
            raise SlackError("not_enough_users")
        if workspace.conversations.is_stranger(workspace.directory.person(users[0])):
            raise SlackError("user_not_found")
        channel = workspace.conversations.direct(users[0])
    if not arguments.flag("return_im"):
        return {"channel": {"id": channel.id}}
    return {"channel": channel.shape(viewer=BOT_USER)}


@method("conversations.archive", scopes=_MANAGE)
def archive(workspace: Workspace, arguments: Arguments) -> Json:
    """Close a channel."""
    channel = _managed_channel(workspace, arguments, archived_error="already_archived")
    if channel.id == "C0GENERAL":
        raise SlackError("cant_archive_general")
    workspace.conversations.set_archived(channel, BOT_USER, archived=True)
    return {}


@method("conversations.unarchive", scopes=_MANAGE)
def unarchive(workspace: Workspace, arguments: Arguments) -> Json:
    """Open a closed channel again."""
    channel = named_channel(workspace, arguments)
    if not channel.is_archived:
        raise SlackError("not_archived")
    workspace.conversations.set_archived(channel, BOT_USER, archived=False)
    return {}


@method("conversations.rename", scopes=_MANAGE)
def rename(workspace: Workspace, arguments: Arguments) -> Json:
    """Give a channel another name."""
    channel = _managed_channel(workspace, arguments)
    workspace.conversations.rename(channel, arguments.required("name", error="invalid_name_required"), user=BOT_USER)
    return {"channel": channel.shape(viewer=BOT_USER)}


@method("conversations.setTopic", scopes=(*_MANAGE, "channels:write.topic", "groups:write.topic"))
def set_topic(workspace: Workspace, arguments: Arguments) -> Json:
    """Say what a channel is about just now."""
    channel = _managed_channel(workspace, arguments)
    channel.topic = _setting(arguments, "topic")
    text = f"<@{BOT_USER}> set the channel topic: {channel.topic['value']}"
    workspace.conversations.announce(channel, BOT_USER, "channel_topic", text, topic=channel.topic["value"])
    return {"channel": channel.shape(viewer=BOT_USER)}


@method("conversations.setPurpose", scopes=(*_MANAGE, "channels:write.topic", "groups:write.topic"))
def set_purpose(workspace: Workspace, arguments: Arguments) -> Json:
    """Say what a channel is for."""
    channel = _managed_channel(workspace, arguments)
    channel.purpose = _setting(arguments, "purpose")
    text = f"<@{BOT_USER}> set the channel description: {channel.purpose['value']}"
    workspace.conversations.announce(channel, BOT_USER, "channel_purpose", text, purpose=channel.purpose["value"])
    return {"purpose": channel.purpose["value"]}


def named_channel(workspace: Workspace, arguments: Arguments) -> Channel:
    """The channel that a call names by its id."""
    channel_id = arguments.required("channel")
    if channel_id not in workspace.conversations.channels:
        raise SlackError("channel_not_found")
    return visible_channel(workspace, channel_id)


def _managed_channel(workspace: Workspace, arguments: Arguments, *, archived_error: str = "is_archived") -> Channel:
    channel = named_channel(workspace, arguments)
    if channel.is_im:
        raise SlackError("method_not_supported_for_channel_type")
    _refuse_archived(channel, archived_error)
    if BOT_USER not in channel.members:
        raise SlackError("not_in_channel")
    return channel


def _refuse_archived(channel: Channel, error: str = "is_archived") -> None:
    if channel.is_archived:
        raise SlackError(error)


def _setting(arguments: Arguments, name: str) -> Json:
    value = arguments.get(name) or ""
    if len(value) > SETTING_LIMIT:
        raise SlackError("too_long")
    return {"value": value, "creator": BOT_USER, "last_set": int(time.time())}


def _invite_error(workspace: Workspace, channel: Channel, user: str) -> str | None:
    if user == BOT_USER:
        return "cant_invite_self"
    person = workspace.directory.people.get(user)
    if person is None:
        return "user_not_found"
    if person.is_external and person.team_id not in channel.connected_teams:
        return "user_team_not_in_channel"
    return "already_in_channel" if user in channel.members else None


def _type(channel: Channel) -> str:
    return {"im": "im", "group": "private_channel", "channel": "public_channel"}[channel.kind]
