"""Quiet hours: when nothing that can wait is sent to a person, on the clock of their own wall."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.errors import BadInput
from bot.domain.hours import Hours
from bot.domain.people import Member, own_zone

MINUTES_OF_DAY = 24 * 60
_SOON = timedelta(days=2)
"""Within this time every wall has shown each of its minutes."""


def may_be_told_at(member: Member, now: datetime, default: ZoneInfo) -> datetime:
    """The earliest moment from `now` (aware) on, in UTC, that lies outside the quiet hours of this person: `now`
    itself where none hold. Whoever has told no zone lives in the `default` one.

    The wall decides: the hours are over when it first shows `quiet_until` or later, also where the clocks jump over
    it, and begin when it first shows `quiet_from`.
    """
    start = now.astimezone(UTC)
    if member.quiet_from is None or member.quiet_until is None or member.quiet_from == member.quiet_until:
        return start
    loud = _loud(member.quiet_from, member.quiet_until)
    hours = Hours(zone=own_zone(member) or default, shifts=dict.fromkeys(range(7), loud))
    spans = hours.spans(start, start + _SOON)
    return max(start, next(opens for opens, closes in spans if opens < closes and closes > start))


def check_quiet_hours(since: int | None, until: int | None) -> None:
    """Refuse quiet hours that nobody can mean: minutes of the day, both or neither. Raises BadInput at the field."""
    if since is None and until is None:
        return
    if since is None:
        raise BadInput("Choose when they begin, or clear when they end.", field="quiet_from")
    if until is None:
        raise BadInput("Choose when they end, or clear when they begin.", field="quiet_until")
    if since == until:
        raise BadInput("They end as they begin. Choose another time, or clear both.", field="quiet_until")


def _loud(since: int, until: int) -> tuple[tuple[time, time], ...]:
    """The stretches of a day outside of quiet hours; an end of midnight is that of the day."""
    if since > until:
        return ((_wall(until), _wall(since)),)
    before = ((time(0), _wall(since)),) if since else ()
    return (*before, (_wall(until), time(0)))


def _wall(minute: int) -> time:
    return time(*divmod(minute % MINUTES_OF_DAY, 60))
