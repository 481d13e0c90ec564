"""What makes no difference to the ledger: the order of events, their repetition, the names of people, and writing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from random import Random
from types import ModuleType

from hypothesis import strategies as st

from bot.domain.credit import World
from bot.domain.interchange import parse_world, world_text
from tests.properties.credit_worlds import MEMBERS, any_world, chances, stirred
from tests.properties.refuting import for_all


@for_all(world=any_world, chance=chances)
def test_6_shuffling_and_repeating_change_nothing(rules: ModuleType, world: World, chance: Random) -> None:
    again = replace(
        world,
        cases=stirred(world.cases, chance),
        claims=stirred(world.claims, chance),
        confirmations=stirred(world.confirmations, chance),
    )
    assert rules.credit.ledger(again) == rules.credit.ledger(world)


@for_all(world=any_world, order=st.permutations(MEMBERS))
def test_11_renaming_members_permutes_the_result(rules: ModuleType, world: World, order: list[str]) -> None:
    """No two confirmations at one moment, since then the id decides (rule 5)."""
    new_name = dict(zip(MEMBERS, order, strict=True)) | {f"m{n}": f"m{4 - n}" for n in range(5)}

    def renamed(name: str | None) -> str | None:
        return None if name is None else new_name.get(name, name)

    def people(names: frozenset[str]) -> frozenset[str]:
        return frozenset(new_name.get(name, name) for name in names)

    said = tuple(replace(c, at=c.at + timedelta(microseconds=n)) for n, c in enumerate(world.confirmations))
    after = World(
        cases=tuple(replace(c, signed_by=renamed(c.signed_by)) for c in world.cases),
        claims=tuple(replace(c, member=renamed(c.member)) for c in world.claims),
        confirmations=tuple(replace(c, member=renamed(c.member), by=renamed(c.by)) for c in said),
        approvers=people(world.approvers),
        inactive=people(world.inactive),
    )
    before = rules.credit.ledger(replace(world, confirmations=said))
    expected = {replace(s, member=renamed(s.member), confirmed_by=renamed(s.confirmed_by)) for s in before}
    assert set(rules.credit.ledger(after)) == expected


@for_all(world=any_world, examples=20)
def test_a_world_reads_back_from_the_interchange_as_it_was(rules: ModuleType, world: World) -> None:
    assert parse_world(world_text(world)) == world
