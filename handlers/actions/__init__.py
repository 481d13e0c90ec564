"""Buttons and menus. One listener dispatches by the action's id; most open a modal, some act at once."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_bolt.context.respond.async_respond import AsyncRespond
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.errors import MusterError
from bot.domain.people import MemberId
from bot.usecases.learn_people import recognise
from handlers.actions import answering, cases, lists
from handlers.actions.press import Press, WayBack
from handlers.actions.reaction import Reaction
from handlers.answers import refusal
from handlers.desk import Desk

REACTIONS: dict[str, Reaction] = {**cases.REACTIONS, **answering.REACTIONS, **lists.REACTIONS}
"""What each button does."""


class Actions:
    """The listener of all buttons and menus."""

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
        name, value = _name_and_value(action)
        reaction = REACTIONS.get(name)
        if reaction is None:
            return
        back = WayBack(
            client=client, respond=respond, trigger_id=body["trigger_id"], in_message="response_url" in body
        )
        try:
            member = await recognise(MemberId(body["user"]["id"]), uow=self._desk.uow())
            await reaction(Press(value=value, member=member, desk=self._desk, back=back))
        except MusterError as error:
            about = value.partition(":")[0]
            await back.say(await refusal(error, about, uow=self._desk.uow(), clock=self._desk.clock))


def _name_and_value(action: dict[str, Any]) -> tuple[str, str]:
    """What is asked. A menu's choice `move:12` means the same as a button `case.move` with 12."""
    if "selected_option" in action:
        act, _, value = action["selected_option"]["value"].partition(":")
        return f"case.{act}", value
    return action["action_id"], action.get("value", "")
