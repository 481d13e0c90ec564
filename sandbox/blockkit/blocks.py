"""The layout blocks, and which of them a message, a modal and a Home may hold."""

from sandbox.blockkit.charts import CHART
from sandbox.blockkit.composition import ID, SLACK_FILE, plain, text
from sandbox.blockkit.elements import IN_ACTIONS, IN_CONTEXT, IN_INPUT, IN_SECTION
from sandbox.blockkit.rich_text import RICH_TEXT
from sandbox.blockkit.rules import (
    Rule,
    any_of,
    boolean,
    both,
    by_type,
    exactly_one,
    items,
    number,
    one_of,
    shape,
    string,
)

_ID: dict[str, Rule] = {"block_id": ID}
_CELL = by_type(
    {
        "raw_text": shape({"text": string(13_000)}),
        "raw_number": shape({"value": number}, {"text": string(255)}),
        "rich_text": RICH_TEXT,
    }
)
_COLUMN = shape({}, {"align": one_of("left", "center", "right"), "is_wrapped": boolean})

TABLE = shape(
    {"rows": items(items(_CELL, most=20), most=100)},
    {**_ID, "column_settings": items(_COLUMN, least=0, most=20)},
)

EVERYWHERE: dict[str, Rule] = {
    "section": both(
        shape(
            {},
            {
                **_ID,
                "text": text(3000),
                "fields": items(text(2000), most=10),
                "accessory": IN_SECTION,
                "expand": boolean,
            },
        ),
        any_of("text", "fields"),
    ),
    "divider": shape({}, _ID),
    "header": shape({"text": plain(150)}, _ID),
    "image": both(
        shape(
            {"alt_text": string(2000)},
            {**_ID, "image_url": string(3000), "slack_file": SLACK_FILE, "title": plain(2000)},
        ),
        exactly_one("image_url", "slack_file"),
    ),
    "context": shape({"elements": items(IN_CONTEXT, most=10)}, _ID),
    "actions": shape({"elements": items(IN_ACTIONS, most=25)}, _ID),
    "input": shape(
        {"label": plain(2000), "element": IN_INPUT},
        {**_ID, "hint": plain(2000), "optional": boolean, "dispatch_action": boolean},
    ),
    "rich_text": RICH_TEXT,
}
IN_MESSAGES_ONLY: dict[str, Rule] = {"table": TABLE, "markdown": shape({"text": string(12_000)}, _ID)}

IN_MESSAGE = by_type({**EVERYWHERE, **IN_MESSAGES_ONLY})
IN_MESSAGE_WITH_CHARTS = by_type({**EVERYWHERE, **IN_MESSAGES_ONLY, "data_visualization": CHART})
IN_VIEW = by_type(EVERYWHERE)
