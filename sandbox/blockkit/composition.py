"""Text, options and confirmations: the parts that blocks and elements share."""

from sandbox.blockkit.rules import (
    Rule,
    any_of,
    boolean,
    both,
    by_type,
    exactly_one,
    items,
    one_of,
    shape,
    string,
)

ID = string(255)


def plain(most: int) -> Rule:
    """A text object that may only be plain text."""
    return by_type({"plain_text": shape({"text": string(most)}, {"emoji": boolean})})


def text(most: int) -> Rule:
    """A text object, plain or with Slack's mark-up."""
    return by_type(
        {
            "plain_text": shape({"text": string(most)}, {"emoji": boolean}),
            "mrkdwn": shape({"text": string(most)}, {"verbatim": boolean}),
        }
    )


OPTION = shape({"text": plain(75), "value": string(150)}, {"description": plain(75), "url": string(3000)})
RICH_OPTION = shape({"text": text(75), "value": string(150)}, {"description": text(75)})
OPTIONS = items(OPTION, most=100)
OPTION_GROUPS = items(shape({"label": plain(75), "options": OPTIONS}), most=100)
ONE_OPTION_LIST = exactly_one("options", "option_groups")

CONFIRM = shape(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)

DISPATCH = shape(
    {}, {"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), most=2)}
)

CONVERSATION_FILTER = both(
    shape(
        {},
        {
            "include": items(one_of("im", "mpim", "private", "public"), most=4),
            "exclude_external_shared_channels": boolean,
            "exclude_bot_users": boolean,
        },
    ),
    any_of("include", "exclude_external_shared_channels", "exclude_bot_users"),
)

SLACK_FILE = both(shape({}, {"id": string(255), "url": string(3000)}), exactly_one("id", "url"))
