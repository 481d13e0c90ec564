"""What must hold of boards: who left is nowhere, the others stand as before, and all sums are those of the ledger."""

from __future__ import annotations

import json
from collections import Counter
from types import ModuleType

from hypothesis import strategies as st

from bot.domain.credit import Entry, Share, World
from bot.domain.interchange import share_lines
from bot.domain.period import Week
from tests import builders
from tests.properties.credit_worlds import BERLIN, MEMBERS, MONTH_END, POT, any_world
from tests.properties.refuting import for_all

NAMES = "abcdef"
RING = tuple(f"m{n}" for n in range(5))
SILENT = frozenset(f"silent {n}" for n in range(40))
"""They opted in and earned nothing: the tenth that a board shows is five with them."""


def volunteered(member: str, credit: int) -> Share:
    return builders.share(member, credit, signed_at=MONTH_END)


@for_all(
    credits=st.dictionaries(st.sampled_from(NAMES), st.integers(0, 6), min_size=3),
    silent=st.sampled_from((0, 12, 40)),
    standing=st.integers(0, 3),
)
def test_15_leaving_keeps_the_order_of_the_others(
    rules: ModuleType, credits: dict[str, int], silent: int, standing: int
) -> None:
    """Who is on the board before and after stands to the others as before, and no lower, though the best leave."""
    leaver = sorted(credits, key=lambda one: -credits[one])[standing % len(credits)]
    everyone = frozenset(NAMES) | {f"silent {n}" for n in range(silent)}
    shares = [volunteered(member, credit) for member, credit in credits.items()]

    def ranks(opted_in: frozenset[str]) -> dict[str, int]:
        return {place.member: place.rank for place in rules.board.initiative(shares, opted_in, BERLIN)}

    before, after = ranks(everyone), ranks(everyone - {leaver})
    stayed = before.keys() & after.keys()
    assert all((before[a] < before[b]) == (after[a] < after[b]) for a in stayed for b in stayed)
    assert all(after[member] <= before[member] for member in stayed)


@for_all(world=any_world, leavers=st.frozensets(st.sampled_from(MEMBERS + RING)))
def test_19_who_left_appears_nowhere_public(rules: ModuleType, world: World, leavers: frozenset[str]) -> None:
    """Not by name, and not by the gap that they leave: the board is that of a world in which they earned nothing."""
    shares = rules.credit.ledger(world)
    stayed = (frozenset(MEMBERS + RING) | SILENT) - leavers
    places = rules.board.initiative(shares, stayed, BERLIN)
    assert leavers.isdisjoint(place.member for place in places)
    others = [share for share in shares if share.member not in leavers]
    assert places == rules.board.initiative(others, stayed, BERLIN)


@for_all(world=any_world)
def test_20_all_sums_of_the_entries_agree_with_the_ledger(rules: ModuleType, world: World) -> None:
    shares = rules.credit.ledger(world)
    total = sum(share.credit for share in shares)
    entries = [
        Entry(share=share, community=f"community {len(share.case) % 2}", week=Week.of(share.signed_at, BERLIN))
        for share in shares
    ]
    for by in (lambda e: e.week, lambda e: e.community, lambda e: e.share.member, lambda e: e.share.case):
        sums = Counter[object]()
        for entry in entries:
            sums[by(entry)] += entry.share.credit
        assert sums.total() == total
    assert sum(json.loads(line)["credit"] for line in share_lines(shares)) == total

    weeks = Counter[tuple[str, Week]]()
    for entry in entries:
        weeks[entry.share.member, entry.week] += entry.share.credit
    capped = {who: min(5 * POT, credit) for who, credit in weeks.items()}
    assert rules.credit.week_capped(shares, BERLIN) == capped


@for_all(world=any_world)
def test_20_the_initiative_board_shows_what_the_ledger_pays_to_volunteers(rules: ModuleType, world: World) -> None:
    shares = rules.credit.ledger(world)
    weeks = Counter[tuple[str, Week]]()
    for share in shares:
        if share.volunteered:
            weeks[share.member, Week.of(share.signed_at, BERLIN)] += share.credit
    earned = Counter[str]()
    for (member, _), credit in weeks.items():
        earned[member] += min(5 * POT, credit)
    for place in rules.board.initiative(shares, frozenset(MEMBERS + RING) | SILENT, BERLIN):
        assert place.credit == earned[place.member]
        assert place.rank == 1 + sum(other > place.credit for other in earned.values())
