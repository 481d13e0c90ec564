"""Interactive elements, and in which blocks each may stand."""

from sandbox.blockkit.composition import (
    CONFIRM,
    CONVERSATION_FILTER,
    DISPATCH,
    ID,
    LINK_OPTION,
    ONE_OPTION_LIST,
    OPTION,
    OPTION_GROUPS,
    OPTIONS,
    RICH_OPTION,
    SLACK_FILE,
    initial_among_options,
    plain,
    text,
)
from sandbox.blockkit.rich_text import RICH_TEXT
from sandbox.blockkit.rules import (
    Rule,
    anything,
    boolean,
    both,
    by_type,
    exactly_one,
    integer,
    items,
    one_of,
    shape,
    string,
)

_ACTION: dict[str, Rule] = {"action_id": ID, "confirm": CONFIRM}
_FOCUS: dict[str, Rule] = {"focus_on_load": boolean, "placeholder": plain(150)}
_PICKER = {**_ACTION, **_FOCUS}
_MANY: dict[str, Rule] = {"max_selected_items": integer(1, 1000)}
_TYPED: dict[str, Rule] = {"action_id": ID, "dispatch_action_config": DISPATCH, **_FOCUS}
_IDS = items(string(255), most=1000)

BUTTON = shape(
    {"text": plain(75)},
    {
        **_ACTION,
        "url": string(3000),
        "value": string(2000),
        "style": one_of("primary", "danger"),
        "accessibility_label": string(75),
    },
)
OVERFLOW = shape({"options": items(LINK_OPTION, most=5)}, _ACTION)
IMAGE = both(
    shape({"alt_text": string(2000)}, {"image_url": string(3000), "slack_file": SLACK_FILE}),
    exactly_one("image_url", "slack_file"),
)
CHECKBOXES = shape(
    {"options": items(RICH_OPTION, most=10)},
    {**_ACTION, "initial_options": items(RICH_OPTION, most=10), "focus_on_load": boolean},
)
RADIO_BUTTONS = shape(
    {"options": items(RICH_OPTION, most=10)},
    {**_ACTION, "initial_option": RICH_OPTION, "focus_on_load": boolean},
)

SELECTS: dict[str, Rule] = {
    "static_select": both(
        shape({}, {**_PICKER, "options": OPTIONS, "option_groups": OPTION_GROUPS, "initial_option": OPTION}),
        ONE_OPTION_LIST,
        initial_among_options,
    ),
    "external_select": shape({}, {**_PICKER, "initial_option": OPTION, "min_query_length": integer(0, 100)}),
    "users_select": shape({}, {**_PICKER, "initial_user": ID}),
    "conversations_select": shape(
        {},
        {
            **_PICKER,
            "initial_conversation": ID,
            "default_to_current_conversation": boolean,
            "response_url_enabled": boolean,
            "filter": CONVERSATION_FILTER,
        },
    ),
    "channels_select": shape({}, {**_PICKER, "initial_channel": ID, "response_url_enabled": boolean}),
}
MULTI_SELECTS: dict[str, Rule] = {
    "multi_static_select": both(
        shape(
            {},
            {
                **_PICKER,
                **_MANY,
                "options": OPTIONS,
                "option_groups": OPTION_GROUPS,
                "initial_options": OPTIONS,
            },
        ),
        ONE_OPTION_LIST,
        initial_among_options,
    ),
    "multi_external_select": shape(
        {}, {**_PICKER, **_MANY, "initial_options": OPTIONS, "min_query_length": integer(0, 100)}
    ),
    "multi_users_select": shape({}, {**_PICKER, **_MANY, "initial_users": _IDS}),
    "multi_conversations_select": shape(
        {},
        {
            **_PICKER,
            **_MANY,
            "initial_conversations": _IDS,
            "default_to_current_conversation": boolean,
            "filter": CONVERSATION_FILTER,
        },
    ),
    "multi_channels_select": shape({}, {**_PICKER, **_MANY, "initial_channels": _IDS}),
}
PICKERS: dict[str, Rule] = {
    "datepicker": shape({}, {**_PICKER, "initial_date": string(10, least=10)}),
    "timepicker": shape({}, {**_PICKER, "initial_time": string(5, least=5), "timezone": string(100)}),
}
DATETIMEPICKER = shape({}, {**_ACTION, "initial_date_time": integer(10**9, 10**10), "focus_on_load": boolean})
TYPED_INPUTS: dict[str, Rule] = {
    "plain_text_input": shape(
        {},
        {
            **_TYPED,
            "multiline": boolean,
            "initial_value": string(3000, least=0),
            "min_length": integer(0, 3000),
            "max_length": integer(1, 3000),
        },
    ),
    "email_text_input": shape({}, {**_TYPED, "initial_value": string(3000, least=0)}),
    "url_text_input": shape({}, {**_TYPED, "initial_value": string(3000, least=0)}),
    "number_input": shape(
        {"is_decimal_allowed": boolean},
        {**_TYPED, "initial_value": string(100, least=0), "min_value": string(100), "max_value": string(100)},
    ),
    "rich_text_input": shape({}, {**_TYPED, "initial_value": RICH_TEXT}),
    "file_input": shape({}, {"action_id": ID, "filetypes": anything, "max_files": integer(1, 10)}),
}
_CHOICES: dict[str, Rule] = {"checkboxes": CHECKBOXES, "radio_buttons": RADIO_BUTTONS}

IN_ACTIONS = by_type(
    {
        "button": BUTTON,
        "overflow": OVERFLOW,
        "datetimepicker": DATETIMEPICKER,
        **_CHOICES,
        **SELECTS,
        **PICKERS,
    }
)
IN_SECTION = by_type(
    {
        "button": BUTTON,
        "overflow": OVERFLOW,
        "image": IMAGE,
        **_CHOICES,
        **SELECTS,
        **MULTI_SELECTS,
        **PICKERS,
    }
)
IN_INPUT = by_type(
    {**_CHOICES, **SELECTS, **MULTI_SELECTS, **PICKERS, **TYPED_INPUTS, "datetimepicker": DATETIMEPICKER}
)
IN_CONTEXT = by_type({"image": IMAGE, "plain_text": text(3000), "mrkdwn": text(3000)})
