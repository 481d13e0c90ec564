"""Messages, modals and Homes as a whole: limits, unique ids, and the ids that Slack fills in."""

import copy
import secrets
from collections import Counter
from collections.abc import Iterator
from typing import Any

from sandbox.blockkit.blocks import IN_MESSAGE, IN_MESSAGE_WITH_CHARTS, IN_VIEW
from sandbox.blockkit.composition import plain
from sandbox.blockkit.rules import Findings, Rule, boolean, by_type, items, note, shape, string
from sandbox.errors import Json, SlackError

MESSAGE_BLOCKS = 50
VIEW_BLOCKS = 100
MESSAGE_CHARACTERS = 13_000
VIEW_BYTES = 250_000

_VIEW_IDS: dict[str, Rule] = {
    "callback_id": string(255, least=0),
    "private_metadata": string(3000, least=0),
    "external_id": string(255, least=0),
}
_BLOCKS = items(IN_VIEW, least=0, most=VIEW_BLOCKS)
_VIEW = by_type(
    {
        "modal": shape(
            {"title": plain(24), "blocks": _BLOCKS},
            {
                **_VIEW_IDS,
                "submit": plain(24),
                "close": plain(24),
                "clear_on_close": boolean,
                "notify_on_close": boolean,
            },
        ),
        "home": shape({"blocks": _BLOCKS}, _VIEW_IDS),
    }
)


def checked_blocks(blocks: Any, *, charts: bool, text: str = "") -> list[Json]:
    """The blocks of a message as Slack would keep them, or `invalid_blocks` with each finding."""
    if not blocks:
        return []
    findings: Findings = []
    rule = IN_MESSAGE_WITH_CHARTS if charts else IN_MESSAGE
    items(rule, most=MESSAGE_BLOCKS)(blocks, "/blocks", findings)
    if not findings:
        _check_ids(blocks, "/blocks", findings)
        _check_count(blocks, "table", 1, findings)
        _check_count(blocks, "data_visualization", 2, findings)
    if findings:
        raise SlackError("invalid_blocks", messages=findings, errors=findings)
    if len(text) + sum(len(part) for part in _texts(blocks)) > MESSAGE_CHARACTERS:
        raise SlackError("msg_blocks_too_long")
    return _completed(blocks)


def checked_view(view: Any, *, kind: str) -> Json:
    """A modal or Home as Slack would keep it, or `invalid_arguments` with each finding."""
    findings: Findings = []
    _VIEW(view, "/view", findings)
    if not findings:
        if view["type"] != kind:
            note(findings, f"must be a {kind} view", "/view/type")
        _check_ids(view["blocks"], "/view/blocks", findings)
        _check_submit(view, findings)
    if findings:
        findings.insert(0, "failed to match all allowed schemas [json-pointer:/view]")
        raise SlackError("invalid_arguments", messages=findings)
    if len(str(view)) > VIEW_BYTES:
        raise SlackError("view_too_large")
    return {**view, "blocks": _completed(view["blocks"])}


def _check_ids(blocks: list[Json], at: str, findings: Findings) -> None:
    for index, count in _repeats([block.get("block_id") for block in blocks]):
        note(findings, f'block_id "{count}" already exists', f"{at}/{index}/block_id")
    for index, block in enumerate(blocks):
        for inner, name in _repeats([element.get("action_id") for element in block.get("elements", [])]):
            note(findings, f'action_id "{name}" already exists', f"{at}/{index}/elements/{inner}/action_id")


def _repeats(names: list[str | None]) -> Iterator[tuple[int, str]]:
    seen: Counter[str] = Counter()
    for index, name in enumerate(names):
        if name is not None:
            if seen[name]:
                yield index, name
            seen[name] += 1


def _check_count(blocks: list[Json], kind: str, most: int, findings: Findings) -> None:
    places = [index for index, block in enumerate(blocks) if block["type"] == kind]
    for index in places[most:]:
        note(findings, f"no more than {most} {kind} blocks allowed", f"/blocks/{index}")


def _check_submit(view: Json, findings: Findings) -> None:
    if view["type"] == "modal" and not view.get("submit"):
        for index, block in enumerate(view["blocks"]):
            if block["type"] == "input":
                note(
                    findings,
                    "must define `submit` to use an `input` block in modals",
                    f"/view/blocks/{index}/input",
                )


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
    elif isinstance(value, dict):
        for name, inner in value.items():
            if name == "text" and isinstance(inner, str):
                yield inner
            else:
                yield from _texts(inner)


def _completed(blocks: list[Json]) -> list[Json]:
    """The same blocks with the ids and flags that Slack adds where an app left them out."""
    completed = copy.deepcopy(blocks)
    for block in completed:
        block.setdefault("block_id", secrets.token_urlsafe(4)[:5])
        actionable = [*block.get("elements", []), block.get("element"), block.get("accessory")]
        for element in actionable if block["type"] in ("actions", "section", "input") else []:
            if element and element["type"] != "image":
                element.setdefault("action_id", secrets.token_urlsafe(4)[:5])
        _complete_texts(block)
    return completed


def _complete_texts(value: Any) -> None:
    if isinstance(value, list):
        for inner in value:
            _complete_texts(inner)
    elif isinstance(value, dict):
        if value.get("type") == "plain_text":
            value.setdefault("emoji", True)
        elif value.get("type") == "mrkdwn":
            value.setdefault("verbatim", False)
        for inner in list(value.values()):
            _complete_texts(inner)
