"""Rich text: sections, lists, quotes and preformatted text, and what may stand in a line."""

from sandbox.blockkit.rules import (
    Rule,
    anything,
    boolean,
    by_type,
    integer,
    items,
    number,
    one_of,
    shape,
    string,
)

_STYLE = shape(
    {},
    dict.fromkeys(
        ("bold", "italic", "strike", "code", "underline", "highlight", "client_highlight", "unlink"), boolean
    ),
)
_MENTION: dict[str, Rule] = {"style": _STYLE}

_INLINE = by_type(
    {
        "text": shape({"text": string(13_000)}, {"style": _STYLE}),
        "link": shape({"url": string(3000)}, {"text": string(3000), "unsafe": boolean, "style": _STYLE}),
        "user": shape({"user_id": string(255)}, _MENTION),
        "usergroup": shape({"usergroup_id": string(255)}, _MENTION),
        "channel": shape({"channel_id": string(255)}, _MENTION),
        "broadcast": shape({"range": one_of("here", "channel", "everyone")}, _MENTION),
        "emoji": shape({"name": string(255)}, {"unicode": string(255), "style": _STYLE, "skin_tone": number}),
        "date": shape(
            {"timestamp": number, "format": string(255)},
            {"url": string(3000), "fallback": string(3000), "style": _STYLE},
        ),
        "color": shape({"value": string(7)}, {"style": _STYLE}),
    }
)
_LINE = items(_INLINE, least=0, most=10_000)
_SECTION = shape({"elements": _LINE})

_PARTS = by_type(
    {
        "rich_text_section": _SECTION,
        "rich_text_quote": shape({"elements": _LINE}, {"border": integer(0, 1)}),
        "rich_text_preformatted": shape({"elements": _LINE}, {"border": integer(0, 1), "language": string(255)}),
        "rich_text_list": shape(
            {
                "style": one_of("bullet", "ordered"),
                "elements": items(by_type({"rich_text_section": _SECTION}), least=0, most=10_000),
            },
            {"indent": integer(0, 8), "offset": integer(0, 10_000), "border": integer(0, 1)},
        ),
    }
)

RICH_TEXT = shape({"elements": items(_PARTS, least=0, most=10_000)}, {"block_id": string(255), "type": anything})
