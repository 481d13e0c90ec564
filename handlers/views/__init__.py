"""What is typed into modals. One listener dispatches by the modal's id; errors stand at their field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.errors import BadInput, ClosedCommunity, MusterError, UnknownCase, UnknownCommunity, UnknownIdea
from bot.domain.people import MemberId
from bot.usecases.learn_people import recognise
from handlers.blocks import modals
from handlers.blocks.text import escape
from handlers.desk import Desk
from handlers.rooms import together
from handlers.views import (
    answering,
    cases,
    communities,
    customers,
    drafts,
    forgetting,
    glossary,
    ideas,
    intents,
    mentions,
    partners,
    recognising,
    risks,
    sending,
    settings,
    slots,
    whole,
)
from handlers.views.submission import Outcome, Submission

OUTCOMES: dict[str, Outcome] = together(
    mentions.OUTCOMES,
    answering.OUTCOMES,
    drafts.OUTCOMES,
    forgetting.OUTCOMES,
    risks.OUTCOMES,
    intents.OUTCOMES,
    glossary.OUTCOMES,
    sending.OUTCOMES,
    settings.OUTCOMES,
    cases.OUTCOMES,
    communities.OUTCOMES,
    customers.OUTCOMES,
    ideas.OUTCOMES,
    slots.OUTCOMES,
    partners.OUTCOMES,
    recognising.OUTCOMES,
    whole.OUTCOMES,
)
"""What each modal does when it is sent."""

CHOSEN: dict[type[MusterError], tuple[str, ...]] = {
    UnknownCommunity: ("community", "move_to"),
    ClosedCommunity: ("community", "move_to"),
    UnknownIdea: ("idea",),
    UnknownCase: ("case",),
}
"""The fields in which one chooses what turns out not to be there any more."""


class Views:
    """The listener of all modals."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def __call__(
        self, body: dict[str, Any], view: dict[str, Any], ack: AsyncAck, client: AsyncWebClient
    ) -> None:
        """Carry out what was sent, or say at the field what is wrong; nothing that was typed is lost."""
        outcome = OUTCOMES.get(view["callback_id"])
        if outcome is None:
            await ack()
            return
        desk = await self._desk.fresh()
        try:
            member = await recognise(MemberId(body["user"]["id"]), uow=desk.uow())
            following = await outcome(Submission.of(view, member, desk, client))
        except MusterError as error:
            await self._refuse(error, view, ack)
            return
        if following:
            await ack(response_action="update", view=following)
        else:
            await ack()

    async def _refuse(self, error: MusterError, view: dict[str, Any], ack: AsyncAck) -> None:
        """Put the message at its field, or the first; a modal without fields is replaced by it."""
        inputs: dict[str, str] = {
            block["element"]["action_id"]: block["block_id"] for block in view["blocks"] if block["type"] == "input"
        }
        if inputs:
            place = next((inputs[field] for field in _fields(error) if field in inputs), next(iter(inputs.values())))
            await ack(response_action="errors", errors={place: str(error)})
        else:
            await ack(response_action="update", view=modals.done_modal("Not done", escape(str(error))))


def _fields(error: MusterError) -> Sequence[str]:
    """The fields that an error may be about, the likeliest first."""
    if isinstance(error, BadInput):
        return (error.field,) if error.field else ()
    return CHOSEN.get(type(error), ())
