"""What credit is computed from, and what comes of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.errors import BadInput


class ConfirmerKind(StrEnum):
    """How a confirmer stands to the case, the most trusted first: rule 5 goes by this order."""

    CUSTOMER = "customer"
    APPROVER = "approver"
    PEER = "peer"


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditCase:
    """A case as credit sees it; while it is unsigned, `signed_by` and `signed_at` (aware) are None.

    `external` tells that its mention came from outside; `required` names the functions fixed at triage;
    `reopened` holds only until the case is signed again.
    """

    id: str
    external_key: str
    external: bool
    required: tuple[str, ...]
    signed_by: str | None
    signed_at: datetime | None
    voided: bool
    reopened: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A member has filled a slot; `volunteered` if neither asked nor on duty."""

    case: str
    member: str
    slot: str
    volunteered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """`by` says, at an aware moment, that `member` filled a slot.

    Whoever records it vouches that a `customer` is one: the ledger cannot tell a customer from a member.
    """

    case: str
    member: str
    slot: str
    by: str
    at: datetime
    kind: ConfirmerKind


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """All that credit depends on. `inactive` are people, bots and guests, who neither confirm nor earn.

    Records may repeat and come in any order. Raises BadInput where two different cases have one id.
    """

    cases: tuple[CreditCase, ...]
    claims: tuple[Claim, ...]
    confirmations: tuple[Confirmation, ...]
    approvers: frozenset[str]
    inactive: frozenset[str]

    def __post_init__(self) -> None:
        for case_id, versions in Counter(case.id for case in set(self.cases)).items():
            if versions > 1:
                raise BadInput(f"Case “{case_id}” is given {versions} times, each different.", field="cases")


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What a member earned with one slot, in micro-points: `share` before the pair cap, `credit` after it.

    `kind` is how the confirmer counted. `pair_cap` is what the pair of both may earn in the month, `pair_total` what
    they would have without it; both are None where no cap holds.
    """

    case: str
    slot: str
    member: str
    confirmed_by: str
    kind: ConfirmerKind
    share: int
    credit: int
    signed_at: datetime
    volunteered: bool
    pair_cap: int | None = None
    pair_total: int | None = None

    @property
    def capped(self) -> bool:
        """Whether the pair cap took something from it."""
        return self.credit < self.share
