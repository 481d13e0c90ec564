"""What is known of a customer, and for every single thing whether it is ours, copied, borrowed or only shown.

The four kinds are four types: what keeps things takes `Kept`, so that nothing borrowed or displayed can be stored.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from bot.domain.errors import BadInput
from bot.domain.people import MemberId

TIER = "tier"
REFERRAL_VALUE = "referral value"
"""What a customer brings who recommends the company: an optional input, in the words of whoever gives it."""

MAIL = "mail address"
"""Where a customer is found in the system beside Muster; given by a person, or the handle of a verified author."""

VALUE_LIMIT = 500
"""Characters of one thing that is known of a customer."""


class Tier(StrEnum):
    """How much a customer counts on the company, and it on them; the lowest first."""

    LOW = "low"
    STANDARD = "standard"
    HIGH = "high"


@dataclass(frozen=True, slots=True, kw_only=True)
class Owned:
    """Ours: somebody here said so, and nobody else knows it."""

    key: str
    value: str = field(repr=False)
    by: MemberId
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Copied:
    """Kept here too, as `system` had it in its `record` when we last looked; `since` when it has been so."""

    key: str
    value: str = field(repr=False)
    system: str
    record: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Borrowed:
    """Used at one moment and not kept."""

    key: str
    value: str = field(repr=False)
    system: str
    record: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Displayed:
    """Fetched for the eye of one person, and never stored."""

    key: str
    value: str = field(repr=False)
    system: str
    record: str
    at: datetime


Kept = Owned | Copied
Datum = Owned | Copied | Borrowed | Displayed


@dataclass(frozen=True, slots=True, kw_only=True)
class CrmRecord:
    """One customer as a system beside Muster holds them: its id there and its fields, empty ones left out."""

    id: str
    fields: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class CrmTerms:
    """What may be done with the fields of a system: those of `copied`, `borrowed` and `displayed`, each with how it
    is called on the screen. `tiers` say which values of the field `tier` mean which tier."""

    system: str
    copied: Mapping[str, str] = field(default_factory=dict)
    borrowed: Mapping[str, str] = field(default_factory=dict)
    displayed: Mapping[str, str] = field(default_factory=dict)
    tier: str | None = None
    tiers: Mapping[str, Tier] = field(default_factory=dict)
    referral_value: str | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """Every field that is asked for."""
        return (*self.copied, *self.borrowed, *self.displayed)

    def read(self, record: CrmRecord, at: datetime) -> list[Datum]:
        """A record, each thing in it of the kind that the settings say. A value that names no tier is left out: tiers
        are never guessed."""
        made: list[Datum] = []
        for column in self.fields:
            told = self._told(column, record)
            if told is None:
                continue
            key, value = told
            if column in self.copied:
                made.append(Copied(key=key, value=value, system=self.system, record=record.id, since=at))
            elif column in self.borrowed:
                made.append(Borrowed(key=key, value=value, system=self.system, record=record.id, at=at))
            else:
                made.append(Displayed(key=key, value=value, system=self.system, record=record.id, at=at))
        return made

    def _told(self, column: str, record: CrmRecord) -> tuple[str, str] | None:
        value = record.fields.get(column, "").strip()[:VALUE_LIMIT]
        if not value:
            return None
        if column == self.tier:
            tier = self.tiers.get(value) or known_tier(value)
            return (TIER, tier.value) if tier else None
        label = {**self.copied, **self.borrowed, **self.displayed}[column]
        return (REFERRAL_VALUE if column == self.referral_value else label), value


def known_tier(value: str) -> Tier | None:
    """The tier that a word names, None where it names none."""
    try:
        return Tier(value.strip().casefold())
    except ValueError:
        return None


def highest_tier(known: Iterable[Datum]) -> Tier | None:
    """The highest tier that stands in a record, None where none does."""
    tiers = [tier for one in known if one.key == TIER and (tier := known_tier(one.value))]
    return max(tiers, key=list(Tier).index, default=None)


def clean_value(value: str, *, name: str) -> str:
    """A value that a person typed, in one line; empty where they typed none. Raises BadInput at the field `name`."""
    kept = " ".join(value.split())
    if len(kept) > VALUE_LIMIT:
        raise BadInput(f"Keep this to {VALUE_LIMIT} characters; there are {len(kept)} now.", field=name)
    return kept


def still_known(kept: Iterable[Kept], copied: Iterable[Copied]) -> tuple[list[Kept], list[Copied]]:
    """What a fresh look into the same system changes: the copies that it ends, and those that it begins. What reads
    as before stays, with its `since`; what we own is never touched."""
    new = list(copied)
    told = {(one.system, one.record, one.key, one.value) for one in new}
    stands = [one for one in kept if isinstance(one, Copied)]
    known = {(one.system, one.record, one.key, one.value) for one in stands}
    ended: list[Kept] = [one for one in stands if (one.system, one.record, one.key, one.value) not in told]
    return ended, [one for one in new if (one.system, one.record, one.key, one.value) not in known]
