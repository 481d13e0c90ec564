"""Modals and Home: the stack, what people type, and the bot's answers to a sent form."""

from typing import Any

import pytest
from slack_bolt.async_app import AsyncAck, AsyncApp

from tests.sandbox.world import Sandbox, refusal


def plain(text: str) -> dict[str, str]:
    """Plain text."""
    return {"type": "plain_text", "text": text}


def field(block_id: str, **element: Any) -> dict[str, Any]:
    """An input block."""
    element = {"type": "plain_text_input", "action_id": "it"} | element
    return {"type": "input", "block_id": block_id, "label": plain(block_id), "element": element}


def modal(*blocks: dict[str, Any], **parts: Any) -> dict[str, Any]:
    """A modal with a title and a button to send it."""
    return {"type": "modal", "title": plain("Form"), "submit": plain("Send"), "blocks": list(blocks), **parts}


REASON = {"options": [{"text": plain(name), "value": name.lower()} for name in ("Safety", "Billing")]}
FORM = modal(
    field("why"),
    field("kind", type="static_select", **REASON),
    field("who", type="multi_users_select"),
    field("when", type="datepicker") | {"optional": True},
    callback_id="form",
)


@pytest.fixture
def opens(app: AsyncApp) -> dict[str, Any]:
    """The modal that `/muster` opens; a test may put in another."""
    shown: dict[str, Any] = {"view": FORM}

    @app.command("/muster")
    async def open_modal(ack: AsyncAck, body: dict[str, Any]) -> None:
        await app.client.views_open(trigger_id=body["trigger_id"], view=shown["view"])
        await ack()

    return shown


async def opened(world: Sandbox) -> dict[str, Any]:
    """Open the modal as Eva and give it."""
    answer = await world.control.post("command", user="U0EVA", channel="C0CARE", text="/muster")
    view: dict[str, Any] = answer["view"]
    return view


FILLED = {"why": {"it": "Because"}, "kind": {"it": "safety"}, "who": {"it": ["U0LI"]}}


async def test_a_form_is_sent_with_slacks_state(app: AsyncApp, world: Sandbox, opens: dict[str, Any]) -> None:
    sent: list[dict[str, Any]] = []

    @app.view("form")
    async def take(ack: AsyncAck, body: dict[str, Any]) -> None:
        sent.append(body)
        await ack()

    view = await opened(world)
    result = await world.control.post("submit", user="U0EVA", view_id=view["id"], values=FILLED)
    assert result["result"] == "closed"
    assert sent[0]["view"]["state"]["values"] == {
        "why": {"it": {"type": "plain_text_input", "value": "Because"}},
        "kind": {
            "it": {
                "type": "static_select",
                "selected_option": {"text": plain("Safety") | {"emoji": True}, "value": "safety"},
            }
        },
        "who": {"it": {"type": "multi_users_select", "selected_users": ["U0LI"]}},
        "when": {"it": {"type": "datepicker", "selected_date": None}},
    }
    assert (await world.control.get("sees", user="U0EVA"))["modals"] == []


async def test_the_client_checks_a_form_before_it_is_sent(world: Sandbox, opens: dict[str, Any]) -> None:
    opens["view"] = modal(
        field("need"),
        field("long", max_length=3),
        field("number", type="number_input", is_decimal_allowed=False, min_value="2"),
        field("mail", type="email_text_input"),
        field("link", type="url_text_input"),
    )
    view = await opened(world)
    values = {"long": "long", "number": "1", "mail": "nobody", "link": "here"}
    given = {block: {"it": value} for block, value in values.items()}
    result = await world.control.post("submit", user="U0EVA", view_id=view["id"], values=given)
    assert (result["result"], result["checked_by"]) == ("errors", "client")
    assert result["errors"] == {
        "need": "Please complete this required field.",
        "long": "Please use 3 characters at most.",
        "number": "Please enter 2 or more.",
        "mail": "Please enter a valid email address.",
        "link": "Please enter a valid URL.",
    }


