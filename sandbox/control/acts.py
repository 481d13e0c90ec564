"""What people say: speaking, editing, deleting, reacting, reading."""

import uuid

from sandbox.channels import Channel
from sandbox.control.given import Given
from sandbox.errors import Json, Refused
from sandbox.messages import Message
from sandbox.people import Person
from sandbox.workspace import Workspace


async def speak(workspace: Workspace, given: Given) -> Json:
    """A person writes into a channel or a thread."""
    person, channel = given.person(workspace), given.channel(workspace)
    _refuse_silent(workspace, person, channel)
    text = given.text("text")
    thread_ts = given.optional("thread_ts")
    if thread_ts and thread_ts not in channel.messages:
        raise Refused(f"There is no message {thread_ts} in this channel to reply to.")
    root = channel.message(thread_ts) if thread_ts else None
    message = workspace.conversations.post(
        channel,
        user=person.id,
        text=text,
        thread_ts=(root.thread_ts or root.ts) if root else None,
        extra={"client_msg_id": str(uuid.uuid4())},
    )
    channel.last_read[person.id] = message.ts
    return {"ts": message.ts, "channel": channel.id}


async def edit(workspace: Workspace, given: Given) -> Json:
    """A person changes their own message."""
    channel, message = _own(workspace, given)
    edited = {"user": message.user, "ts": workspace.clock.next()}
    workspace.conversations.edit(channel, message, text=given.text("text"), edited=edited)
    return {"ts": message.ts}


async def delete(workspace: Workspace, given: Given) -> Json:
    """A person deletes their own message."""
    channel, message = _own(workspace, given)
    workspace.conversations.delete(channel, message)
    return {"ts": message.ts}


async def react(workspace: Workspace, given: Given) -> Json:
    """A person puts a reaction on a message, or takes it away."""
    person, channel = given.person(workspace), given.channel(workspace)
    message, name = given.message(channel, person), given.text("name").strip(":")
    if given.flag("remove"):
        workspace.conversations.unreact(channel, message, user=person.id, name=name)
    else:
        workspace.conversations.react(channel, message, user=person.id, name=name)
    return {"reactions": message.reaction_list()}


async def read(workspace: Workspace, given: Given) -> Json:
    """A person has seen what stands in a channel."""
    person, channel = given.person(workspace), given.channel(workspace)
    newest = [message.ts for message in (*channel.roots(), *channel.ephemerals.values())]
    channel.last_read[person.id] = max(newest, default="0")
    return {}


async def join(workspace: Workspace, given: Given) -> Json:
    """A person comes into a public channel."""
    person, channel = given.person(workspace), given.channel(workspace)
    if channel.is_private:
        raise Refused(f"{person.real_name} cannot join a private channel without an invitation.")
    if person.is_external and person.team_id not in channel.connected_teams:
        raise Refused(f"This channel is not shared with the organisation of {person.real_name}.")
    if person.id not in channel.members:
        workspace.conversations.add_member(channel, person.id)
    return {}


async def archive(workspace: Workspace, given: Given) -> Json:
    """A person closes a channel, or opens it again."""
    person, channel = given.person(workspace), given.channel(workspace)
    workspace.conversations.set_archived(channel, person.id, archived=not given.flag("undo"))
    return {}


def _refuse_silent(workspace: Workspace, person: Person, channel: Channel) -> None:
    if person.id not in channel.members:
        raise Refused(f"{person.real_name} is not a member of this channel.")
    if channel.is_archived:
        raise Refused("This channel is archived: nobody can write here.")
    manifest = workspace.manifest
    if channel.is_im and (manifest.is_read_only or not manifest.has_messages):
        raise Refused("Sending messages to this app has been turned off.")


def _own(workspace: Workspace, given: Given) -> tuple[Channel, Message]:
    person, channel = given.person(workspace), given.channel(workspace)
    message = given.message(channel, person)
    if message.user != person.id:
        raise Refused(f"{person.real_name} can change only their own messages.")
    return channel, message
