"""Pressing buttons and choosing options: in messages, in modals and in Home."""

import copy
import json
from dataclasses import dataclass
from typing import Any

from sandbox import interactions
from sandbox.control.given import Given
from sandbox.deliveries import Answer
from sandbox.errors import Json, Refused
from sandbox.messages import Message
from sandbox.people import Person
from sandbox.state_values import KINDS, StateValues, elements, fill_in, initial_values, options_of, read_value
from sandbox.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Found:
    """An element that a person can use, and the block it stands in."""

    block: Json
    element: Json


async def press(workspace: Workspace, given: Given) -> Json:
    """A person presses a button, or picks from a menu, in something they can see."""
    person = given.person(workspace)
    if given.optional("view_id"):
        return await _press_in_view(workspace, given, person)
    return await _press_in_message(workspace, given, person)


async def _press_in_message(workspace: Workspace, given: Given, person: Person) -> Json:
    channel = given.channel(workspace)
    message = _visible_message(workspace, given, person)
    blocks = [*message.blocks, *(block for one in message.attachments for block in one.get("blocks", []))]
    found = _find(blocks, given)
    state = initial_values(blocks)
    fill_in(blocks, state, given.mapping("state"))
    chosen = _chosen(found, given, state)
    action = interactions.action(found.block, found.element, chosen)
    payload = interactions.block_action_in_message(workspace, person, channel, message, action, state)
    return _result(workspace, person, found, await workspace.deliveries.interaction(payload))


async def _press_in_view(workspace: Workspace, given: Given, person: Person) -> Json:
    view = given.view(workspace, person)
    found = _find(view.blocks, given)
    fill_in(view.blocks, view.state, given.mapping("state"))
    chosen = _chosen(found, given, view.state)
    if found.block["type"] == "input" and not found.block.get("dispatch_action"):
        return {"status": None, "milliseconds": 0, "sent": False}
    action = interactions.action(found.block, found.element, chosen)
    payload = interactions.block_action_in_view(workspace, person, view, action)
    return _result(workspace, person, found, await workspace.deliveries.interaction(payload))


def _visible_message(workspace: Workspace, given: Given, person: Person) -> Message:
    channel = given.channel(workspace)
    if ephemeral_id := given.optional("ephemeral_id"):
        whisper = channel.ephemerals.get(ephemeral_id)
        if whisper is None or whisper.only_for != person.id:
            raise Refused(f"{person.real_name} does not see such a message.")
        return whisper
    if person.id not in channel.members:
        raise Refused(f"{person.real_name} is not a member of this channel.")
    return given.message(channel, person)


def _find(blocks: list[Json], given: Given) -> Found:
    action_id, block_id, value = (
        given.text("action_id"),
        given.optional("block_id"),
        given.values.get("value"),
    )
    here = [
        Found(block, element)
        for block, element in elements(blocks)
        if element.get("action_id") == action_id and block_id in (None, block["block_id"])
    ]
    if not here:
        raise Refused(f"There is no {action_id} to press here.")
    if len(here) > 1 and value is not None:
        here = [found for found in here if _offers(found.element, value)] or here
    if len(here) > 1:
        raise Refused(f"There are {len(here)} elements {action_id} here: say which by `block_id`.")
    return here[0]


def _offers(element: Json, value: Any) -> bool:
    return value == element.get("value") or any(value == option.get("value") for option in options_of(element))


def _chosen(found: Found, given: Given, state: StateValues) -> Json:
    element, value = found.element, given.values.get("value")
    if element["type"] == "button":
        if value not in (None, element.get("value")):
            raise Refused(f"The button {element['action_id']} does not carry the value {value!r}.")
        return {}
    if element["type"] == "overflow":
        for option in options_of(element):
            if option["value"] == value:
                return {"selected_option": copy.deepcopy(option)}
        raise Refused(f"The menu {element['action_id']} has no option {value!r}.")
    if element["type"] not in KINDS:
        raise Refused(f"A {element['type']} cannot be pressed.")
    place = state.setdefault(found.block["block_id"], {})
    if value is not None:
        place[element["action_id"]] = read_value(element, value)
    return {name: part for name, part in place[element["action_id"]].items() if name != "type"}


def _result(workspace: Workspace, person: Person, found: Found, answer: Answer) -> Json:
    if answer.person_sees:
        workspace.toasts.show(person.id, failure_text(answer))
    top = workspace.views.top(person.id)
    result: Json = {
        "status": answer.status,
        "milliseconds": answer.milliseconds,
        "sent": True,
        "error_shown": answer.person_sees,
        "view": top.shape() if top else None,
    }
    if url := found.element.get("url"):
        result["url"] = url
    return result


def failure_text(answer: Answer) -> str:
    """What Slack's client says to a person when the app fails them."""
    if answer.status is not None:
        return f"This app responded with status code {answer.status}."
    if answer.person_sees == "operation_timeout":
        return "This app did not respond in time (operation_timeout)."
    return "This app could not be reached (dispatch_failed)."


async def suggest(workspace: Workspace, given: Given) -> Json:
    """A person types into a select whose options come from the app; gives the options."""
    person = given.person(workspace)
    view = given.view(workspace, person)
    found = _find(view.blocks, given)
    if "external" not in found.element["type"]:
        raise Refused(f"{found.element['action_id']} has its options in itself.")
    typed = given.optional("typed") or ""
    payload = interactions.block_suggestion(workspace, person, view, found.element, found.block["block_id"], typed)
    answer = await workspace.deliveries.interaction(payload)
    return {"status": answer.status, "milliseconds": answer.milliseconds, "options": _suggested(answer)}


def _suggested(answer: Answer) -> list[Json]:
    try:
        body = json.loads(answer.body or b"{}")
    except ValueError:
        return []
    return options_of(body) if isinstance(body, dict) else []
