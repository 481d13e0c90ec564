"""The unit of work over one or more mentions.

A case is a fold of its activities: each act checks what must hold and adds one activity; `evolve` says what
that activity makes of the case. `replay` therefore gives the very same case from the log alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bot.domain import activity as act
from bot.domain.activity import Activity
from bot.domain.case.answering import Answering
from bot.domain.case.ending import Ending
from bot.domain.case.owning import Owning
from bot.domain.case.recognising import Recognising
from bot.domain.case.record import CaseId
from bot.domain.clocks import Clocks, Promises
from bot.domain.evolution import evolve
from bot.domain.slot import ShareClaim, slots_for

__all__ = ["Case", "CaseId", "open_case", "replay"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case(Owning, Recognising, Answering, Ending):
    """A case with all that can be done to it; each base is one topic."""


def open_case(case_id: CaseId, opened: act.Opened) -> Case:
    """A new case, from its first activity. Who brought it in by hand has spotted it."""
    split = opened.split_from is not None
    spotted = opened.by and not split and ShareClaim(member=opened.by, slot="spot", volunteered=opened.volunteered)
    promises = Promises(first_reply=opened.first_reply_due, resolution=opened.resolution_due)
    return Case(
        id=case_id,
        version=1,
        news=(opened,),
        community=opened.community,
        risk=opened.risk,
        matter=opened.matter,
        external_key=opened.external_key,
        words=opened.words,
        intents=opened.intents,
        vulnerable=opened.vulnerable,
        split_from=CaseId(opened.split_from) if opened.split_from else None,
        opened_at=opened.at,
        clocks=Clocks.started(opened.asked_since or opened.at, promises),
        slots=slots_for(opened.required, opened.at, opened.input_due),
        mentions=opened.mentions,
        claims=(spotted,) if spotted else (),
    )


def replay(case_id: CaseId, opened: act.Opened, activities: Iterable[Activity]) -> Case:
    """The case that these activities make, in their order; nothing is news in it."""
    case = replace(open_case(case_id, opened), news=())
    for activity in activities:
        case = replace(evolve(activity, case), version=case.version + 1)
    return case
