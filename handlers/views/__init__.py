"""What is typed into modals. One listener dispatches by the modal's id; errors stand at their field."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.errors import BadInput, MusterError
from bot.domain.people import MemberId
from bot.usecases.learn_people import recognise
from handlers.blocks import modals
from handlers.blocks.text import escape
from handlers.desk import Desk
from handlers.views import answering, cases, mentions
from handlers.views.submission import Outcome, Submission

OUTCOMES: dict[str, Outcome] = {**mentions.OUTCOMES, **answering.OUTCOMES, **cases.OUTCOMES}
"""What each modal does when it is sent."""


class Views:
    """The listener of all modals."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def __call__(self, body: dict[str, Any], view: dict[str, Any], ack: AsyncAck) -> None:
        """Carry out what was sent, or say at the field what is wrong; nothing that was typed is lost."""
        outcome = OUTCOMES.get(view["callback_id"])
        if outcome is None:
            await ack()
            return
        try:
            member = await recognise(MemberId(body["user"]["id"]), uow=self._desk.uow())
            following = await outcome(Submission.of(view, member, self._desk))
        except MusterError as error:
            await self._refuse(error, view, ack)
            return
        if following:
            await ack(response_action="update", view=following)
        else:
            await ack()

    async def _refuse(self, error: MusterError, view: dict[str, Any], ack: AsyncAck) -> None:
        """Put the message at its field, or the first; a modal without fields is replaced by it."""
        inputs: list[str] = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
        field = error.field if isinstance(error, BadInput) else None
        if inputs:
            place = field if field in inputs else inputs[0]
            await ack(response_action="errors", errors={place: str(error)})
        else:
            await ack(response_action="update", view=modals.done_modal("Not done", escape(str(error))))
