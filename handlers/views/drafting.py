"""A draft that was put away without being sent."""

from __future__ import annotations

from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.errors import BadInput
from bot.domain.people import MemberId
from bot.usecases.drafting import stop_drafting
from handlers.desk import Desk
from handlers.views.submission import case_of


class DraftsPutAway:
    """The listener of draft modals that are closed."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def __call__(self, body: dict[str, Any], view: dict[str, Any], ack: AsyncAck) -> None:
        """Let the card say no more that this person drafts."""
        await ack()
        desk, member = await self._desk.fresh(), MemberId(body["user"]["id"])
        try:
            case_id = case_of(view)
        except BadInput:
            return  # nobody can be told any more
        await stop_drafting(case_id, member, uow=desk.uow(), company=desk.company)
