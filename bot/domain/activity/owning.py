"""Who has a case in hand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.domain.activity.base import Activity, MemberActivity
from bot.domain.people import MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class Claimed(MemberActivity):
    kind = "claimed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Released(MemberActivity):
    kind = "released"


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver(MemberActivity):
    """Given to a named person, who owns it from now on."""

    kind = "handed_over"
    to: MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class Renewed(MemberActivity):
    """The owner keeps the case."""

    kind = "renewed"


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseWarned(Activity):
    """The owner was told that their lease is about to end."""

    kind = "lease_warned"
    owner: MemberId
    ends_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaseEnded(Activity):
    """The owner did nothing for so long that the case is free again."""

    kind = "lease_ended"
    owner: MemberId
