"""A modal that was sent, read from Slack's payload."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from slack_sdk.web.async_client import AsyncWebClient

from bot.domain.case import CaseId
from bot.domain.errors import BadInput
from bot.domain.people import Member
from bot.domain.sheet import CaseSheet
from bot.usecases.look_up_case import look_up_case
from handlers.blocks.kit import View
from handlers.commands.question import MOST_DIGITS
from handlers.desk import Desk
from handlers.typed import storable

UNREADABLE = "Muster cannot read this modal any more. Copy what you typed, then open it anew."


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
        """Read a submitted view. Raises BadInput."""
        ids = read_ids(view)
        root = view.get("root_view_id") or view["id"]
        fields = _fields(view)
        return cls(view_id=view["id"], ids=ids, fields=fields, member=member, desk=desk, client=client, root_id=root)

    async def show_beneath(self, view: View) -> None:
        """Show another view in the lowest modal, which one sees once this one is closed."""
        await self.client.views_update(view_id=self.root_id, view=view)

    @property
    def case_id(self) -> CaseId:
        """The case that the modal is about. Raises BadInput."""
        return CaseId(self.number("case"))

    async def sheet(self) -> CaseSheet:
        """The case as it stands. Raises BadInput, NotAllowed, UnknownCase."""
        return await look_up_case(self.case_id, self.member, uow=self.desk.uow(), company=self.desk.company)

    def number(self, name: str) -> int:
        """A number that the modal carries. Raises BadInput."""
        return _number(self.ids.get(name))

    def numbers(self, name: str) -> tuple[int, ...]:
        """The numbers that the modal carries under one name. Raises BadInput."""
        return tuple(map(_number, _list(self.ids.get(name))))

    def word(self, name: str) -> str:
        """A text that the modal carries; empty where it carries none. Raises BadInput."""
        return _word(self.ids.get(name, ""))

    def words(self, name: str) -> tuple[str, ...]:
        """The texts that the modal carries under one name. Raises BadInput."""
        return tuple(map(_word, _list(self.ids.get(name))))

    def text(self, field: str) -> str:
        """What was typed or chosen in a field; empty where nothing was."""
        return self.fields.get(field) or ""

    def several(self, field: str) -> tuple[str, ...]:
        """What was chosen in a field that takes several; nothing where nothing was."""
        return tuple(self.fields.get(field) or ())

    def chosen(self, field: str) -> int:
        """The number that the choice in a field stands for. Raises BadInput at the field."""
        return _digits(self.text(field), field)

    def all_chosen(self, field: str) -> tuple[int, ...]:
        """The numbers that the choices in a field stand for. Raises BadInput at the field."""
        return tuple(_digits(one, field) for one in self.several(field))

    def day(self, field: str) -> date | None:
        """The day that was chosen in a field, if one was. Raises BadInput at the field."""
        chosen = self.text(field)
        try:
            return date.fromisoformat(chosen) if chosen else None
        except ValueError as error:
            raise BadInput("This is no day. Choose one in the calendar.", field=field) from error

    def minute(self, field: str) -> int | None:
        """The minute of the day that was chosen in a field, if one was. Raises BadInput at the field."""
        chosen = self.text(field)
        try:
            shown = time.fromisoformat(chosen) if chosen else None
        except ValueError as error:
            raise BadInput("This is no time of the day. Choose one, like 22:00.", field=field) from error
        return shown.hour * 60 + shown.minute if shown else None


Outcome = Callable[[Submission], Awaitable[View | None]]
"""Carries a submission out. Returns the view to show next, None to close the modal."""


def read_ids(view: dict[str, Any]) -> dict[str, Any]:
    """What a modal carries. Raises BadInput."""
    try:
        ids = json.loads(view.get("private_metadata") or "{}")
    except ValueError as error:
        raise BadInput(UNREADABLE) from error
    if not isinstance(ids, dict):
        raise BadInput(UNREADABLE)
    return ids


def case_of(view: dict[str, Any]) -> CaseId:
    """The case that a modal is about. Raises BadInput."""
    return CaseId(_number(read_ids(view).get("case")))


def _number(carried: object) -> int:
    if not isinstance(carried, int) or isinstance(carried, bool) or not 0 <= carried < 10**MOST_DIGITS:
        raise BadInput(UNREADABLE)
    return carried


def _word(carried: object) -> str:
    if not isinstance(carried, str):
        raise BadInput(UNREADABLE)
    return storable(carried)


def _list(carried: object) -> list[object]:
    if not isinstance(carried, list):
        raise BadInput(UNREADABLE)
    return carried


def _digits(chosen: str, field: str) -> int:
    if not (chosen.isascii() and chosen.isdigit()) or len(chosen) > MOST_DIGITS:
        raise BadInput("Choose one of the list.", field=field)
    return int(chosen)


def _fields(view: dict[str, Any]) -> dict[str, Any]:
    """What each field holds."""
    values: dict[str, Any] = {}
    for states in ((view.get("state") or {}).get("values") or {}).values():
        for field, state in states.items():
            if "selected_options" in state:
                values[field] = [str(option.get("value")) for option in state["selected_options"] or ()]
            elif "selected_option" in state:
                values[field] = (state["selected_option"] or {}).get("value")
            elif "selected_user" in state:
                values[field] = state["selected_user"]
            elif "selected_users" in state:
                values[field] = state["selected_users"]
            elif "selected_time" in state:
                values[field] = state["selected_time"]
            elif "selected_date" in state:
                values[field] = state["selected_date"]
            else:
                values[field] = storable(state.get("value") or "")
    return values