async def test_choices_are_sent_whole_and_counted(app: AsyncApp, world: Sandbox, opens: dict[str, Any]) -> None:
    options = [{"text": plain(name), "value": name, "description": plain(f"About {name}")} for name in "abc"]
    opens["view"] = modal(
        field("radio", type="radio_buttons", options=options),
        field("checks", type="checkboxes", options=options),
        field("many", type="multi_static_select", options=options, max_selected_items=1),
        field("where", type="multi_channels_select", max_selected_items=1),
        callback_id="form",
    )
    sent: list[dict[str, Any]] = []

    @app.view("form")
    async def take(ack: AsyncAck, body: dict[str, Any]) -> None:
        sent.append(body["view"]["state"]["values"])
        await ack()

    view = await opened(world)
    send: dict[str, Any] = {"user": "U0EVA", "view_id": view["id"]}
    too_many = {"radio": "b", "checks": ["a", "c"], "many": ["a", "b"], "where": ["C0CARE", "C0VOICE"]}
    first = await world.control.post("submit", **send, values={name: {"it": one} for name, one in too_many.items()})
    assert first["errors"] == dict.fromkeys(("many", "where"), "Please choose 1 at most.")
    fewer = {"many": {"it": ["a"]}, "where": {"it": ["C0CARE"]}}
    assert (await world.control.post("submit", **send, values=fewer))["result"] == "closed"
    (values,) = sent
    assert values["radio"]["it"]["selected_option"]["description"]["text"] == "About b"
    assert [one["value"] for one in values["checks"]["it"]["selected_options"]] == ["a", "c"]
    assert values["where"]["it"]["selected_channels"] == ["C0CARE"]


async def test_errors_updates_pushes_and_clear(app: AsyncApp, world: Sandbox, opens: dict[str, Any]) -> None:
    answers: list[dict[str, Any]] = [
        {"response_action": "errors", "errors": {"why": "Say more"}},
        {"response_action": "update", "view": modal(field("why"), callback_id="form")},
        {"response_action": "push", "view": modal(callback_id="form", private_metadata="second")},
        {"response_action": "push", "view": modal(callback_id="form", private_metadata="third")},
        {"response_action": "clear"},
    ]

    @app.view("form")
    async def take(ack: AsyncAck) -> None:
        await ack(**answers.pop(0))

    view = await opened(world)
    send: dict[str, Any] = {"user": "U0EVA", "view_id": view["id"]}
    first = await world.control.post("submit", **send, values=FILLED)
    assert (first["result"], first["errors"]) == ("errors", {"why": "Say more"})
    second = await world.control.post("submit", **send)
    assert second["result"] == "updated"
    assert second["view"]["state"]["values"]["why"]["it"]["value"] == "Because"
    third = await world.control.post("submit", **send)
    assert third["result"] == "pushed"
    assert third["view"]["previous_view_id"] == third["view"]["root_view_id"] == view["id"]
    hidden = await world.control.attempt("submit", **send)
    assert hidden["error"] == f"Eva Novak does not see a view {view['id']} now."
    fourth = await world.control.post("submit", user="U0EVA", view_id=third["view"]["id"])
    last = await world.control.post("submit", user="U0EVA", view_id=fourth["view"]["id"])
    assert (last["result"], last["view"]) == ("closed", None)


async def test_an_answer_that_slack_cannot_use_leaves_the_form_open(
    app: AsyncApp, world: Sandbox, opens: dict[str, Any]
) -> None:
    @app.view("form")
    async def take(ack: AsyncAck) -> None:
        await ack(response_action="errors", errors={"nowhere": "No such field"})

    view = await opened(world)
    result = await world.control.post("submit", user="U0EVA", view_id=view["id"], values=FILLED)
    assert result["result"] == "failed"
    seen = await world.control.get("sees", user="U0EVA")
    assert seen["toasts"][-1]["text"] == "We had some trouble connecting. Try again?"
    assert seen["modals"][0]["state"]["values"]["why"]["it"]["value"] == "Because"


async def test_an_update_keeps_what_was_typed_and_heeds_the_hash(
    app: AsyncApp, world: Sandbox, opens: dict[str, Any]
) -> None:
    opens["view"] = modal(field("why"), field("other"), external_id="one")
    view = await opened(world)
    world.workspace.views.find(view["id"]).state["why"]["it"]["value"] = "typed"
    new = modal(field("why"), field("new"))
    stale = world.client.views_update(view_id=view["id"], view=new, hash="old")
    assert await refusal(stale) == "hash_conflict"
    updated = await world.client.views_update(external_id="one", view=new, hash=view["hash"])
    values = updated["view"]["state"]["values"]
    assert values["why"]["it"]["value"] == "typed"
    assert set(values) == {"why", "new"}
    assert await refusal(world.client.views_update(view_id="V0", view=new)) == "not_found"


