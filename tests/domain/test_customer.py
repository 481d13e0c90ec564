"""Who is whom: authors joined to one customer, and separated again."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.customer import (
    MOST_AUTHORS,
    AuthorId,
    CustomerId,
    Joining,
    JoiningId,
    Joins,
    join,
    join_by_mail,
    separate,
    undo,
)
from bot.domain.errors import BadInput, MusterError, WrongStage
from bot.domain.people import MemberId
from tests.world import NOON

AMARA = MemberId("U0AMARA")
AUTHORS = st.integers(1, 6).map(AuthorId)
DEEDS = st.lists(st.tuples(st.sampled_from(["join", "mail", "separate", "undo"]), AUTHORS, AUTHORS), max_size=14)


def joined(joins: Joins, one: int, other: int, fresh: int = 1) -> Joining:
    """Amara joins two."""
    return join(
        joins, AuthorId(one), AuthorId(other), fresh=CustomerId(fresh), by=AMARA, at=NOON, why="One signature."
    )


def separated(joins: Joins, author: int) -> Joining:
    """Amara takes one out."""
    return separate(joins, AuthorId(author), by=AMARA, at=NOON, why="Another town.")


def by_mail(joins: Joins, one: int, other: int, fresh: int = 99) -> Joining | None:
    """The machine sees one address twice."""
    return join_by_mail(joins, AuthorId(one), AuthorId(other), fresh=CustomerId(fresh), at=NOON)


def every_way(deeds: list[tuple[str, AuthorId, AuthorId]]) -> list[tuple[Joins, Joining, Joins]]:
    """All that comes of some acts, those that are refused left out: before, the act, after."""
    joins, numbers, done = Joins(), itertools.count(1), list[tuple[Joins, Joining, Joins]]()
    for deed, one, other in deeds:
        ways: dict[str, Callable[[], Joining | None]] = {
            "join": lambda j=joins, a=one, b=other: joined(j, a, b, next(numbers)),
            "mail": lambda j=joins, a=one, b=other: by_mail(j, a, b, next(numbers)),
            "separate": lambda j=joins, a=one: separated(j, a),
            "undo": lambda j=joins: undo(j, JoiningId(1), done[-1][1], by=AMARA, at=NOON) if done else None,
        }
        try:
            made = ways[deed]()
        except MusterError:
            continue
        if made:
            done.append((joins, made, made.applied(joins)))
            joins = done[-1][2]
    return done


@settings(max_examples=150, deadline=None)
@given(DEEDS)
def test_nobody_is_two_customers_and_nothing_parted_is_together(deeds: list[tuple[str, AuthorId, AuthorId]]) -> None:
    for _, _, after in every_way(deeds):
        authors = [one.author for one in after.memberships]
        assert len(authors) == len(set(authors))
        assert not after.together & after.parted


@settings(max_examples=150, deadline=None)
@given(DEEDS)
def test_taking_an_act_back_restores_exactly_who_was_whom(deeds: list[tuple[str, AuthorId, AuthorId]]) -> None:
    for before, made, after in every_way(deeds):
        back = undo(after, JoiningId(1), made, by=AMARA, at=NOON).applied(after)
        assert back.memberships == before.memberships
        if made.deed == "separated":
            assert back == before


@settings(max_examples=150, deadline=None)
@given(DEEDS)
def test_the_machine_never_brings_together_what_a_person_took_apart(
    deeds: list[tuple[str, AuthorId, AuthorId]],
) -> None:
    for before, made, after in every_way(deeds):
        if made.by is None:
            assert not (after.together - before.together) & before.parted
        for one, other in map(sorted, after.parted):
            assert by_mail(after, one, other) is None


def test_two_customers_become_one_with_all_their_authors_and_two_again() -> None:
    joins = joined(Joins(), 1, 2, 1).applied(Joins())
    joins = joined(joins, 3, 4, 2).applied(joins)
    merged = joined(joins, 1, 4, 3)
    after = merged.applied(joins)
    assert after.with_author(AuthorId(3)) == {1, 2, 3, 4}
    assert {one.customer for one in after.memberships} == {1}
    assert undo(after, JoiningId(3), merged, by=AMARA, at=NOON).applied(after).memberships == joins.memberships


def test_what_changed_since_is_not_taken_back() -> None:
    first = joined(Joins(), 1, 2)
    joins = first.applied(Joins())
    joins = separated(joins, 2).applied(joins)
    with pytest.raises(WrongStage, match="changed since"):
        undo(joins, JoiningId(1), first, by=AMARA, at=NOON)


def test_a_person_may_join_again_what_a_person_took_apart_and_then_the_machine_may_too() -> None:
    joins = joined(Joins(), 1, 2).applied(Joins())
    joins = separated(joins, 2).applied(joins)
    assert by_mail(joins, 1, 2) is None
    again = joined(joins, 1, 2).applied(joins)
    assert not again.parted


def test_what_cannot_be_is_refused_with_its_field() -> None:
    one = joined(Joins(), 1, 2).applied(Joins())
    with pytest.raises(WrongStage, match="already"):
        joined(one, 2, 1)
    with pytest.raises(WrongStage, match="not joined"):
        separated(one, 3)
    for why in (" \n", "x" * 201):
        with pytest.raises(BadInput) as refused:
            join(one, AuthorId(1), AuthorId(3), fresh=CustomerId(2), by=AMARA, at=NOON, why=why)
        assert refused.value.field == "why"


def test_a_customer_has_an_end() -> None:
    joins = Joins()
    for other in range(2, MOST_AUTHORS + 1):
        joins = joined(joins, 1, other).applied(joins)
    with pytest.raises(WrongStage, match="at most"):
        joined(joins, 1, MOST_AUTHORS + 1)
    assert by_mail(joins, 1, MOST_AUTHORS + 1) is None
