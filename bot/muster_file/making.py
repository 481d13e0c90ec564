"""From what is written to what the inside wants."""

from __future__ import annotations

from datetime import timedelta
from typing import get_args
from zoneinfo import ZoneInfo

from bot.domain.clocks import Terms
from bot.domain.community import Community, Customs, Lease, Reminders
from bot.domain.company import Function
from bot.domain.hours import Hours
from bot.domain.people import Circle, MemberId
from bot.domain.policy import Policy, RiskClass, Signature
from bot.muster_file.sections import (
    CircleSection,
    CommunitySection,
    CompanySection,
    DigestSection,
    FunctionSection,
    HoursSection,
    RiskSection,
    TimesSection,
    Weekday,
)
from bot.muster_file.working_time import DaysOff, shift_times

WEEKDAYS: tuple[str, ...] = get_args(Weekday)


def circle(section: CircleSection) -> Circle:
    """Some people."""
    return Circle(members=_ids(section.members), usergroup=section.usergroup)


def function(name: str, section: FunctionSection) -> Function:
    """A department."""
    return Function(
        name=name,
        title=section.title,
        members=_ids(section.members),
        usergroup=section.usergroup,
        on_duty=_ids(section.on_duty),
        lead=_ids(section.lead),
        approvers=circle(section.approvers),
    )


def hours(section: HoursSection | None, zone: ZoneInfo) -> Hours:
    """Working hours; around the clock where nothing is written. Raises BadInput where shifts overlap."""
    if section is None:
        return Hours.around_the_clock(zone)
    shifts = {day: tuple(map(shift_times, getattr(section, name))) for day, name in enumerate(WEEKDAYS)}
    return Hours(
        zone=zone,
        shifts={day: times for day, times in shifts.items() if times},
        holidays=DaysOff(section.holidays, section.closed),
    )


def terms(section: TimesSection, working: Hours) -> Terms:
    """What is promised to customers and asked of functions."""
    return Terms(
        hours=working,
        first_reply=timedelta(hours=section.first_reply_hours),
        next_reply=timedelta(hours=section.next_reply_hours or section.first_reply_hours),
        resolution=timedelta(hours=section.resolution_hours) if section.resolution_hours else None,
        input=timedelta(hours=section.input_hours),
    )


def community(name: str, section: CommunitySection, company: CompanySection) -> Community:
    """A community; what it does not say itself, the company says."""
    zone = section.time_zone or company.time_zone
    return Community(
        name=name,
        title=section.title,
        channel=section.channel,
        purpose=section.purpose,
        functions=section.functions,
        sign_off=frozenset(section.sign_off),
        keywords=section.keywords,
        takes=section.takes,
        zone=zone,
        digest_weekday=WEEKDAYS.index(section.digest.day),
        digest_hour=section.digest.hour,
        terms=terms(section, hours(section.hours or company.hours, zone)),
        lease=lease(section),
        reminders=reminders(section),
        leads=circle(section.leads),
    )


def customs(company: CompanySection) -> Customs:
    """What holds in communities that people open in Slack: the company's hours, and what a section leaves unsaid."""
    unsaid, digest = TimesSection(), DigestSection()
    return Customs(
        zone=company.time_zone,
        digest_weekday=WEEKDAYS.index(digest.day),
        digest_hour=digest.hour,
        terms=terms(unsaid, hours(company.hours, company.time_zone)),
        lease=lease(unsaid),
        reminders=reminders(unsaid),
    )


def reminders(section: TimesSection) -> Reminders:
    """How often those who owe input are reminded."""
    return Reminders(most=section.most_reminders, every=timedelta(hours=section.remind_every_hours))


def lease(section: TimesSection) -> Lease:
    """How long a case stays its owner's; the warning comes at the earliest when the lease begins."""
    lasts = timedelta(hours=section.lease_hours)
    return Lease(lasts=lasts, warns=min(timedelta(hours=section.lease_warning_hours), lasts))


def risk(name: str, section: RiskSection) -> RiskClass:
    """A class of risk."""
    signatures = tuple(
        Signature(functions=frozenset(one.functions)) for one in section.sign_off for _ in range(one.count)
    )
    return RiskClass(
        name=name,
        title=section.title,
        keywords=section.keywords,
        above=section.sum_above,
        functions=section.functions,
        policy=Policy(signatures=signatures, in_order=section.in_order) if signatures else None,
        approvers=circle(section.approvers),
    )


def _ids(written: tuple[str, ...]) -> frozenset[MemberId]:
    return frozenset(MemberId(member) for member in written)
