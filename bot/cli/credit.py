"""`credit`: what a month's credit is computed from, the ledger made anew, and why anybody has what they have."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Iterator

from bot.bootstrap import Muster, assemble
from bot.cli.database import database
from bot.domain.case import Case, CaseId
from bot.domain.credit import POT, Entry, points, season_of
from bot.domain.credit.explaining import why_paid
from bot.domain.interchange import world_text
from bot.domain.people import Member, MemberId
from bot.domain.period import month_span
from bot.muster_file import MusterFile
from bot.settings import Environment
from bot.usecases.explain_credit import OwnCredit, explain_case, explain_member
from bot.usecases.export_world import export_world
from bot.usecases.rebuild_credit import Rebuilt, rebuild_credit


def export(environment: Environment, file: MusterFile, month: str) -> None:
    """Print what a month's credit is computed from. Raises BadInput, BadSettings."""
    month_span(month)
    with database(environment) as url:
        asyncio.run(_export(environment, file, url, month))


def rebuild(environment: Environment, file: MusterFile) -> int:
    """Count the open seasons anew and check those that are closed; 1 where one of them was changed. Raises
    BadSettings."""
    with database(environment) as url:
        return asyncio.run(_rebuild(environment, file, url))


def explain(environment: Environment, file: MusterFile, who: str) -> None:
    """Print every share of a case (by its number) or of a person (by their Slack id), with its rule. Raises
    BadSettings, UnknownCase, UnknownMember."""
    with database(environment) as url:
        asyncio.run(_explain(environment, file, url, who))


async def _export(environment: Environment, file: MusterFile, url: str, month: str) -> None:
    async with assemble(environment, file, url) as wired:
        muster = await wired.fresh()
        print(world_text(await export_world(month, uow=muster.uow(), company=muster.company)))


async def _rebuild(environment: Environment, file: MusterFile, url: str) -> int:
    async with assemble(environment, file, url) as wired:
        muster = await wired.fresh()
        seasons = await rebuild_credit(**muster.tools())
    for one in seasons:
        print(f"{one.season}  {one.shares:,} shares  {points(one.credit)} points  {_state(one)}")
    if not seasons:
        print("Nothing has earned credit yet: no answer is signed off and confirmed.")
    return 0 if all(one.true for one in seasons) else 1


def _state(one: Rebuilt) -> str:
    if not one.closed:
        return "open"
    return "closed, as it was" if one.true else "CLOSED, BUT CHANGED SINCE: restore the database from a backup"


async def _explain(environment: Environment, file: MusterFile, url: str, who: str) -> None:
    async with assemble(environment, file, url) as wired:
        muster = await wired.fresh()
        lines = _of_case if who.isascii() and who.isdecimal() else _of_member
        for line in await lines(muster, who):
            print(line)


async def _of_case(muster: Muster, number: str) -> list[str]:
    case, own = await explain_case(CaseId(int(number)), uow=muster.uow(), company=muster.company)
    return [_headline(case, own), *_shares(own), f"  in all {points(own.total)} of {points(POT)} points"]


async def _of_member(muster: Muster, member_id: str) -> list[str]:
    member, own = await explain_member(MemberId(member_id), uow=muster.uow())
    return [f"{_line(member.name)} ({member.id})", *_shares(own), *_sums(member, own)]


def _headline(case: Case, own: OwnCredit) -> str:
    signed = "not signed off"
    if case.signed:
        season = season_of(case.signed.at)
        signed = f"signed off by {_name(case.signed.by, own)} at {case.signed.at:%Y-%m-%d %H:%M} UTC, season {season}"
    return f"Case {case.id}: {_line(case.matter)}\n  {case.status}, {signed}"


def _shares(own: OwnCredit) -> Iterator[str]:
    for entry in own.entries:
        yield _share(entry, own)
    for claim, why in own.unpaid:
        yield f"  {claim.slot}  {_name(claim.member, own)}  0 points: {why}"
    for shown_in, one in own.adjusted:
        where = f"case {one.case}, {one.slot}"
        yield f"  {where}  {points(one.amount)} points: adjusts {one.of}, shown in {shown_in} (rule 8)"
    if not own.entries and not own.unpaid:
        yield "  nobody has claimed a share"


def _share(entry: Entry, own: OwnCredit) -> str:
    share = entry.share
    asked = "volunteered" if share.volunteered else "asked or on duty"
    where = f"case {share.case}, {share.slot}"
    amount = f"{points(share.credit)} points ({share.credit} micro-points of {share.share})"
    return f"  {where}  {_name(share.member, own)}, {asked}  {amount}: {why_paid(share)}"


def _sums(member: Member, own: OwnCredit) -> Iterator[str]:
    seasons: Counter[str] = Counter()
    for entry in own.entries:
        seasons[str(season_of(entry.share.signed_at))] += entry.share.credit
    for shown_in, one in own.adjusted:
        seasons[str(shown_in)] += one.amount
    for season, amount in sorted(seasons.items()):
        yield f"  season {season}: {points(amount)} points"
    yield f"  in all {points(own.total)} points ({own.total} micro-points)"


def _name(member: str, own: OwnCredit) -> str:
    name = own.names.get(MemberId(member))
    return f"{_line(name)} ({member})" if name else member


def _line(words: str) -> str:
    """Words of people as one line, without what a terminal would obey."""
    return " ".join("".join(one if one.isprintable() else " " for one in words).split())
