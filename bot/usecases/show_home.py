"""The Home tab of a person."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from bot.domain.board import LEAST_PEOPLE, places
from bot.domain.community import Community
from bot.domain.company import Company
from bot.domain.credit import Confirmed, form, helpfulness, is_regular
from bot.domain.credit.level import GRACE, LOOKS_BACK
from bot.domain.home import Earned, Glance, Home, OwnRecord, OwnWeek, Standing
from bot.domain.people import Member, MemberId, own_zone
from bot.domain.period import Month, Week
from bot.domain.privacy import as_seen_by, hidden_from
from bot.domain.standing import WeekCredit, best_season, best_week, neighbours, thresholds
from bot.ports import Clock, Messenger, UnitOfWork, Watch
from bot.usecases.find_work import find_work
from bot.usecases.learn_people import recognise

UTC = ZoneInfo("UTC")
SHOWN = 5
"""Confirmed contributions, notes and customers' words of a week that are shown, of each."""

FORM_WEEKS = 8
"""Weeks of form that are shown as a trend."""

FORM_LOOKS_BACK = timedelta(weeks=32)
"""What was earned before counts by less than a sixtieth in any of them."""


async def ask_for_home(member: MemberId, *, uow: UnitOfWork) -> None:
    """Ask for a person's Home tab to be brought up to date."""
    async with uow:
        await uow.jobs.show_home(member)
        await uow.commit()


async def show_home(
    member_id: MemberId, *, uow: UnitOfWork, company: Company, messenger: Messenger, clock: Clock, watch: Watch
) -> None:
    """Show a person what waits for them, and where they stand. Raises SlackBusy, SlackRefused, SlackUnsure,
    Stranger."""
    member = await recognise(member_id, uow=uow)
    await messenger.show_home(
        member_id, await compose_home(member, uow=uow, company=company, clock=clock, watch=watch)
    )


async def compose_home(member: Member, *, uow: UnitOfWork, company: Company, clock: Clock, watch: Watch) -> Home:
    """All that stands on a person's Home."""
    now, seen = clock.now(), as_seen_by(member, company)
    work = await find_work(member, uow=uow, company=company, clock=clock)
    season = Month.of(now, UTC)
    own = [one for one in seen.communities.values() if _is_in(member, one)] or list(seen.communities.values())
    async with uow:
        weeks = await uow.mine.weeks(member.id)
        earned = await uow.mine.earned(member.id, now - FORM_LOOKS_BACK, now - GRACE - LOOKS_BACK)
        week = await _week(member, earned, now, uow=uow, company=company)
        standing = await _standing(member, weeks, season, uow=uow) if member.on_boards else None
        return Home(
            member=member,
            company=seen,
            now=now,
            work=work,
            week=week,
            season=season,
            record=await _record(member, weeks, earned, now, uow=uow),
            standing=standing,
            own=own,
            loads=await uow.glances.loads(now),
            led=await _glances(member, season, uow=uow, company=seen),
            health=await watch() if company.administrators.holds(member) else None,
            names=await uow.members.names(_named(week, standing)),
        )


def _is_in(member: Member, community: Community) -> bool:
    """Whether a person has a part in a community: by their function, as a lead, or in person."""
    by_function = member.function in community.functions or member.function in community.sign_off
    return by_function or community.leads.holds(member) or member.id in community.people


async def _week(
    member: Member, earned: Sequence[Earned], now: datetime, *, uow: UnitOfWork, company: Company
) -> OwnWeek:
    zone = own_zone(member) or company.community(company.default_community).zone
    week, hidden = Week.of(now, zone), hidden_from(member, company)
    start = week.start(zone)
    confirmed = [one for one in earned if one.week == week]
    return OwnWeek(
        week=week,
        credit=sum(one.share.credit for one in confirmed),
        contributions=len(confirmed),
        confirmed=list(islice((one for one in confirmed if one.community not in hidden), SHOWN)),
        thanks=(await uow.thanks.to(member.id, start, hidden))[-SHOWN:],
        praise=await uow.mine.praise(member.id, start, hidden, SHOWN),
    )


async def _record(
    member: Member, weeks: Sequence[WeekCredit], earned: Sequence[Earned], now: datetime, *, uow: UnitOfWork
) -> OwnRecord:
    totals = [(one.season, one.credit) for one in weeks]
    totals += [(season, one.amount) for season, one in await uow.ledger.adjustments(member=member.id)]
    season, (confirmed, claimed) = Month.of(now, UTC), await uow.mine.reliability(member.id)
    past = [
        Confirmed(at=one.share.signed_at, confirmer=one.share.confirmed_by, customer=one.customer) for one in earned
    ]
    return OwnRecord(
        season=sum(credit for of, credit in totals if of == season),
        year=sum(credit for of, credit in totals if of.year == season.year),
        all_time=sum(credit for _, credit in totals),
        confirmed=confirmed,
        claimed=claimed,
        helpfulness=helpfulness(confirmed, claimed),
        regular=is_regular(past, now),
        form=_form(member, earned, now),
    )


def _form(member: Member, earned: Sequence[Earned], now: datetime) -> list[float]:
    """The form at the end of each of the last weeks, the newest last."""
    moments = [now - timedelta(weeks=ago) for ago in reversed(range(FORM_WEEKS))]
    return [
        form([one.share for one in earned if one.share.signed_at <= at], at).get(member.id, 0.0) for at in moments
    ]


async def _standing(member: Member, weeks: Sequence[WeekCredit], season: Month, *, uow: UnitOfWork) -> Standing:
    credit, opted_in = await uow.boards.volunteered(season=season), await uow.members.on_boards()
    before, behind = neighbours(member.id, credit, opted_in)
    return Standing(
        credit=credit.get(member.id, 0),
        rank=next((place.rank for place in places(credit, opted_in) if place.member == member.id), None),
        before=before,
        behind=behind,
        best_week=best_week(weeks),
        best_season=best_season(weeks),
        thresholds=thresholds(credit, opted_in),
    )


async def _glances(member: Member, season: Month, *, uow: UnitOfWork, company: Company) -> list[Glance]:
    """The communities that a person leads, each with the people of its functions."""
    led = [one for one in company.communities.values() if one.leads.holds(member)]
    if not led:
        return []
    names, functions = [one.name for one in led], await uow.members.functions()
    shares = await uow.glances.contributions(names, season)
    replies = await uow.glances.first_replies(names, season.start(UTC))
    return [_glance(one, shares.get(one.name, {}), functions, first_reply=replies.get(one.name)) for one in led]


def _glance(
    community: Community,
    shares: Mapping[str, int],
    functions: Mapping[str, str | None],
    *,
    first_reply: float | None,
) -> Glance:
    concerned = {*community.functions, *community.sign_off}
    people = {one for one, function in functions.items() if function in concerned or one in community.people}
    hidden = len(people) < LEAST_PEOPLE
    return Glance(
        community=community,
        people=len(people),
        taking_part=None if hidden else sum(one in shares for one in people),
        contributions=None if hidden else sum(shares.values()),
        first_reply=None if hidden else first_reply,
    )


def _named(week: OwnWeek, standing: Standing | None) -> Collection[MemberId]:
    beside = (*standing.before, *standing.behind) if standing else ()
    return {note.by for note in week.thanks} | {MemberId(one.member) for one in beside}
