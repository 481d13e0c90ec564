"""The fields of a modal. Each block is called like its field, so that an error finds it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from handlers.blocks.kit import Block, plain
from handlers.blocks.text import cut


def option(label: str, value: str) -> Block:
    return {"text": plain(cut(label, 75)), "value": value}


def text_input(
    field: str, label: str, *, initial: str = "", multiline: bool = False, hint: str = "", optional: bool = False
) -> Block:
    """A text field; its block is called like the field, so that an error finds it."""
    element: Block = {"type": "plain_text_input", "action_id": field, "multiline": multiline}
    if initial:
        element["initial_value"] = initial
    return _input(field, label, element, hint, optional)


def url_input(field: str, label: str, *, hint: str = "", optional: bool = False) -> Block:
    """A field for a link. Slack's own kind refuses what is no URL before it is sent."""
    return _input(field, label, {"type": "url_text_input", "action_id": field}, hint, optional)


def choice(
    field: str, label: str, options: list[tuple[str, str]], *, initial: str | None = None, optional: bool = False
) -> Block:
    """A list of `(label, value)` to pick one from."""
    made = [option(*pair) for pair in options]
    element: Block = {"type": "static_select", "action_id": field, "options": made}
    chosen = next((o for o in made if o["value"] == initial), None)
    return _input(field, label, {**element, "initial_option": chosen} if chosen else element, "", optional)


def person_input(
    field: str, label: str, *, initial: str | None = None, hint: str = "", optional: bool = False
) -> Block:
    """A person of the workspace to pick."""
    element: Block = {"type": "users_select", "action_id": field}
    return _input(field, label, {**element, "initial_user": initial} if initial else element, hint, optional)


def checkboxes(
    field: str, label: str, options: list[tuple[str, str]], *, hint: str = "", ticked: Collection[str] | None = None
) -> Block:
    """Boxes for `(label, value)`, all ticked to begin with, or only those whose values are `ticked`."""
    made = [option(*pair) for pair in options]
    element: Block = {"type": "checkboxes", "action_id": field, "options": made}
    if chosen := [one for one in made if ticked is None or one["value"] in ticked]:
        element["initial_options"] = chosen
    return _input(field, label, element, hint, True)


def choices(
    field: str,
    label: str,
    options: list[tuple[str, str]],
    *,
    initial: Collection[str] = (),
    hint: str = "",
    optional: bool = False,
) -> Block:
    """A list of `(label, value)` to pick some from."""
    made = [option(*pair) for pair in options]
    element: Block = {"type": "multi_static_select", "action_id": field, "options": made}
    if chosen := [one for one in made if one["value"] in initial]:
        element["initial_options"] = chosen
    return _input(field, label, element, hint, optional)


def radio(field: str, label: str, options: list[tuple[str, str]], *, initial: str) -> Block:
    """Some `(label, value)`, one of which holds."""
    made = [option(*pair) for pair in options]
    chosen = next(one for one in made if one["value"] == initial)
    element = {"type": "radio_buttons", "action_id": field, "options": made, "initial_option": chosen}
    return _input(field, label, element, "", False)


def people_input(
    field: str, label: str, *, initial: Sequence[str] = (), hint: str = "", optional: bool = False
) -> Block:
    """A field for people of the workspace."""
    element: Block = {"type": "multi_users_select", "action_id": field, "max_selected_items": 100}
    if initial:
        element["initial_users"] = list(initial)
    return _input(field, label, element, hint, optional)


def date_input(field: str, label: str, *, initial: date | None = None, hint: str = "") -> Block:
    """A field for a day, which may stay empty."""
    element: Block = {"type": "datepicker", "action_id": field}
    if initial:
        element["initial_date"] = initial.isoformat()
    return _input(field, label, element, hint, True)


def time_input(field: str, label: str, *, initial: int | None = None, hint: str = "") -> Block:
    """A field for a time of the day, which may stay empty; `initial` is its minute."""
    element: Block = {"type": "timepicker", "action_id": field}
    if initial is not None:
        element["initial_time"] = wall(initial)
    return _input(field, label, element, hint, True)


def wall(minute: int) -> str:
    """A minute of the day as clocks show it: 22:00."""
    return f"{minute // 60:02}:{minute % 60:02}"


def _input(field: str, label: str, element: Block, hint: str, optional: bool) -> Block:
    block: Block = {"type": "input", "block_id": field, "label": plain(label), "element": element}
    if hint:
        block["hint"] = plain(hint)
    if optional:
        block["optional"] = True
    return block
