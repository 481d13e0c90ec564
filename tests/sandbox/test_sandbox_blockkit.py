"""Block Kit: each limit just kept and just broken, and the words of Slack's validator."""

from typing import Any

import pytest

from sandbox.blockkit import checked_blocks, checked_view
from sandbox.errors import Json, SlackError


def plain(length: int) -> Json:
    """Plain text of a certain length."""
    return {"type": "plain_text", "text": "x" * length}


def mrkdwn(length: int) -> Json:
    """Marked-up text of a certain length."""
    return {"type": "mrkdwn", "text": "x" * length}


def section(**parts: Any) -> Json:
    """A section block."""
    return {"type": "section"} | (parts or {"text": mrkdwn(1)})


def button(**parts: Any) -> Json:
    """A button."""
    return {"type": "button", "text": plain(1)} | parts


def actions(*elements: Json) -> Json:
    """An actions block."""
    return {"type": "actions", "elements": list(elements)}


def option(text: int = 1, value: int = 1) -> Json:
    """An option."""
    return {"text": plain(text), "value": "v" * value}


def select(kind: str, count: int, **parts: Any) -> Json:
    """A menu with so many options."""
    return {"type": kind, "options": [option()] * count} | parts


def table(rows: int, columns: int) -> Json:
    """A table of that size."""
    return {"type": "table", "rows": [[{"type": "raw_text", "text": "x"}] * columns] * rows}


def pie(segments: int, title: int = 1) -> Json:
    """A chart."""
    parts = [{"label": "a", "value": 1}] * segments
    return {"type": "data_visualization", "title": "t" * title, "chart": {"type": "pie", "segments": parts}}


def refusal(blocks: Any, *, charts: bool = True, text: str = "") -> SlackError | None:
    """What Slack says of the blocks of a message."""
    try:
        checked_blocks(blocks, charts=charts, text=text)
    except SlackError as error:
        return error
    return None


