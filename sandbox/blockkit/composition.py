"""Text, options and confirmations: the parts that blocks and elements share."""

from typing import Any

from sandbox.blockkit.rules import (
    Findings,
    Rule,
    any_of,
    boolean,
    both,
    by_type,
    exactly_one,
    items,
    note,
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


OPTION = shape({"text": plain(75), "value": string(150)}, {"description": plain(75)})
LINK_OPTION = shape({"text": plain(75), "value": string(150)}, {"description": plain(75), "url": string(3000)})
RICH_OPTION = shape({"text": text(75), "value": string(150)}, {"description": text(75)})
OPTIONS = items(OPTION, most=100)
OPTION_GROUPS = items(shape({"label": plain(75), "options": OPTIONS}), most=100)
ONE_OPTION_LIST = exactly_one("options", "option_groups")


def initial_among_options(element: Any, at: str, findings: Findings) -> None:
    """What is chosen at first must be one of the options, in each of its parts."""
    if findings or not isinstance(element, dict):
        return
    grouped = [option for group in element.get("option_groups") or [] for option in group["options"]]
    options = [*(element.get("options") or []), *grouped]
    chosen = element.get("initial_options") or [element.get("initial_option")]
    if any(option and option not in options for option in chosen):
        name = "initial_options" if "initial_options" in element else "initial_option"
        note(findings, f"{name} must match the options", f"{at}/{name}")


CONFIRM = shape(
    {"title": plain(100), "text": text(300), "confirm": plain(30), "deny": plain(30)},
    {"style": one_of("primary", "danger")},
)

DISPATCH = shape({}, {"trigger_actions_on": items(one_of("on_enter_pressed", "on_character_entered"), most=2)})

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
