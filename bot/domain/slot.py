"""The input that a case is owed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.domain.people import Member, MemberId


class SlotState(StrEnum):
    """Asked, answered, waived, or asked and past its time."""

    ASKED = "asked"
    OVERDUE = "overdue"
    ANSWERED = "answered"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One contribution that stands, by its number. `partner` gave it where no member did; `spotted` says that nobody
    had asked for it, nor for their function's."""

    contribution: int
    member: MemberId
    function: str | None
    volunteered: bool
    partner: str | None = None
    spotted: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """What a function, or one named person, owes to a case. It is answered as soon as one of those has contributed.

    `name` is the function's key, or `@` and the person's id. `required` slots are owed by the rules of the community
    and of the class of risk; the others were asked by somebody. `reminders` counts those sent.
    """

    name: str
    due: datetime
    asked_at: datetime
    required: bool = True
    answered_by: tuple[MemberId, ...] = ()
    waived: bool = False
    reminders: int = 0
    reminded_at: datetime | None = None

    @property
    def person(self) -> MemberId | None:
        """The one person who is asked, None where a function is."""
        return MemberId(self.name[1:]) if self.name.startswith("@") else None

    @property
    def function(self) -> str | None:
        """The function that is asked, None where one person is."""
        return None if self.person else self.name

    @property
    def waits(self) -> bool:
        """Whether its answer is still wanted."""
        return not self.answered_by and not self.waived

    def is_of(self, member: Member) -> bool:
        """Whether it is asked of this person, or of their function."""
        return member.id == self.person if self.person else member.function == self.name

    def state(self, now: datetime) -> SlotState:
        """How it stands at a moment."""
        if self.answered_by:
            return SlotState.ANSWERED
        if self.waived:
            return SlotState.WAIVED
        return SlotState.OVERDUE if self.due <= now else SlotState.ASKED

    def fits(self, given: Given) -> bool:
        """Whether this contribution answers it."""
        if given.partner:
            return False
        return given.member == self.person if self.person else given.function == self.name


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareClaim:
    """A share of a case that a person may be confirmed for (CREDIT.md). `slot` as in the ledger; `by_input` says that
    it rests on input alone, and goes with it."""

    member: MemberId
    slot: str
    volunteered: bool
    by_input: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareConfirmation:
    """Somebody's word that a person filled a slot: an approver's, another member's, or that of the customer, who has
    no member's id. One that was given by a sign on a message (`by_reaction`) goes with the sign."""

    member: MemberId
    slot: str
    by: str
    at: datetime
    approver: bool = False
    customer: bool = False
    by_reaction: bool = False


def slot_of_person(member: MemberId) -> str:
    """The name of the slot that one named person owes."""
    return f"@{member}"


def slots_for(
    functions: tuple[str, ...], asked_at: datetime, due: datetime, before: tuple[Slot, ...] = ()
) -> tuple[Slot, ...]:
    """One required slot a function, and those that somebody asked for. What was asked already keeps its clock."""
    known = {slot.name: slot for slot in before}
    names = tuple(dict.fromkeys(functions))
    required = tuple(
        replace(known[name], required=True) if name in known else Slot(name=name, due=due, asked_at=asked_at)
        for name in names
    )
    return (*required, *(slot for slot in before if not slot.required and slot.name not in names))


def filled(slots: tuple[Slot, ...], given: tuple[Given, ...]) -> tuple[Slot, ...]:
    """The slots with those who have answered each, in the order of their first contribution."""
    return tuple(
        replace(slot, answered_by=tuple(dict.fromkeys(one.member for one in given if slot.fits(one))))
        for slot in slots
    )
