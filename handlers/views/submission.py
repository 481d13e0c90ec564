"""A modal that was sent, read from Slack's payload."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

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

    @classmethod
    def of(cls, view: dict[str, Any], member: Member, desk: Desk) -> Submission:
        """Read a submitted view."""
        ids = json.loads(view.get("private_metadata") or "{}")
        return cls(view_id=view["id"], ids=ids, fields=_fields(view), member=member, desk=desk)

    @property
    def case_id(self) -> CaseId:
        """The case that the modal is about."""
        return CaseId(self.ids["case"])

    def text(self, field: str) -> str:
        """What was typed or chosen in a field; empty where nothing was."""
        return self.fields.get(field) or ""


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
            else:
                values[field] = storable(state.get("value") or "")
    return values
