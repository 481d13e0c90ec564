"""Whom to remind of input that is overdue, and whom to tell of a promise that was not kept."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain import activity as act
from bot.domain.activity import Activity
from bot.domain.case import Case
from bot.domain.community import Community
from bot.domain.company import Function
from bot.domain.people import Member, MemberId
from bot.domain.slot import Slot

MOST_AT_ONCE = 5
"""People of a function who are asked by name where nobody of it is on duty: more, and each waits for the others."""


@dataclass(frozen=True, slots=True)
class Around:
    """The people around a case: its community, the functions that it asks, and `people` among whom are all who
    could be asked. Whoever may not take part is never asked."""

    community: Community
    functions: dict[str, Function]
    people: Sequence[Member]

    def these(self, ids: Iterable[MemberId]) -> tuple[MemberId, ...]:
        """Those of these people who can be asked."""
        wanted = frozenset(ids)
        return tuple(one.id for one in self._present() if one.id in wanted)

    def on_duty(self, function: str) -> tuple[MemberId, ...]:
        """Those whose turn it is in a function."""
        known = self.functions.get(function)
        return self.these(known.on_duty) if known else ()

    def of(self, function: str) -> tuple[MemberId, ...]:
        """The people of a function."""
        return tuple(one.id for one in self._present() if one.function == function)

    def leading(self, function: str) -> tuple[MemberId, ...]:
        """Those who are asked where nobody on duty in a function answers."""
        known = self.functions.get(function)
        return self.these(known.lead) if known else ()

    @property
    def leads(self) -> tuple[MemberId, ...]:
        """The leads of the community."""
        return tuple(one.id for one in self._present() if self.community.leads.holds(one))

    def _present(self) -> list[Member]:
        return sorted((one for one in self.people if one.may_take_part), key=lambda one: one.id)


def whom_to_remind(slot: Slot, around: Around) -> tuple[MemberId, ...]:
    """Whom the next reminder of a slot is for: first those who owe it, later those who lead them. Where none of them
    is there it is for the others; empty where nobody is."""
    if slot.person:
        owing, leading = around.these([slot.person]), around.leads
    else:
        owing = around.on_duty(slot.name) or around.of(slot.name)[:MOST_AT_ONCE]
        leading = around.leading(slot.name) or around.leads
    return (leading or owing) if slot.reminders else (owing or leading)


def whom_to_tell(case: Case, around: Around) -> tuple[MemberId, ...]:
    """Whom a promise that was not kept is told to: the owner, else the leads, else those on duty for the case."""
    owner = around.these([case.owner]) if case.owner else ()
    duty = dict.fromkeys(one for function in case.required for one in around.on_duty(function))
    return owner or around.leads or tuple(duty)


def outdated(activity: Activity, case: Case) -> bool:
    """Whether what a reminder or a warning asks for was done before it could be said."""
    match activity:
        case act.Reminded(slot=name):
            slot = case.slot(name)
            return not case.live or slot is None or not slot.waits
        case act.Escalated(due=due):
            return case.clocks.due != due
        case act.LeaseWarned(owner=owner, ends_at=ends_at):
            return (case.owner, case.lease_ends_at) != (owner, ends_at)
    return False