KEPT_AND_BROKEN: list[tuple[list[Json], list[Json], str]] = [
    ([section()] * 50, [section()] * 51, "no more than 50 items allowed [json-pointer:/blocks]"),
    (
        [section(text=mrkdwn(3000))],
        [section(text=mrkdwn(3001))],
        "must be less than 3001 characters [json-pointer:/blocks/0/text/text]",
    ),
    (
        [section(text=mrkdwn(1))],
        [section(text=mrkdwn(0))],
        "must be more than 0 characters [json-pointer:/blocks/0/text/text]",
    ),
    (
        [section(fields=[mrkdwn(1)] * 10)],
        [section(fields=[mrkdwn(1)] * 11)],
        "no more than 10 items allowed [json-pointer:/blocks/0/fields]",
    ),
    (
        [section(fields=[mrkdwn(2000)])],
        [section(fields=[mrkdwn(2001)])],
        "must be less than 2001 characters [json-pointer:/blocks/0/fields/0/text]",
    ),
    (
        [{"type": "header", "text": plain(150)}],
        [{"type": "header", "text": plain(151)}],
        "must be less than 151 characters [json-pointer:/blocks/0/text/text]",
    ),
    (
        [{"type": "header", "text": plain(1)}],
        [{"type": "header", "text": mrkdwn(1)}],
        "unsupported type: mrkdwn [json-pointer:/blocks/0/text/type]",
    ),
    (
        [actions(*[button()] * 25)],
        [actions(*[button()] * 26)],
        "no more than 25 items allowed [json-pointer:/blocks/0/elements]",
    ),
    (
        [{"type": "context", "elements": [mrkdwn(1)] * 10}],
        [{"type": "context", "elements": [mrkdwn(1)] * 11}],
        "no more than 10 items allowed [json-pointer:/blocks/0/elements]",
    ),
    (
        [actions(button(text=plain(75)))],
        [actions(button(text=plain(76)))],
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/text/text]",
    ),
    (
        [actions(button(value="v" * 2000))],
        [actions(button(value="v" * 2001))],
        "must be less than 2001 characters [json-pointer:/blocks/0/elements/0/value]",
    ),
    (
        [actions(button(action_id="a" * 255))],
        [actions(button(action_id="a" * 256))],
        "must be less than 256 characters [json-pointer:/blocks/0/elements/0/action_id]",
    ),
    (
        [section(text=mrkdwn(1), block_id="b" * 255)],
        [section(text=mrkdwn(1), block_id="b" * 256)],
        "must be less than 256 characters [json-pointer:/blocks/0/block_id]",
    ),
    (
        [actions({"type": "static_select", "options": [option(text=75)]})],
        [actions({"type": "static_select", "options": [option(text=76)]})],
        "must be less than 76 characters [json-pointer:/blocks/0/elements/0/options/0/text/text]",
    ),
    (
        [actions({"type": "static_select", "options": [option(value=150)]})],
        [actions({"type": "static_select", "options": [option(value=151)]})],
        "must be less than 151 characters [json-pointer:/blocks/0/elements/0/options/0/value]",
    ),
    (
        [actions(select("static_select", 100))],
        [actions(select("static_select", 101))],
        "no more than 100 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    (
        [actions(select("overflow", 5))],
        [actions(select("overflow", 6))],
        "no more than 5 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    (
        [actions(select("checkboxes", 10))],
        [actions(select("checkboxes", 11))],
        "no more than 10 items allowed [json-pointer:/blocks/0/elements/0/options]",
    ),
    ([table(100, 20)], [table(101, 1)], "no more than 100 items allowed [json-pointer:/blocks/0/rows]"),
    ([table(1, 20)], [table(1, 21)], "no more than 20 items allowed [json-pointer:/blocks/0/rows/0]"),
    ([table(1, 1)], [table(1, 1)] * 2, "no more than 1 table blocks allowed [json-pointer:/blocks/1]"),
    ([pie(6)], [pie(7)], "no more than 6 items allowed [json-pointer:/blocks/0/chart/segments]"),
    ([pie(1, 50)], [pie(1, 51)], "must be less than 51 characters [json-pointer:/blocks/0/title]"),
    (
        [section(text=mrkdwn(1), block_id="a"), section(text=mrkdwn(1), block_id="b")],
        [section(text=mrkdwn(1), block_id="a")] * 2,
        'block_id "a" already exists [json-pointer:/blocks/1/block_id]',
    ),
    (
        [actions(button(action_id="a"), button(action_id="b"))],
        [actions(button(action_id="a"), button(action_id="a"))],
        'action_id "a" already exists [json-pointer:/blocks/0/elements/1/action_id]',
    ),
    (
        [section(text=mrkdwn(1), accessory=button())],
        [section(text=mrkdwn(1), accessory={"type": "plain_text_input"})],
        "unsupported type: plain_text_input [json-pointer:/blocks/0/accessory/type]",
    ),
    (
        [section()],
        [section(text=mrkdwn(1), colour="red")],
        "invalid additional property: colour [json-pointer:/blocks/0]",
    ),
    ([section()], [section(block_id="b")], "must define one of: text, fields [json-pointer:/blocks/0]"),
    (
        [{"type": "image", "alt_text": "a", "image_url": "https://x.example/a.png"}],
        [{"type": "image", "image_url": "https://x.example/a.png"}],
        "missing required field: alt_text [json-pointer:/blocks/0]",
    ),
    ([section()], [{"type": "mystery"}], "unsupported type: mystery [json-pointer:/blocks/0/type]"),
    (
        [actions(button(style="danger"))],
        [actions(button(style="red"))],
        "failed to match one of the allowed values: primary, danger [json-pointer:/blocks/0/elements/0/style]",
    ),
    (
        [actions(select("static_select", 2, initial_option=option()))],
        [actions(select("static_select", 2, initial_option=option(value=2)))],
        "initial_option must match the options [json-pointer:/blocks/0/elements/0/initial_option]",
    ),
]


@pytest.mark.parametrize(("kept", "broken", "finding"), KEPT_AND_BROKEN)
def test_each_limit_of_a_message(kept: list[Json], broken: list[Json], finding: str) -> None:
    assert refusal(kept) is None
    error = refusal(broken)
    assert error
    assert error.code == "invalid_blocks"
    assert finding in error.messages
    assert f"[ERROR] {finding}" in error.body()["response_metadata"]["messages"]


