"""Slash commands, shortcuts, modals and Home: what people ask of the app."""

import asyncio
import contextlib

from sandbox import events, interactions
from sandbox.answers import take_command_answer, take_submission_answer
from sandbox.control.given import Given
from sandbox.control.pressing import failure_text
from sandbox.deliveries import Answer
from sandbox.errors import Json, Refused
from sandbox.people import Person
from sandbox.state_values import complaints, fill_in
from sandbox.views import View
from sandbox.workspace import Workspace


async def command(workspace: Workspace, given: Given) -> Json:
    """A person types a slash command; gives what they alone are shown in answer."""
    person, channel, typed = given.person(workspace), given.channel(workspace), given.text("text")
    name, _, text = typed.partition(" ")
    if not name.startswith("/"):
        raise Refused("A command begins with a slash.")
    if given.optional("thread_ts"):
        raise Refused(f"{name} is not supported in threads, as in Slack.")
    if person.id not in channel.members:
        raise Refused(f"{person.real_name} is not a member of this channel.")
    if not workspace.manifest.has_command(name):
        raise Refused(f"{name} is not a valid command of the app.")
    _refuse_outsider(person, name)
    before = set(channel.ephemerals)
    fields = interactions.slash_command(workspace, person, channel, name, text.strip())
    answer = await workspace.deliveries.command(fields)
    take_command_answer(workspace, person, channel, name, answer)
    new = [message for ts, message in channel.ephemerals.items() if ts not in before]
    mine = [message.shape() for message in new if message.only_for == person.id]
    return _outcome(workspace, person, answer) | {"ephemerals": mine}


async def shortcut(workspace: Workspace, given: Given) -> Json:
    """A person chooses a shortcut, of a message or of the app as a whole."""
    person, callback_id = given.person(workspace), given.text("callback_id")
    _refuse_outsider(person, "A shortcut")
    if given.optional("ts"):
        channel = given.channel(workspace)
        message = given.message(channel, person)
        payload = interactions.message_shortcut(workspace, person, callback_id, channel, message)
    else:
        payload = interactions.global_shortcut(workspace, person, callback_id)
    answer = await workspace.deliveries.interaction(payload)
    if answer.person_sees:
        workspace.toasts.show(person.id, failure_text(answer))
    return _outcome(workspace, person, answer)


async def submit(workspace: Workspace, given: Given) -> Json:
    """A person sends the modal they see; Slack's client checks the fields first."""
    person = given.person(workspace)
    view = _modal(workspace, given, person)
    if not view.definition.get("submit"):
        raise Refused("This modal has no button to send it.")
    fill_in(view.blocks, view.state, given.mapping("values"))
    if problems := complaints(view.blocks, view.state):
        return {"result": "errors", "errors": problems, "checked_by": "client", "view": view.shape()}
    answer = await workspace.deliveries.interaction(interactions.view_submission(workspace, person, view))
    result = take_submission_answer(workspace, view, answer)
    return _outcome(workspace, person, answer) | {"errors": {}} | result


async def close(workspace: Workspace, given: Given) -> Json:
    """A person closes the modal they see, or with `all` the whole stack."""
    person = given.person(workspace)
    view = _modal(workspace, given, person)
    whole_stack = given.flag("all") or bool(view.definition.get("clear_on_close"))
    for gone in workspace.views.close(view, whole_stack=whole_stack):
        if gone.definition.get("notify_on_close"):
            payload = interactions.view_closed(workspace, person, gone, is_cleared=whole_stack)
            await workspace.deliveries.interaction(payload)
    top = workspace.views.top(person.id)
    return {"view": top.shape() if top else None}


async def home(workspace: Workspace, given: Given) -> Json:
    """A person opens the app's Home; gives the Home as it is once the bot has heard of it.

    With `wait_seconds` the call waits as long for a Home that the bot publishes after its ack.
    """
    person = given.person(workspace)
    _refuse_outsider(person, "Home")
    channel = workspace.conversations.direct(person.id)
    shown = workspace.views.homes.get(person.id)
    hash_before = shown.hash if shown else None
    event = events.home_opened(
        person.id, channel.id, at=workspace.clock.next(), view=shown.shape() if shown else None
    )
    if workspace.manifest.hears(event):
        await workspace.deliveries.event_now(workspace.envelope(event))
    published = await _newer_home(workspace, person, hash_before, given.number("wait_seconds", 0))
    return {"view": published.shape() if published else None}


async def _newer_home(workspace: Workspace, person: Person, hash_before: str | None, seconds: float) -> View | None:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            async for _ in workspace.changes.follow():
                home = workspace.views.homes.get(person.id)
                if home and home.hash != hash_before:
                    break
    return workspace.views.homes.get(person.id)


def _refuse_outsider(person: Person, what: str) -> None:
    if person.is_external:
        raise Refused(f"{what} is only for people of the workspace that installed the app.")


def _modal(workspace: Workspace, given: Given, person: Person) -> View:
    view = given.view(workspace, person)
    if view.definition["type"] != "modal":
        raise Refused("Home cannot be sent or closed.")
    return view


def _outcome(workspace: Workspace, person: Person, answer: Answer) -> Json:
    top = workspace.views.top(person.id)
    return {
        "status": answer.status,
        "milliseconds": answer.milliseconds,
        "error_shown": answer.person_sees,
        "view": top.shape() if top else None,
    }
