"""Board, Home, digest, workbook and `credit explain` agree to the micro-point, in worlds drawn at random (CREDIT.md,
property 20)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

import pytest
from sqlalchemy import insert

from bot.bootstrap import Muster
from bot.domain.board import places
from bot.domain.case import CaseId, open_case
from bot.domain.credit import (
    Claim,
    Confirmation,
    ConfirmerKind,
    CreditCase,
    Share,
    World,
    ledger,
    season_of,
    week_capped,
)
from bot.domain.mention import BY_HAND
from bot.domain.people import MemberId
from bot.domain.period import Month, Week
from bot.usecases.compose_digest import compose_digest
from bot.usecases.count_credit import count_credit
from bot.usecases.explain_credit import explain_case, explain_member
from bot.usecases.export_workbook import Order
from bot.usecases.export_world import approvers
from bot.usecases.show_board import show_board
from bot.usecases.show_home import compose_home
from storage.case_rows import to_row
from storage.tables import cases, confirmations, mentions, share_claims, slots
from tests.builders import BERLIN, do, know, member, opened
from tests.usecases.test_export_workbook import table, written
from tests.usecases.test_show_home import watch
from tests.world import NOON, SetClock

NOVEMBER = Month(2026, 11)
COMMUNITIES = ("safety", "care")
FUNCTIONS = ("legal", "works", "depot")
PEOPLE = [
    member(f"U{n:02}", function, on_boards=n % 4 != 0)
    for n, function in enumerate((*FUNCTIONS * 5, None, "works", "works"))
]
NAMES = [one.id for one in PEOPLE]


@dataclass(frozen=True)
class Drawn:
    """A world, and where its cases stand."""

    world: World
    homes: dict[str, str]


def drawn(chance: Random, approvers: frozenset[str]) -> Drawn:
    """Sixty cases of five weeks; two people help in many of them and confirm each other, so that caps bite."""
    made: list[CreditCase] = []
    claims: dict[tuple[str, str, str], bool] = {}
    said: dict[tuple[str, str, str, str], datetime] = {}
    busy = chance.sample([one.id for one in PEOPLE if one.id not in approvers and one.on_boards], 2)
    for number in range(1, 61):
        signed_at = NOON - timedelta(hours=chance.randrange(72, 168) if number % 3 else chance.randrange(24 * 35))
        flaw = chance.choice(("voided", "reopened", "internal", *("none",) * 9))
        case = CreditCase(
            id=str(number),
            external_key=f"thread {chance.randint(1, 200)}",
            external=flaw != "internal",
            required=tuple(chance.sample(FUNCTIONS, chance.randint(1, 3))),
            signed_by=chance.choice(NAMES),
            signed_at=signed_at,
            voided=flaw == "voided",
            reopened=flaw == "reopened",
        )
        made.append(case)
        for slot in ("spot", "loop", *(f"answer:{function}" for function in case.required)):
            for name in chance.sample(busy, 1) if chance.random() < 0.8 else chance.sample(NAMES, 2):
                claims[case.id, name, slot] = chance.random() < 0.7
                for by in dict.fromkeys((*busy, chance.choice((*NAMES, *("customer/1",) * 18)))):
                    said[case.id, name, slot, by] = signed_at + timedelta(hours=chance.randint(-24, 200))
    return Drawn(
        world=World(
            cases=tuple(made),
            claims=tuple(
                Claim(case=case, member=name, slot=slot, volunteered=volunteered)
                for (case, name, slot), volunteered in claims.items()
            ),
            confirmations=tuple(_said(*key, at, approvers) for key, at in said.items()),
            approvers=approvers,
            inactive=frozenset(),
        ),
        homes={case.id: chance.choice(COMMUNITIES) for case in made},
    )


def _said(case: str, name: str, slot: str, by: str, at: datetime, approvers: frozenset[str]) -> Confirmation:
    inside = ConfirmerKind.APPROVER if by in approvers else ConfirmerKind.PEER
    kind = ConfirmerKind.CUSTOMER if by.startswith("customer") else inside
    return Confirmation(case=case, member=name, slot=slot, by=by, at=at, kind=kind)


async def store(muster: Muster, made: Drawn) -> None:
    """Write the world as it stands in the database when people have done all this."""
    world = made.world
    claimed = [
        {"case_id": int(one.case), "slot": one.slot, "member": one.member, "volunteered": one.volunteered, "place": n}
        for n, one in enumerate(world.claims)
    ]
    said = [
        {"case_id": int(one.case), "slot": one.slot, "member": one.member, "by": one.by, "at": one.at}
        | {"approver": one.kind is ConfirmerKind.APPROVER, "customer": one.kind is ConfirmerKind.CUSTOMER}
        | {"place": n}
        for n, one in enumerate(world.confirmations)
    ]
    owed = [_slot_row(one, function, place) for one in world.cases for place, function in enumerate(one.required)]
    async with muster.engine.begin() as connection:
        await connection.execute(insert(cases), [_case_row(one, made.homes[one.id]) for one in world.cases])
        await connection.execute(insert(mentions), [_mention_row(one) for one in world.cases])
        for table_, rows in ((slots, owed), (share_claims, claimed), (confirmations, said)):
            await connection.execute(insert(table_), rows)


def _case_row(case: CreditCase, home: str) -> dict[str, object]:
    fresh = open_case(CaseId(int(case.id)), opened(community=home, external_key=case.external_key))
    return to_row(fresh) | {
        "id": fresh.id,
        "status": "void" if case.voided else "closed",
        "signed_by": case.signed_by,
        "signed_at": case.signed_at,
        "ended_at": case.signed_at,
        "reopened": case.reopened,
    }


def _mention_row(case: CreditCase) -> dict[str, object]:
    source = "web" if case.external else BY_HAND
    given = {"external_id": f"post-{case.id}", "text": "It swells.", "posted_at": NOON, "arrived_at": NOON}
    return {"source": source, "case_id": int(case.id), **given}


def _slot_row(case: CreditCase, function: str, place: int) -> dict[str, object]:
    given = {"asked_at": NOON, "due": NOON, "waived": False, "answered_by": []}
    return {"case_id": int(case.id), "name": function, "place": place, "required": True, **given}


def by_member(shares: Iterable[Share]) -> dict[str, int]:
    """What each has, in micro-points; nobody has nothing."""
    sums: Counter[str] = Counter()
    for one in shares:
        sums[one.member] += one.credit
    return {name: credit for name, credit in sums.items() if credit}


def counted(shares: Iterable[Share]) -> dict[str, int]:
    """What boards count of it: volunteered, each week up to its cap."""
    sums: Counter[str] = Counter()
    for (name, _), credit in week_capped((one for one in shares if one.volunteered), BERLIN).items():
        sums[name] += credit
    return dict(sums)


@pytest.mark.parametrize("seed", range(2))
async def test_20_every_view_agrees_with_the_ledger(muster: Muster, clock: SetClock, seed: int) -> None:
    await know(muster, *PEOPLE)
    async with muster.uow() as uow:
        for one in PEOPLE:
            await uow.members.set_on_boards(one.id, one.on_boards)
        await uow.commit()
        signers = await approvers(uow=uow, company=muster.company)
    made = drawn(Random(seed), signers)
    await store(muster, made)
    clock.moment = NOON + timedelta(hours=1)
    await do(muster, count_credit)
    paid = ledger(made.world)
    month = [one for one in paid if season_of(one.signed_at) == NOVEMBER]
    assert any(one.capped for one in paid)
    assert counted(month) != by_member(one for one in month if one.volunteered)
    await _booked(muster, paid, made)
    await _own_views_agree(muster, paid, month)
    await _boards_and_digests_agree(muster, paid, month, made)
    await _workbook_agrees(muster, month)


async def _booked(muster: Muster, paid: tuple[Share, ...], made: Drawn) -> None:
    async with muster.uow() as uow:
        entries = [*await uow.ledger.entries(season=NOVEMBER.previous), *await uow.ledger.entries(season=NOVEMBER)]
    assert {one.share for one in entries} == set(paid)
    assert all(one.community == made.homes[one.share.case] for one in entries)
    for case in made.world.cases[::4]:
        _, own = await do(muster, explain_case, int(case.id))
        assert [one.share for one in own.entries] == [one for one in paid if one.case == case.id]
        claimed = {(one.member, one.slot) for one in made.world.claims if one.case == case.id}
        assert {(one.share.member, one.share.slot) for one in own.entries} | {
            (one.member, one.slot) for one, _ in own.unpaid
        } == claimed


async def _own_views_agree(muster: Muster, paid: tuple[Share, ...], month: list[Share]) -> None:
    week = Week.of(NOON, BERLIN)
    this_week = by_member(one for one in paid if Week.of(one.signed_at, BERLIN) == week)
    for one in PEOPLE:
        _, own = await do(muster, explain_member, one.id)
        home = await do(muster, compose_home, one, watch=watch)
        assert own.total == home.record.all_time == by_member(paid).get(one.id, 0)
        assert home.record.season == by_member(month).get(one.id, 0)
        assert home.week.credit == this_week.get(one.id, 0)
        if home.standing:
            assert home.standing.credit == counted(month).get(one.id, 0)


async def _boards_and_digests_agree(muster: Muster, paid: tuple[Share, ...], month: list[Share], made: Drawn) -> None:
    opted_in = frozenset(one.id for one in PEOPLE if one.on_boards)
    for name in (None, *COMMUNITIES):
        home = muster.company.community(name) if name else None
        here = [one for one in month if name in (None, made.homes[one.case])]
        assert (await do(muster, show_board, PEOPLE[0], home)).places == places(counted(here), opted_in)
    for name in COMMUNITIES:
        for ago in range(4):
            week = Week.of(NOON - timedelta(weeks=ago), BERLIN)
            here = [one for one in paid if made.homes[one.case] == name and Week.of(one.signed_at, BERLIN) == week]
            digest, _ = await do(muster, compose_digest, muster.company.community(name), week)
            assert digest.figures.board == places(counted(here), opted_in)


async def _workbook_agrees(muster: Muster, month: list[Share]) -> None:
    book = await written(muster, Order(community=None, period=NOVEMBER, zone=BERLIN, whole=True))
    rows = table(book, "Credits")
    assert sum(row["Final\n(micro-points)"] for row in rows) == sum(one.credit for one in month)
    names = {one.name: one.id for one in PEOPLE}
    by_row: Counter[MemberId] = Counter()
    for row in rows:
        by_row[names[row["Member"]]] += row["Final\n(micro-points)"]
    assert {name: credit for name, credit in by_row.items() if credit} == by_member(month)
    initiative = [row for row in table(book, "Boards") if row["Board"] == "Initiative"]
    opted_in = frozenset(one.id for one in PEOPLE if one.on_boards)
    assert [(row["Rank"], names[row["Who"]], row["Micro-points"]) for row in initiative] == [
        (one.rank, one.member, one.credit) for one in places(counted(month), opted_in)
    ]
