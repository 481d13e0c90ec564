"""The input that a function owes to a case."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One function's part. It is answered as soon as one of its people has contributed.

    `answered_by` names a person once for each of their contributions, so that one can be taken back.
    """

    function: str
    due: datetime
    answered_by: tuple[MemberId, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareClaim:
    """A share of a case that a person may be confirmed for (CREDIT.md). `slot` as in the ledger."""

    member: MemberId
    slot: str
    volunteered: bool


def slots_for(functions: tuple[str, ...], due: datetime, before: tuple[Slot, ...] = ()) -> tuple[Slot, ...]:
    """One slot a function; what a function has given already stays given."""
    known = {slot.function: slot for slot in before}
    return tuple(known.get(name) or Slot(function=name, due=due) for name in dict.fromkeys(functions))
