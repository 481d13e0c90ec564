"""The sections of `muster.toml`, each as it is written."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from bot.domain.guardrails import DEFAULT_PROMISES
from bot.domain.intent import Intent
from bot.domain.retention import DEFAULT_DAYS, Class
from bot.muster_file.working_time import check_holidays, read_shifts

Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
CHANNEL = r"^[CG][A-Z0-9]+$"


def _zone(name: object) -> ZoneInfo:
    try:
        return ZoneInfo(str(name))
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError(f"“{name}” is no time zone; write one like Europe/Berlin") from None


Zone = Annotated[ZoneInfo, BeforeValidator(_zone)]
Shifts = Annotated[tuple[str, ...], BeforeValidator(read_shifts)]


def _days(written: object) -> object:
    if written == "keep":
        return None
    if isinstance(written, bool) or not isinstance(written, int) or not 1 <= written <= MOST_DAYS:
        raise ValueError(f"{written!r} is no number of days; write one from 1 to {MOST_DAYS:,}, or “keep”")
    return written


MOST_DAYS = 36_500
Days = Annotated[int | None, BeforeValidator(_days)]


class Section(BaseModel):
    """A table of the file; a key that nobody knows is a mistake."""

    model_config = ConfigDict(extra="forbid", arbitrary_types_allowed=True, frozen=True)


class CircleSection(Section):
    """Some people: by Slack's ids, by the handle of a Slack user group, or both."""

    members: tuple[str, ...] = ()
    usergroup: str | None = None


class HoursSection(Section):
    """When people work, on each weekday: shifts like "09:00-12:30". Public holidays are those of a country, or of a
    region in it; `closed` are days of your own. No section at all means around the clock."""

    monday: Shifts = ()
    tuesday: Shifts = ()
    wednesday: Shifts = ()
    thursday: Shifts = ()
    friday: Shifts = ()
    saturday: Shifts = ()
    sunday: Shifts = ()
    holidays: Annotated[str | None, BeforeValidator(check_holidays)] = None
    closed: tuple[date, ...] = ()


class CompanySection(Section):
    """`[company]`"""

    name: str
    time_zone: Zone
    default_community: str
    administrators: CircleSection = CircleSection()
    hours: HoursSection | None = None
    comes_back_days: float = Field(default=14, ge=0)
    most_asks_a_week: int = Field(default=5, ge=1)


class FunctionSection(Section):
    """`[functions.<name>]`: its people by Slack's ids, or by the handle of a Slack user group."""

    title: str
    members: tuple[str, ...] = ()
    usergroup: str | None = None
    on_duty: tuple[str, ...] = ()
    lead: tuple[str, ...] = ()
    approvers: CircleSection = CircleSection()


class DigestSection(Section):
    """When the weekly digest comes, in the community's time zone."""

    day: Weekday = "monday"
    hour: int = Field(default=9, ge=0, le=23)


class TimesSection(Section):
    """What is promised to customers and asked of people, in hours of working time."""

    first_reply_hours: float = Field(default=8, gt=0)
    next_reply_hours: float | None = Field(default=None, gt=0)
    resolution_hours: float | None = Field(default=None, gt=0)
    input_hours: float = Field(default=4, gt=0)
    lease_hours: float = Field(default=8, gt=0)
    lease_warning_hours: float = Field(default=1, gt=0)
    remind_every_hours: float = Field(default=2, gt=0)
    most_reminders: int = Field(default=3, ge=0, le=10)


class CommunitySection(TimesSection):
    """`[communities.<name>]`"""

    title: str = Field(min_length=1, max_length=50)
    channel: str = Field(pattern=CHANNEL)
    purpose: str = Field(min_length=1, max_length=300)
    functions: tuple[str, ...] = Field(min_length=1)
    sign_off: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    takes: tuple[Intent, ...] = ()
    leads: CircleSection = CircleSection()
    time_zone: Zone | None = None
    hours: HoursSection | None = None
    digest: DigestSection = DigestSection()


class SignatureSection(Section):
    """One or more signatures of people of any of these functions."""

    functions: tuple[str, ...] = Field(min_length=1)
    count: int = Field(default=1, ge=1, le=5)


class RiskSection(Section):
    """`[risks.<name>]`: a class of risk, the words that show it, and what its cases need."""

    title: str = Field(min_length=1, max_length=40)
    keywords: tuple[str, ...] = ()
    sum_above: Decimal | None = Field(default=None, ge=0)
    functions: tuple[str, ...] = ()
    sign_off: tuple[SignatureSection, ...] = ()
    in_order: bool = False
    approvers: CircleSection = CircleSection()


class GuardrailsSection(Section):
    """`[guardrails]`: what an answer should not say."""

    forbidden: tuple[str, ...] = ()
    promises: tuple[str, ...] = DEFAULT_PROMISES
    allowed: tuple[str, ...] = ()


class PartnerSection(Section):
    """`[partners.<name>]`: an organisation outside, in its Slack Connect channel."""

    title: str = Field(min_length=1, max_length=50)
    channel: str = Field(pattern=CHANNEL)


class RetentionSection(Section):
    """`[retention]`: for how many days each class of what is personal is kept, or "keep"."""

    raw: Days = DEFAULT_DAYS[Class.RAW]
    parked: Days = DEFAULT_DAYS[Class.PARKED]
    history: Days = DEFAULT_DAYS[Class.HISTORY]
    ended: Days = DEFAULT_DAYS[Class.ENDED]
    verdicts: Days = DEFAULT_DAYS[Class.VERDICTS]
    authors: Days = DEFAULT_DAYS[Class.AUTHORS]

    @property
    def kept(self) -> dict[Class, timedelta | None]:
        """How long each is kept, None for good."""
        days = {what: getattr(self, what.value) for what in Class}
        return {what: None if count is None else timedelta(days=count) for what, count in days.items()}


class FeedbackSection(Section):
    """`[feedback]`: for how long a customer can judge an answer."""

    days: float = Field(default=30, gt=0, le=365)
