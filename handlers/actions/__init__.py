"""Buttons. One listener dispatches by the action's id; most open a modal, some act at once."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.errors import MusterError
from bot.domain.people import MemberId
from bot.usecases.learn_people import recognise
from handlers.actions import (
    answering,
    boards,
    cases,
    communities,
    customers,
    digests,
    drafts,
    finding,
    forgetting,
    glossary,
    ideas,
    intents,
    lists,
    partners,
    recognising,
    risks,
    sending,
    slots,
    whole,
)
from handlers.actions.press import Press, WayBack
from handlers.actions.reaction import Reaction
from handlers.answers import refusal
from handlers.desk import Desk
from handlers.rooms import together
from handlers.typed import storable

REACTIONS: dict[str, Reaction] = together(
    cases.REACTIONS,
    communities.REACTIONS,
    customers.REACTIONS,
    answering.REACTIONS,
    boards.REACTIONS,
    digests.REACTIONS,
    drafts.REACTIONS,
    risks.REACTIONS,
    intents.REACTIONS,
    finding.REACTIONS,
    glossary.REACTIONS,
    forgetting.REACTIONS,
    ideas.REACTIONS,
    lists.REACTIONS,
    sending.REACTIONS,
    slots.REACTIONS,
    partners.REACTIONS,
    recognising.REACTIONS,
    whole.REACTIONS,
)
"""What each button does."""


class Actions:
    """The listener of all buttons."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def __call__(
        self,
        body: dict[str, Any],
        action: dict[str, Any],
        ack: AsyncAck,
        respond: AsyncRespond,
        client: AsyncWebClient,
    ) -> None:
        """Do what the button says; what is refused is told to the one who pressed."""
        await ack()
        value = storable(action.get("value") or "")
        reaction = REACTIONS.get(action["action_id"])
        if reaction is None:
            return
        back = WayBack(
            client=client,
            respond=respond,
            trigger_id=body["trigger_id"],
            in_message="response_url" in body,
            modal=_modal_of(body),
            thread=_thread_of(body),
        )
        desk = await self._desk.fresh()
        try:
            member = await recognise(MemberId(body["user"]["id"]), uow=desk.uow())
            await reaction(Press(value=value, member=member, desk=desk, back=back, view=body.get("view") or {}))
        except MusterError as error:
            about = value.partition(":")[0]
            await back.say(await refusal(error, about, uow=desk.uow(), clock=desk.clock))


def _thread_of(body: dict[str, Any]) -> str | None:
    """The thread in which something was pressed; a card in the channel is at the top of one, not in it."""
    place = body.get("container") or {}
    thread = place.get("thread_ts")
    return thread if thread != place.get("message_ts") else None


def _modal_of(body: dict[str, Any]) -> str | None:
    """The id of the modal in which something was pressed; the Home tab is none."""
    view = body.get("view") or {}
    return view.get("id") if view.get("type") == "modal" else None
