"""The initiative board: who is on it, in what order, and who never is."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.board import Place, initiative
from bot.domain.credit import POT, WEEK_CAP, Share
from tests import builders

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = datetime(2026, 11, 2, 10, tzinfo=UTC)


def share(member: str, credit: int, volunteered: bool = True, signed_at: datetime = MONDAY) -> Share:
    return builders.share(member, credit, volunteered=volunteered, signed_at=signed_at)


def crowd(size: int, *others: str) -> frozenset[str]:
    """So many people who opted in, `others` among them."""
    return frozenset(others) | {f"silent {n}" for n in range(size - len(others))}


def board(credits: dict[str, int], opted_in: frozenset[str]) -> list[tuple[int, str]]:
    places = initiative([share(member, credit) for member, credit in credits.items()], opted_in, BERLIN)
    return [(place.rank, place.member) for place in places]


def test_equals_share_a_rank_and_the_next_rank_is_skipped() -> None:
    credits = {"amara": 9, "li": 5, "jonas": 5, "priya": 2, "tom": 1}
    expected = [(1, "amara"), (2, "jonas"), (2, "li"), (4, "priya"), (5, "tom")]
    assert board(credits, crowd(50, *credits)) == expected


@pytest.mark.parametrize(("opted_in", "shown"), [(6, 1), (10, 1), (11, 2), (40, 4), (41, 5), (900, 5)])
def test_a_tenth_is_shown_rounded_up_and_five_at_most(opted_in: int, shown: int) -> None:
    credits = {name: n + 1 for n, name in enumerate("abcdef")}
    assert len(board(credits, crowd(opted_in, *credits))) == shown


def test_equals_at_the_edge_are_shown_together_or_not_at_all() -> None:
    credits = {"a": 9, "b": 5, "c": 5, "d": 1}
    assert board(credits, crowd(10, *credits)) == [(1, "a")]
    assert board(credits, crowd(20, *credits)) == [(1, "a"), (2, "b"), (2, "c")]
    assert board(credits, crowd(30, *credits)) == [(1, "a"), (2, "b"), (2, "c")]
    assert board(credits, crowd(40, *credits)) == [(1, "a"), (2, "b"), (2, "c"), (4, "d")]


def test_a_tie_that_five_places_cannot_hold_ends_the_board() -> None:
    tied = dict.fromkeys("bcdef", 5)
    assert board({"a": 9, **tied, "g": 1}, crowd(50, "a", *tied, "g")) == [(1, "a")]
    assert board(tied, crowd(10, *tied)) == [(1, member) for member in "bcdef"]
    assert board(dict.fromkeys("abcdef", 5), crowd(50, *"abcdef")) == []


def test_only_volunteered_credit_of_those_who_opted_in_counts() -> None:
    shares = [
        share("on duty", 9, volunteered=False),
        share("shy", 8),
        share("a", 7),
        share("a", 6, volunteered=False),
    ]
    places = initiative(shares, crowd(50, "on duty", "a"), BERLIN)
    assert places == (Place(rank=1, member="a", credit=7),)


def test_nobody_without_credit_appears() -> None:
    assert initiative([share("a", 0)], crowd(50, "a"), BERLIN) == ()
    assert initiative([], frozenset(), BERLIN) == ()


def test_each_week_counts_up_to_its_cap_and_duty_uses_none_of_it() -> None:
    shares = [
        share("a", 4 * POT, volunteered=False),
        *(share("a", 4 * POT) for _ in range(2)),
        share("a", POT, signed_at=MONDAY + timedelta(days=7)),
    ]
    assert initiative(shares, crowd(1, "a"), BERLIN) == (Place(rank=1, member="a", credit=WEEK_CAP + POT),)


NAMES = "abcdefgh"


@given(
    st.dictionaries(st.sampled_from(NAMES), st.integers(0, 4), min_size=1),
    st.integers(8, 60),
    st.sampled_from(NAMES),
)
def test_leaving_keeps_the_order_of_the_others(credits: dict[str, int], size: int, leaver: str) -> None:
    """Property 15: whoever is on the board before and after stands to the others as before."""
    everyone = crowd(size, *NAMES)
    before = {member: rank for rank, member in board(credits, everyone)}
    after = {member: rank for rank, member in board(credits, everyone - {leaver})}
    assert leaver not in after
    stayed = before.keys() & after.keys()
    assert all((before[a] < before[b]) == (after[a] < after[b]) for a in stayed for b in stayed)
    assert all(after[member] <= before[member] for member in stayed)


@given(st.dictionaries(st.sampled_from(NAMES), st.integers(0, 4)), st.integers(8, 60))
def test_the_limit_holds_and_names_never_decide(credits: dict[str, int], size: int) -> None:
    places = board(credits, crowd(size, *NAMES))
    shown = {member for _, member in places}
    assert len(shown) <= 5
    assert all(rank <= -(-size // 10) for rank, _ in places)
    for member in shown:
        equals_or_better = {other for other, credit in credits.items() if credit >= credits[member]}
        assert equals_or_better <= shown
