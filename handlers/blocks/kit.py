"""The blocks that Muster uses, as plain dicts, and the message that they make."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
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


def button(label: str, action: str, value: str, *, style: str | None = None, confirm: Block | None = None) -> Block:
    """A button; it carries ids only. `style` is primary or danger, `confirm` what is asked before it acts."""
    block: Block = {"type": "button", "text": plain(label), "action_id": action, "value": value}
    if style:
        block["style"] = style
    return {**block, "confirm": confirm} if confirm else block


def confirmation(title: str, text: str, *, yes: str) -> Block:
    """What is asked before a button acts; its `yes` repeats the act."""
    return {
        "title": plain(cut(title, 100)),
        "text": plain(cut(text, 300)),
        "confirm": plain(yes),
        "deny": plain("Cancel"),
    }


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