def test_a_message_has_a_limit_as_a_whole() -> None:
    blocks = [section(text=mrkdwn(3000))] * 4
    assert refusal(blocks, text="x" * 1000) is None
    error = refusal(blocks, text="x" * 1001)
    assert error
    assert error.code == "msg_blocks_too_long"


def test_charts_are_taken_only_where_they_are_known() -> None:
    assert refusal([pie(1)], charts=True) is None
    error = refusal([pie(1)], charts=False)
    assert error
    assert error.messages == ("unsupported type: data_visualization [json-pointer:/blocks/0/type]",)


def test_series_must_match_their_axis() -> None:
    chart = {
        "type": "bar",
        "series": [{"name": "Cases", "data": [{"label": "Mon", "value": 1}]}],
        "axis_config": {"categories": ["Mon"]},
    }
    block: Json = {"type": "data_visualization", "title": "Week", "chart": chart}
    assert refusal([block]) is None
    chart["axis_config"] = {"categories": ["Tue"]}
    error = refusal([block])
    assert error
    assert "labels must match" in error.messages[0]


def test_slack_fills_in_ids_and_flags() -> None:
    (kept,) = checked_blocks([actions(button())], charts=True)
    assert kept["block_id"]
    assert kept["elements"][0]["action_id"]
    assert kept["elements"][0]["text"]["emoji"] is True


FIELD: Json = {"type": "input", "label": plain(1), "element": {"type": "plain_text_input"}}


def modal(**parts: Any) -> Json:
    """A modal."""
    return {"type": "modal", "title": plain(1), "submit": plain(1), "blocks": [section()]} | parts


@pytest.mark.parametrize(
    ("kept", "broken", "finding"),
    [
        (modal(blocks=[section()] * 100), modal(blocks=[section()] * 101), "no more than 100 items allowed"),
        (modal(title=plain(24)), modal(title=plain(25)), "must be less than 25 characters"),
        (modal(submit=plain(24)), modal(submit=plain(25)), "must be less than 25 characters"),
        (modal(close=plain(24)), modal(close=plain(25)), "must be less than 25 characters"),
        (modal(private_metadata="x" * 3000), modal(private_metadata="x" * 3001), "must be less than 3001"),
        (modal(callback_id="x" * 255), modal(callback_id="x" * 256), "must be less than 256 characters"),
        (
            modal(blocks=[FIELD]),
            modal(blocks=[FIELD], submit=None),
            "must define `submit` to use an `input` block in modals [json-pointer:/view/blocks/0/input]",
        ),
        (
            modal(blocks=[FIELD | {"label": plain(2000)}]),
            modal(blocks=[FIELD | {"label": plain(2001)}]),
            "must be less than 2001 characters [json-pointer:/view/blocks/0/label/text]",
        ),
        (modal(), modal(blocks=[table(1, 1)]), "unsupported type: table [json-pointer:/view/blocks/0/type]"),
        (modal(), modal(blocks=[pie(1)]), "unsupported type: data_visualization"),
        (modal(), modal(title=mrkdwn(1)), "unsupported type: mrkdwn [json-pointer:/view/title/type]"),
        (modal(), {"type": "modal", "blocks": []}, "missing required field: title [json-pointer:/view]"),
    ],
)
def test_each_limit_of_a_modal(kept: Json, broken: Json, finding: str) -> None:
    checked_view(kept, kind="modal")
    with pytest.raises(SlackError) as caught:
        checked_view(broken, kind="modal")
    assert caught.value.code == "invalid_arguments"
    assert caught.value.messages[0] == "failed to match all allowed schemas [json-pointer:/view]"
    assert any(finding in message for message in caught.value.messages)


def test_home_takes_inputs_without_a_button_to_send() -> None:
    checked_view({"type": "home", "blocks": [FIELD]}, kind="home")
    with pytest.raises(SlackError):
        checked_view({"type": "home", "blocks": [], "title": plain(1)}, kind="home")
