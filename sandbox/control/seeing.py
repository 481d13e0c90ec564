"""What people see: channels, threads, whispers, modals, Home; and what an observer sees of it all."""

from sandbox.channels import Channel
from sandbox.control.given import Given
from sandbox.errors import Json, Refused
from sandbox.messages import Message
from sandbox.people import BOT_USER, TEAM_NAMES, Person
from sandbox.workspace import Workspace

SHOWN = 200
"""How many of the latest messages of a channel are given."""


async def sees(workspace: Workspace, given: Given) -> Json:
    """Everything that one person can see now."""
    person = given.person(workspace)
    if not person.is_external:
        workspace.conversations.direct(person.id)
    visible = [channel for channel in workspace.conversations.channels.values() if channel.is_visible_to(person)]
    home = workspace.views.homes.get(person.id)
    return {
        "serial": workspace.changes.serial,
        "user": _person(person),
        "people": [_person(other) for other in workspace.directory.people.values()],
        "groups": [group.shape(include_users=True) for group in workspace.directory.groups.values()],
        "channels": [_channel(channel, person) for channel in visible if not channel.is_im],
        "dms": [
            _channel(channel, person) for channel in visible if channel.is_im and workspace.manifest.has_messages
        ],
        "modals": [view.shape() for view in workspace.views.stacks.get(person.id, [])],
        "home": home.shape() if home else None,
        "toasts": workspace.toasts.of(person.id),
        "shortcuts": [] if person.is_external else list(workspace.manifest.shortcuts),
        "commands": [] if person.is_external else list(workspace.manifest.commands or ()),
        "conversations": workspace.customers.correspondence.shape(),
        "can_mention": bool(workspace.settings.mention_url),
        "app": {
            "user": BOT_USER,
            "name": workspace.directory.person(BOT_USER).real_name,
            "is_read_only": workspace.manifest.is_read_only,
        },
    }


async def channel(workspace: Workspace, given: Given) -> Json:
    """One channel as one person sees it."""
    person, found = given.person(workspace), given.channel(workspace)
    if not found.is_visible_to(person):
        raise Refused(f"{person.real_name} cannot see this channel.")
    return {"channel": _channel(found, person)}


async def thread(workspace: Workspace, given: Given) -> Json:
    """One thread, its head first; with `user`, what that person alone sees too."""
    found, ts = given.channel(workspace), given.text("ts")
    if ts not in found.messages:
        raise Refused(f"There is no message {ts} in this channel.")
    root = found.message(ts)
    root = found.message(root.thread_ts) if root.is_reply and root.thread_ts in found.messages else root
    replies = _with_whispers(found.replies(root.ts), found, given.optional("user"), thread_ts=root.ts)
    return {"messages": [found.shown(root), *(_seen(message) for message in replies)]}


async def state(workspace: Workspace, given: Given) -> Json:
    """The whole workspace, for an observer: nothing is hidden."""
    return {
        "channels": [
            found.shape(viewer=BOT_USER)
            | {
                "members": found.members,
                "messages": [found.shown(one, with_metadata=True) for one in found.messages.values()],
                "ephemerals": [_seen(one) for one in found.ephemerals.values()],
            }
            for found in workspace.conversations.channels.values()
        ],
        "modals": {user: [view.shape() for view in stack] for user, stack in workspace.views.stacks.items()},
        "homes": {user: view.shape() for user, view in workspace.views.homes.items()},
        "toasts": workspace.toasts.shown,
        "files": [file.shape(workspace.base_url) for file in workspace.files.files.values()],
        "conversations": workspace.customers.correspondence.shape(),
        "events": list(workspace.deliveries.log.values()),
        "pending": workspace.deliveries.pending,
        "sockets": workspace.socket_mode.connections,
        "supports_data_visualization": workspace.supports_data_visualization,
    }


def _channel(found: Channel, person: Person) -> Json:
    roots = _with_whispers(found.roots(), found, person.id, thread_ts=None)[-SHOWN:]
    last_read = found.last_read.get(person.id, "0")
    unread = [message for message in roots if message.ts > last_read and message.user != person.id]
    messages = []
    for root in roots:
        replies = [] if root.is_reply else _with_whispers(found.replies(root.ts), found, person.id, thread_ts=root.ts)
        shown = found.shown(root) if root.only_for is None else _seen(root)
        messages.append(shown | {"replies": [_seen(reply) for reply in replies]})
    shape = found.shape(viewer=person.id)
    return shape | {"members": found.members, "unread": len(unread), "messages": messages}


def _with_whispers(
    messages: list[Message], found: Channel, user: str | None, *, thread_ts: str | None
) -> list[Message]:
    whispers = [one for one in found.ephemerals.values() if one.only_for == user and one.thread_ts == thread_ts]
    return sorted([*messages, *whispers], key=lambda message: message.ts)


def _seen(message: Message) -> Json:
    shape = message.shape()
    if message.only_for:
        shape |= {"is_ephemeral": True, "ephemeral_id": message.ts}
    return shape


def _person(person: Person) -> Json:
    return {
        "id": person.id,
        "name": person.name,
        "real_name": person.real_name,
        "function": person.function,
        "tz": person.tz,
        "colour": f"#{person.colour}",
        "is_bot": person.is_bot,
        "is_employee": person.is_employee,
        "is_external": person.is_external,
        "team": TEAM_NAMES[person.team_id],
    }
