"""The payloads that tell an app what a person did: buttons, modals, shortcuts and commands."""

import time

from sandbox.channels import Channel
from sandbox.errors import Json
from sandbox.messages import Message
from sandbox.people import APP_ID, TEAM_DOMAINS, TEAM_ID, Person
from sandbox.state_values import StateValues
from sandbox.views import View
from sandbox.workspace import Workspace


def block_action_in_message(
    workspace: Workspace, person: Person, channel: Channel, message: Message, action: Json, state: StateValues
) -> Json:
    """A person pressed or chose something in a message."""
    container: Json = {
        "type": "message",
        "message_ts": message.ts,
        "channel_id": channel.id,
        "is_ephemeral": message.only_for is not None,
    }
    if message.thread_ts:
        container["thread_ts"] = message.thread_ts
    payload = _base(workspace, "block_actions", person) | {
        "container": container,
        "channel": _channel(channel),
        "state": {"values": state},
        "actions": [action],
        "response_url": _response_url(workspace, person, channel, message),
    }
    if message.only_for is None:
        payload["message"] = channel.shown(message)
    return payload


def block_action_in_view(workspace: Workspace, person: Person, view: View, action: Json) -> Json:
    """A person pressed or chose something in a modal or in Home."""
    return _base(workspace, "block_actions", person, view=view) | {
        "container": {"type": "view", "view_id": view.id},
        "view": view.shape(),
        "actions": [action],
    }


def view_submission(workspace: Workspace, person: Person, view: View) -> Json:
    """A person sent a modal."""
    return _base(workspace, "view_submission", person, view=view) | {
        "view": view.shape(),
        "response_urls": [],
    }


def view_closed(workspace: Workspace, person: Person, view: View, *, is_cleared: bool) -> Json:
    """A person closed a modal; sent only for modals that asked for it."""
    payload = _base(workspace, "view_closed", person, view=view) | {"view": view.shape(), "is_cleared": is_cleared}
    del payload["trigger_id"]
    return payload


def global_shortcut(workspace: Workspace, person: Person, callback_id: str) -> Json:
    """A person chose one of the app's shortcuts, outside any message."""
    return _base(workspace, "shortcut", person) | {"callback_id": callback_id, "action_ts": _action_ts()}


def message_shortcut(
    workspace: Workspace, person: Person, callback_id: str, channel: Channel, message: Message
) -> Json:
    """A person chose one of the app's shortcuts in the menu of a message."""
    return _base(workspace, "message_action", person) | {
        "callback_id": callback_id,
        "action_ts": _action_ts(),
        "channel": _channel(channel),
        "message_ts": message.ts,
        "message": channel.shown(message),
        "response_url": _response_url(workspace, person, channel, message),
    }


def block_suggestion(
    workspace: Workspace, person: Person, view: View, element: Json, block_id: str, typed: str
) -> Json:
    """A person typed into a select whose options the app gives."""
    payload = _base(workspace, "block_suggestion", person, view=view) | {
        "container": {"type": "view", "view_id": view.id},
        "view": view.shape(),
        "action_id": element["action_id"],
        "block_id": block_id,
        "value": typed,
    }
    del payload["trigger_id"]
    return payload


def slash_command(workspace: Workspace, person: Person, channel: Channel, command: str, text: str) -> Json:
    """A person typed a slash command; these are the fields of the form."""
    token = workspace.tickets.issue_response_url(person.id, channel.id)
    return {
        "token": "sandbox",
        "team_id": TEAM_ID,
        "team_domain": TEAM_DOMAINS[TEAM_ID],
        "channel_id": channel.id,
        "channel_name": "directmessage" if channel.is_im else channel.name,
        "user_id": person.id,
        "user_name": person.name,
        "command": command,
        "text": text,
        "api_app_id": APP_ID,
        "is_enterprise_install": "false",
        "response_url": workspace.link("hooks/{token}", token=token),
        "trigger_id": workspace.tickets.issue_trigger(person.id),
    }


def _response_url(workspace: Workspace, person: Person, channel: Channel, message: Message) -> str:
    """An address at which the app may answer what a person did with a message."""
    token = workspace.tickets.issue_response_url(
        person.id, channel.id, message_ts=message.ts, thread_ts=message.thread_ts
    )
    return workspace.link("hooks/{token}", token=token)


def action(block: Json, element: Json, chosen: Json) -> Json:
    """The entry in `actions` for one element, with what was chosen."""
    kept = ("type", "action_id", "text", "value", "style", "url", "placeholder", "confirm")
    entry = {name: element[name] for name in kept if name in element}
    return entry | {"block_id": block["block_id"], "action_ts": _action_ts()} | chosen


def _base(workspace: Workspace, kind: str, person: Person, *, view: View | None = None) -> Json:
    modal = view.id if view and view.definition["type"] == "modal" else None
    # Of a view Slack names the person's own team; of a message the one that installed the app.
    team = view.team if view else TEAM_ID
    return {
        "type": kind,
        "team": {"id": team, "domain": TEAM_DOMAINS[team]},
        "user": {"id": person.id, "username": person.name, "name": person.name, "team_id": person.team_id},
        "api_app_id": APP_ID,
        "token": "sandbox",
        "trigger_id": workspace.tickets.issue_trigger(person.id, view_id=modal),
        "enterprise": None,
        "is_enterprise_install": False,
    }


def _channel(channel: Channel) -> Json:
    return {"id": channel.id, "name": "directmessage" if channel.is_im else channel.name}


def _action_ts() -> str:
    return f"{time.time():.6f}"
