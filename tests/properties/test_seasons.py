"""What must hold of seasons: once closed they never change, and later voids show as adjustments."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random
from types import ModuleType
from zoneinfo import ZoneInfo

from hypothesis import assume
from hypothesis import strategies as st

from bot.domain.credit import Entry, Share, World
from bot.domain.period import Month, Week
from tests.properties.credit_worlds import BERLIN, any_world, chances, confirmed, month_of, rings, voiding
from tests.properties.refuting import for_all

UTC = ZoneInfo("UTC")
NEW_YEAR = datetime(2027, 1, 1, tzinfo=BERLIN)


def key(share: Share) -> tuple[Month, tuple[str, str, str]]:
    return Month(*month_of(share)), (share.case, share.slot, share.member)


def booked(shares: list[Share]) -> list[Entry]:
    return [Entry(share=one, community="support", week=Week.of(one.signed_at, BERLIN)) for one in shares]


@for_all(world=st.one_of(rings(), any_world), closings=st.lists(st.sets(st.integers(0, 9)), min_size=1, max_size=3))
def test_18_closed_seasons_and_their_adjustments_are_worth_what_survives(
    rules: ModuleType, world: World, closings: list[set[int]]
) -> None:
    """At each closing some cases are void by then, and others may be live again. What is frozen stays as it is; with
    all adjustments it is worth what the ledger pays for the world without those cases. (Each has a key of its own: a
    later case that pays in the place of a void one belongs to no closed season.)"""
    apart = replace(world, cases=tuple(replace(one, external_key=one.id) for one in world.cases))
    frozen = list(rules.credit.ledger(apart))
    seal = rules.credit.fingerprint_of(booked(frozen), ())
    shown = Counter[tuple[Month, tuple[str, str, str]]]()
    for picks in closings:
        gone = {case.id for n, case in enumerate(apart.cases) if n % 10 in picks}
        apart_from = {(key(one)[0], one.case) for one in frozen if one.case in gone}
        for one in rules.credit.adjustments(frozen, apart_from, shown):
            assert one.amount
            shown[one.of, (one.case, one.slot, one.member)] += one.amount
        assert rules.credit.adjustments(frozen, apart_from, shown) == ()
        survives = {key(one): one.credit for one in rules.credit.ledger(voiding(apart, gone))}
        assert {key(one): one.credit + shown[key(one)] for one in frozen} == {
            key(one): survives.get(key(one), 0) for one in frozen
        }
    assert rules.credit.fingerprint_of(booked(frozen), ()) == seal


@for_all(world=any_world)
def test_18_nothing_said_after_the_closing_changes_a_season(rules: ModuleType, world: World) -> None:
    """A sign-off on the last evening of the month leaves seven days to confirm, and the season waits for them."""
    said, late = list(world.confirmations), []
    for case in world.cases:
        if case.signed_at:
            closed = rules.credit.closes_at(rules.credit.season_of(case.signed_at))
            late += [confirmed(c, at=closed + timedelta(hours=1)) for c in world.claims if c.case == case.id]
    assert rules.credit.ledger(replace(world, confirmations=(*said, *late))) == rules.credit.ledger(world)


@for_all(minutes=st.integers(-60 * 24 * 40, 60 * 24 * 40))
def test_18_a_sign_off_belongs_to_one_season_that_closes_no_sooner_than_its_confirmations(
    rules: ModuleType, minutes: int
) -> None:
    signed_at = NEW_YEAR + timedelta(minutes=minutes)
    season = rules.credit.season_of(signed_at)
    assert season.start(UTC) <= signed_at < season.end(UTC)
    assert signed_at + timedelta(days=7) < rules.credit.closes_at(season)


@for_all(world=any_world, chance=chances)
def test_18_the_fingerprint_tells_every_change_and_no_order(rules: ModuleType, world: World, chance: Random) -> None:
    shares = list(rules.credit.ledger(world))
    assume(shares)
    one = chance.choice(shares)
    adjusted = list(rules.credit.adjustments(shares, {(key(one)[0], one.case)}, {}))
    seal = rules.credit.fingerprint_of(booked(shares), adjusted)
    shuffled = chance.sample(shares, len(shares))
    assert rules.credit.fingerprint_of(booked(shuffled), adjusted[::-1]) == seal

    changed = chance.randrange(len(shares))
    for change in ({"credit": shares[changed].credit + 1}, {"member": "somebody else"}):
        forged = [replace(one, **change) if n == changed else one for n, one in enumerate(shares)]  # type: ignore[arg-type]
        assert rules.credit.fingerprint_of(booked(forged), adjusted) != seal
    assert rules.credit.fingerprint_of(booked(shares), adjusted[1:]) != seal
