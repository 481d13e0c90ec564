"""A modal that was sent, read from Slack's payload."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.case import CaseId
from bot.domain.people import Member
from handlers.blocks.kit import View
from handlers.desk import Desk
from handlers.typed import storable


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """A modal that was sent: its ids, what was typed in each field, and who sent it."""

    view_id: str
    ids: dict[str, Any]
    fields: dict[str, Any]
    member: Member
    desk: Desk
    client: AsyncWebClient
    root_id: str
    """The lowest of the modals that lie upon each other."""

    @classmethod
    def of(cls, view: dict[str, Any], member: Member, desk: Desk, client: AsyncWebClient) -> Submission:
        """Read a submitted view."""
        ids = json.loads(view.get("private_metadata") or "{}")
        root = view.get("root_view_id") or view["id"]
        fields = _fields(view)
        return cls(view_id=view["id"], ids=ids, fields=fields, member=member, desk=desk, client=client, root_id=root)

    async def show_beneath(self, view: View) -> None:
        """Show another view in the lowest modal, which one sees once this one is closed."""
        await self.client.views_update(view_id=self.root_id, view=view)

    @property
    def case_id(self) -> CaseId:
        """The case that the modal is about."""
        return CaseId(self.ids["case"])

    def text(self, field: str) -> str:
        """What was typed or chosen in a field; empty where nothing was."""
        return self.fields.get(field) or ""

    def several(self, field: str) -> tuple[str, ...]:
        """What was chosen in a field that takes several; nothing where nothing was."""
        return tuple(self.fields.get(field) or ())

    def day(self, field: str) -> date | None:
        """The day that was chosen in a field, if one was."""
        chosen = self.text(field)
        return date.fromisoformat(chosen) if chosen else None


Outcome = Callable[[Submission], Awaitable[View | None]]
"""Carries a submission out. Returns the view to show next, None to close the modal."""


def _fields(view: dict[str, Any]) -> dict[str, Any]:
    """What each field holds."""
    values: dict[str, Any] = {}
    for states in view["state"]["values"].values():
        for field, state in states.items():
            if "selected_options" in state:
                values[field] = [option["value"] for option in state["selected_options"] or ()]
            elif "selected_option" in state:
                values[field] = (state["selected_option"] or {}).get("value")
            elif "selected_user" in state:
                values[field] = state["selected_user"]
            elif "selected_users" in state:
                values[field] = state["selected_users"]
            elif "selected_date" in state:
                values[field] = state["selected_date"]
            else:
                values[field] = storable(state.get("value") or "")
    return values
