"""What the bot says back: to a slash command, to a sent modal, and through response URLs."""

import json
from typing import Any

from sandbox.blockkit import checked_view
from sandbox.channels import Channel
from sandbox.content import checked_content
from sandbox.deliveries import Answer
from sandbox.errors import Json, SlackError
from sandbox.people import BOT_USER, Person
from sandbox.state_values import elements
from sandbox.tickets import ResponseUrl
from sandbox.views import View
from sandbox.workspace import Workspace

TROUBLE = "We had some trouble connecting. Try again?"


def take_command_answer(workspace: Workspace, person: Person, channel: Channel, command: str, answer: Answer) -> None:
    """Show what the bot answered to a slash command, or why it did not."""
    failure = answer.person_sees
    if failure is None and answer.body.strip():
        try:
            _say(workspace, person.id, channel, _message_in(answer.body))
        except SlackError:
            failure = "invalid_command_response"
    if failure:
        workspace.toasts.show(person.id, f"{command} failed with the error “{failure}”")


def take_response(workspace: Workspace, ticket: ResponseUrl, payload: Json) -> None:
    """Do what a post to a response URL asks for."""
    channel = workspace.conversations.find(ticket.channel)
    source = channel.ephemerals.get(ticket.message_ts or "") or channel.messages.get(ticket.message_ts or "")
    if payload.get("delete_original") and source:
        if source.only_for:
            del channel.ephemerals[source.ts]
        else:
            workspace.conversations.delete(channel, source)
    elif payload.get("replace_original") and source:
        content = checked_content(payload, charts=workspace.supports_data_visualization)
        if source.only_for:
            source.text, source.blocks = content["text"], content["blocks"]
            source.attachments = content["attachments"]
        else:
            workspace.conversations.edit(channel, source, **content)
    else:
        thread = payload.get("thread_ts") or (ticket.thread_ts if source and source.only_for else None)
        _say(workspace, ticket.user, channel, payload, thread_ts=thread)


def take_submission_answer(workspace: Workspace, view: View, answer: Answer) -> Json:
    """Do what the bot answered to a sent modal; gives what the person then sees."""
    if answer.failure:
        workspace.toasts.show(view.user, TROUBLE)
        return {"result": "failed", "error": answer.person_sees}
    try:
        return _after_submission(workspace, view, json.loads(answer.body) if answer.body.strip() else {})
    except (ValueError, SlackError) as problem:
        workspace.toasts.show(view.user, TROUBLE)
        detail = problem.body() if isinstance(problem, SlackError) else {"error": "invalid JSON"}
        return {"result": "failed", "error": f"The bot's answer cannot be used: {json.dumps(detail)}"}


def _after_submission(workspace: Workspace, view: View, response: Json) -> Json:
    match response.get("response_action"):
        case None:
            workspace.views.close(view)
            return {"result": "closed"}
        case "clear":
            workspace.views.close(view, whole_stack=True)
            return {"result": "closed"}
        case "errors":
            errors = response.get("errors") or {}
            _refuse_unknown_blocks(view, errors)
            return {"result": "errors", "errors": errors}
        case "update":
            workspace.views.update(view, checked_view(response.get("view"), kind="modal"))
            return {"result": "updated"}
        case "push":
            workspace.views.push_onto(view.user, checked_view(response.get("view"), kind="modal"))
            return {"result": "pushed"}
        case other:
            raise SlackError("invalid_arguments", messages=[f"unknown response_action: {other}"])


def _refuse_unknown_blocks(view: View, errors: Json) -> None:
    inputs = {block["block_id"] for block, _ in elements(view.blocks) if block["type"] == "input"}
    if not errors or set(errors) - inputs:
        unknown = ", ".join(sorted(set(errors) - inputs)) or "none given"
        raise SlackError("invalid_arguments", messages=[f"errors must name input blocks of the view: {unknown}"])


def _say(workspace: Workspace, user: str, channel: Channel, payload: Json, *, thread_ts: str | None = None) -> None:
    content = checked_content(payload, charts=workspace.supports_data_visualization)
    thread = channel.thread_root(thread_ts)
    if payload.get("response_type") == "in_channel":
        workspace.conversations.post(channel, user=BOT_USER, by_bot=True, thread_ts=thread, **content)
    else:
        workspace.conversations.whisper(
            channel, user=BOT_USER, by_bot=True, only_for=user, thread_ts=thread, **content
        )


def _message_in(body: bytes) -> Json:
    text = body.decode()
    try:
        value: Any = json.loads(text)
    except ValueError:
        return {"text": text}
    return value if isinstance(value, dict) else {"text": text}