async def test_three_modals_stand_on_each_other_and_no_more(
    app: AsyncApp, world: Sandbox, opens: dict[str, Any]
) -> None:
    button = {"type": "button", "action_id": "more", "text": plain("More")}
    deeper = modal({"type": "actions", "elements": [button]}, callback_id="form", notify_on_close=True)
    opens["view"] = deeper
    refusals: list[str] = []
    closed: list[dict[str, Any]] = []

    @app.action("more")
    async def push(ack: AsyncAck, body: dict[str, Any]) -> None:
        if len((await world.control.get("sees", user="U0EVA"))["modals"]) == 3:
            refusals.append(await refusal(app.client.views_push(trigger_id=body["trigger_id"], view=deeper)))
        else:
            await app.client.views_push(trigger_id=body["trigger_id"], view=deeper)
        await ack()

    @app.view_closed("form")
    async def gone(ack: AsyncAck, body: dict[str, Any]) -> None:
        closed.append(body)
        await ack()

    view = await opened(world)
    for _ in range(3):
        pressed = await world.control.post("press", user="U0EVA", view_id=view["id"], action_id="more")
        view = pressed["view"]
    assert refusals == ["push_limit_reached"]
    await world.control.post("close", user="U0EVA", view_id=view["id"])
    assert [body["is_cleared"] for body in closed] == [False]
    below = (await world.control.get("sees", user="U0EVA"))["modals"][-1]
    await world.control.post("close", user="U0EVA", view_id=below["id"], all=True)
    assert [body["is_cleared"] for body in closed] == [False, True, True]


async def test_a_choice_in_an_input_is_sent_only_when_asked_for(
    app: AsyncApp, world: Sandbox, opens: dict[str, Any]
) -> None:
    chosen: list[dict[str, Any]] = []

    @app.action("it")
    async def choose(ack: AsyncAck, body: dict[str, Any]) -> None:
        chosen.append(body)
        await ack()

    quiet = field("quiet", type="static_select", **REASON)
    loud = field("loud", type="static_select", **REASON) | {"dispatch_action": True}
    opens["view"] = modal(quiet, loud, field("why"))
    view = await opened(world)
    act: dict[str, Any] = {"user": "U0EVA", "view_id": view["id"], "action_id": "it", "value": "billing"}
    assert not (await world.control.post("press", **act, block_id="quiet"))["sent"]
    await world.control.post("press", **act, block_id="loud", state={"why": {"it": "So far"}})
    (body,) = chosen
    assert body["actions"][0]["selected_option"]["value"] == "billing"
    values = body["view"]["state"]["values"]
    assert values["quiet"]["it"]["selected_option"]["value"] == "billing"
    assert values["why"]["it"]["value"] == "So far"


async def test_options_from_the_app_are_suggested(app: AsyncApp, world: Sandbox, opens: dict[str, Any]) -> None:
    @app.options("find")
    async def suggest(ack: AsyncAck, payload: dict[str, Any]) -> None:
        await ack(options=[{"text": plain(payload["value"]), "value": "7"}])

    opens["view"] = modal(field("case", type="external_select", action_id="find"))
    view = await opened(world)
    ask = {"user": "U0EVA", "view_id": view["id"], "action_id": "find"}
    options = (await world.control.post("suggest", **ask, typed="bat"))["options"]
    assert options == [{"text": plain("bat"), "value": "7"}]
    pressed = await world.control.post("press", **ask, value=options[0])
    assert not pressed["sent"]


async def test_home_heeds_its_hash(world: Sandbox) -> None:
    home = {"type": "home", "blocks": [{"type": "divider"}]}
    first = await world.client.views_publish(user_id="U0EVA", view=home)
    stale = world.client.views_publish(user_id="U0EVA", view=home, hash="old")
    assert await refusal(stale) == "hash_conflict"
    again = await world.client.views_publish(user_id="U0EVA", view=home, hash=first["view"]["hash"])
    assert again["view"]["id"] == first["view"]["id"]
    assert await refusal(world.client.views_publish(user_id="U0NOBODY", view=home)) == "user_not_found"
    assert await refusal(world.client.views_publish(user_id="U0EVA", view=FORM)) == "invalid_arguments"
