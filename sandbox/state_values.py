"""What people put into inputs: found in blocks, kept in the form of Slack's `state.values`."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sandbox.errors import Json, Refused

StateValues = dict[str, dict[str, Json]]


@dataclass(frozen=True, slots=True)
class InputKind:
    """Where an element's value stands in `state.values`, and where its first value comes from."""

    key: str
    initial: str
    is_option: bool = False
    is_many: bool = False


_TEXT = InputKind("value", "initial_value")
_OPTION = InputKind("selected_option", "initial_option", is_option=True)
_OPTIONS = InputKind("selected_options", "initial_options", is_option=True, is_many=True)

KINDS: dict[str, InputKind] = {
    "plain_text_input": _TEXT,
    "email_text_input": _TEXT,
    "url_text_input": _TEXT,
    "number_input": _TEXT,
    "rich_text_input": InputKind("rich_text_value", "initial_value"),
    "static_select": _OPTION,
    "external_select": _OPTION,
    "radio_buttons": _OPTION,
    "checkboxes": _OPTIONS,
    "multi_static_select": _OPTIONS,
    "multi_external_select": _OPTIONS,
    "users_select": InputKind("selected_user", "initial_user"),
    "conversations_select": InputKind("selected_conversation", "initial_conversation"),
    "channels_select": InputKind("selected_channel", "initial_channel"),
    "multi_users_select": InputKind("selected_users", "initial_users", is_many=True),
    "multi_conversations_select": InputKind("selected_conversations", "initial_conversations", is_many=True),
    "multi_channels_select": InputKind("selected_channels", "initial_channels", is_many=True),
    "datepicker": InputKind("selected_date", "initial_date"),
    "timepicker": InputKind("selected_time", "initial_time"),
    "datetimepicker": InputKind("selected_date_time", "initial_date_time"),
}


def elements(blocks: list[Json]) -> Iterator[tuple[Json, Json]]:
    """Each interactive element of `blocks`, with the block it stands in."""
    for block in blocks:
        if block["type"] == "actions":
            yield from ((block, element) for element in block["elements"])
        elif block["type"] == "input":
            yield block, block["element"]
        elif accessory := block.get("accessory"):
            yield block, accessory


def options_of(element: Json) -> list[Json]:
    """All options of a select, overflow, checkboxes or radio buttons, out of their groups."""
    groups = [group["options"] for group in element.get("option_groups", [])]
    return [*element.get("options", []), *(option for group in groups for option in group)]


def initial_values(blocks: list[Json]) -> StateValues:
    """The state of inputs that nobody has touched."""
    values: StateValues = {}
    for block, element in elements(blocks):
        if kind := KINDS.get(element["type"]):
            empty: Any = [] if kind.is_many else None
            state = {"type": element["type"], kind.key: element.get(kind.initial, empty)}
            values.setdefault(block["block_id"], {})[element["action_id"]] = state
    return values


def carry_over(old: StateValues, blocks: list[Json]) -> StateValues:
    """The state after an update: inputs that keep their ids and type keep what was typed."""
    values = initial_values(blocks)
    for block_id, actions in values.items():
        for action_id, fresh in actions.items():
            kept = old.get(block_id, {}).get(action_id)
            if kept and kept["type"] == fresh["type"]:
                actions[action_id] = kept
    return values


def fill_in(blocks: list[Json], state: StateValues, given: Json) -> None:
    """Put `given`, {block_id: {action_id: value}} or {action_id: value}, into `state`."""
    taken = set()
    for block, element in elements(blocks):
        block_id, action_id = block["block_id"], element.get("action_id", "")
        inside = given.get(block_id)
        if isinstance(inside, dict) and action_id in inside:
            value = inside[action_id]
            taken.add(block_id)
        elif action_id in given:
            value = given[action_id]
            taken.add(action_id)
        else:
            continue
        if element["type"] not in KINDS:
            raise Refused(f"{action_id} is a {element['type']}: nothing can be filled in there.")
        state.setdefault(block_id, {})[action_id] = read_value(element, value)
    if unknown := set(given) - taken:
        raise Refused(f"There is no such input here: {', '.join(sorted(unknown))}.")


def read_value(element: Json, given: Any) -> Json:
    """A value as a person would give it, in Slack's form: options are named by their value."""
    kind = KINDS[element["type"]]
    if isinstance(given, dict) and kind.key in given:
        given = given[kind.key]
    if kind.is_option and kind.is_many:
        given = [_option(element, one) for one in given or []]
    elif kind.is_option and given not in (None, ""):
        given = _option(element, given)
    elif kind.is_many:
        given = list(given or [])
    elif kind.key == "value" and given is not None:
        given = str(given)
    return {"type": element["type"], kind.key: None if given == "" else given}


def _option(element: Json, given: Any) -> Json:
    wanted = given["value"] if isinstance(given, dict) else given
    for option in options_of(element):
        if option.get("value") == wanted:
            return {name: part for name, part in option.items() if name != "url"}
    if "external" in element["type"] and isinstance(given, dict):
        return given
    raise Refused(f"{element.get('action_id')} has no option {wanted!r}.")


def complaints(blocks: list[Json], state: StateValues) -> dict[str, str]:
    """What Slack's client itself says of a form before it is sent, by block_id."""
    found = {}
    for block, element in elements(blocks):
        if block["type"] != "input":
            continue
        kind = KINDS[element["type"]]
        value = state[block["block_id"]][element["action_id"]].get(kind.key)
        if value in (None, "", []):
            if not block.get("optional"):
                found[block["block_id"]] = "Please complete this required field."
        elif complaint := _complaint(element, value):
            found[block["block_id"]] = complaint
    return found


def _complaint(element: Json, value: Any) -> str | None:
    match element["type"]:
        case "plain_text_input":
            return _about_length(element, value)
        case "number_input":
            return _about_number(element, value)
        case "email_text_input" if not re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", value):
            return "Please enter a valid email address."
        case "url_text_input" if not re.match(r"https?://\S+$", value):
            return "Please enter a valid URL."
        case "datepicker" if not _parses(date.fromisoformat, value):
            return "Please enter a valid date."
        case "timepicker" if not _parses(time.fromisoformat, value):
            return "Please enter a valid time."
        case "datetimepicker" if not _parses(datetime.fromtimestamp, value):
            return "Please enter a valid date and time."
        case kind if KINDS[kind].is_many:
            most = element.get("max_selected_items", len(value))
            return f"Please choose {most} at most." if len(value) > most else None
    return None


def _about_length(element: Json, value: str) -> str | None:
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if len(value) < least:
        return f"Please use at least {least} characters."
    if len(value) > most:
        return f"Please use {most} characters at most."
    return None


def _about_number(element: Json, value: str) -> str | None:
    pattern = r"-?\d+(\.\d+)?" if element.get("is_decimal_allowed") else r"-?\d+"
    if not re.fullmatch(pattern, value):
        return "Please enter a number." if element.get("is_decimal_allowed") else "Please enter a whole number."
    if "min_value" in element and float(value) < float(element["min_value"]):
        return f"Please enter {element['min_value']} or more."
    if "max_value" in element and float(value) > float(element["max_value"]):
        return f"Please enter {element['max_value']} or less."
    return None


def _parses(parse: Any, value: Any) -> bool:
    try:
        parse(value)
    except (TypeError, ValueError):
        return False
    return True
