"""People of other workspaces, with whom a channel is shared: they write in its threads and use nothing of Muster."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt import BoltResponse
from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.context.respond.async_respond import AsyncRespond

from handlers.blocks.modals import done_modal

REFUSED = "This is for people of the workspace that Muster belongs to. You can answer in the thread."

Next = Callable[[], Awaitable[BoltResponse]]


def is_outside(team: str | None, context: AsyncBoltContext) -> bool:
    """Whether a team, as Slack names it beside a person, is another one than Muster's own."""
    own = context.authorize_result.team_id if context.authorize_result else None
    return team is not None and own is not None and team != own


async def keep_outsiders_out(
    body: dict[str, Any], context: AsyncBoltContext, ack: AsyncAck, respond: AsyncRespond, next: Next
) -> BoltResponse | None:
    """Refuse whatever somebody of another workspace presses, sends or chooses. Events are for their listeners."""
    user = body.get("user")
    team = user.get("team_id") if isinstance(user, dict) else None
    if not is_outside(team, context):
        return await next()
    if body["type"] == "view_submission":
        return await ack(response_action="update", view=done_modal("Not done", REFUSED))
    if "response_url" in body:
        await respond(text=REFUSED, response_type="ephemeral", replace_original=False)
    return await ack()
