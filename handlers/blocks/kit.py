"""The blocks that Muster uses, as plain dicts, and the message that they make."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.blocks.text import chunks, cut, fit

Block = dict[str, Any]
View = dict[str, Any]

TEXT_LIMIT = 3_000
"""Characters of one text that Slack takes."""

MESSAGE_LIMIT = 11_500
"""Characters of all marked-up texts of a message; with headers and buttons Slack takes about 13,000."""


TABLE_ROWS = 100
"""Rows of a table that Slack takes, its head among them."""


@dataclass(frozen=True, slots=True)
class Message:
    """Blocks with the text that stands for them in alerts and for those who listen rather than look."""

    text: str
    blocks: tuple[Block, ...] = ()

    def as_arguments(self) -> dict[str, Any]:
        """As Slack's methods want it."""
        return {"text": self.text, "blocks": _within_limit(self.blocks)} if self.blocks else {"text": self.text}


def _within_limit(blocks: tuple[Block, ...]) -> list[Block]:
    """The blocks, the long ones shortened where Slack would refuse them all for being too much together."""
    marked = [text for block in blocks for text in _marked(block)]
    if sum(len(text["text"]) for text in marked) <= MESSAGE_LIMIT:
        return list(blocks)
    return [_shortened(block, MESSAGE_LIMIT // len(marked)) for block in blocks]


def _marked(block: Block) -> list[Block]:
    if block["type"] == "section":
        return [block["text"]]
    return list(block["elements"]) if block["type"] == "context" else []


def _shortened(block: Block, limit: int) -> Block:
    shorter = [{**text, "text": fit(text["text"], limit)} for text in _marked(block)]
    if block["type"] == "section":
        return {**block, "text": shorter[0]}
    return {**block, "elements": shorter} if shorter else block


def plain(text: str) -> Block:
    return {"type": "plain_text", "text": text, "emoji": False}


def mrkdwn(text: str) -> Block:
    return {"type": "mrkdwn", "text": fit(text, TEXT_LIMIT), "verbatim": True}


def header(text: str) -> Block:
    return {"type": "header", "text": plain(cut(text, 150))}


def section(text: str, accessory: Block | None = None) -> Block:
    block = {"type": "section", "text": mrkdwn(text)}
    return {**block, "accessory": accessory} if accessory else block


def sections(text: str, *, quoted: bool = False) -> tuple[Block, ...]:
    """A text of any length from outside, whole."""
    return tuple(section(piece) for piece in chunks(text, quoted=quoted))


def context(*texts: str) -> Block:
    return {"type": "context", "elements": [mrkdwn(text) for text in texts]}


def divider() -> Block:
    return {"type": "divider"}


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Block:
    """A table of short texts, the first column to the left and the others to the right; a message takes one."""
    cells = [[{"type": "raw_text", "text": cell} for cell in row] for row in (head, *rows)]
    sides = ["left", *("right" for _ in head[1:])]
    return {"type": "table", "rows": cells[:TABLE_ROWS], "column_settings": [{"align": side} for side in sides]}


def actions(*elements: Block) -> Block:
    return {"type": "actions", "elements": list(elements)}


def button(label: str, action: str, value: str, *, style: str | None = None) -> Block:
    """A button; it carries ids only. `style` is primary or danger."""
    block = {"type": "button", "text": plain(label), "action_id": action, "value": value}
    return {**block, "style": style} if style else block


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
    field: str, label: str, options: list[tuple[str, str]], *, hint: str = "", ticked: bool = True
) -> Block:
    """Boxes for `(label, value)`, all `ticked` to begin with, or none."""
    made = [option(*pair) for pair in options]
    element: Block = {"type": "checkboxes", "action_id": field, "options": made}
    return _input(field, label, {**element, "initial_options": made} if ticked else element, hint, True)


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


def _input(field: str, label: str, element: Block, hint: str, optional: bool) -> Block:
    block: Block = {"type": "input", "block_id": field, "label": plain(label), "element": element}
    if hint:
        block["hint"] = plain(hint)
    if optional:
        block["optional"] = True
    return block


def modal(
    callback: str,
    title: str,
    blocks: Iterable[Block],
    *,
    submit: str | None = None,
    metadata: str = "",
    close: str = "",
) -> View:
    """A modal. Its title says the act and `submit` repeats it; `metadata` carries ids only."""
    view: View = {
        "type": "modal",
        "callback_id": callback,
        "title": plain(cut(title, 24)),
        "close": plain(close or ("Cancel" if submit else "Close")),
        "blocks": list(blocks),
        "private_metadata": metadata,
    }
    return {**view, "submit": plain(cut(submit, 24))} if submit else view


def as_plain_text(message: Message) -> str:
    """The words of a message, for a terminal."""
    lines: list[str] = []
    for block in message.blocks:
        if "text" in block:
            lines.append(block["text"]["text"])
        lines += [element["text"] for element in block.get("elements", ()) if element["type"] == "mrkdwn"]
    return "\n".join(lines) or message.text
