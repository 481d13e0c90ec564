from __future__ import annotations

import json
import random
from collections import Counter
from itertools import combinations, permutations
from time import perf_counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.cli.quality.rehearsal import STORM, confusers, storm
from bot.cli.quality.rehearsal_words import GLOSSARY
from bot.domain.grouping import ClusterState, Fit, Glossary, Index, Nearness, Thresholds, Union
from bot.domain.mention import tokens

WORDS = ("app", "crash", "refund", "late", "bag", "seat", "login", "card", "gate", "thanks", "the", "my", "is")

EVERYDAY = [f"{a} the {b} my {c} is" for a, b, c in combinations(WORDS[:10], 3)] * 2

FIT = Fit.from_texts(3, EVERYDAY)

UNITING = Thresholds(join=0.75, unite=0.3, unite_large=0.3)
"""Thresholds by which clusters are many and unite soon."""

texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)


class Lane:
    """What the ingest does with an index: it opens matters, joins, and merges what is surely one."""

    def __init__(self, index: Index, apart: frozenset[frozenset[int]] = frozenset()) -> None:
        self.index = index
        self.apart = apart
        self.matter_of: dict[int, int] = {}
        self.said: list[object] = []

    def take(self, key: int, text: str) -> None:
        placement = self.index.place(text)
        matter = key if placement.nearness is not Nearness.SURE else placement.matter
        assert matter is not None
        self.matter_of[key] = matter
        self.said.append((placement.nearness, placement.matter, placement.near, placement.shared))
        self.index.put(placement, matter, float(key), key=key)
        while (union := self.index.next_union(lambda a, b: frozenset((a, b)) in self.apart)) is not None:
            self.said.append(union)
            if union.nearness is Nearness.SURE:
                self.merge(union)

    def merge(self, union: Union) -> None:
        self.index.move(union.lesser, union.greater)
        moved = {key: union.greater for key, matter in self.matter_of.items() if matter == union.lesser}
        self.matter_of |= moved


def stored(index: Index, known: dict[int, ClusterState]) -> None:
    """Keep what changed, by way of JSON, as storage does."""
    changes = index.take_changes()
    for state in changes.kept:
        plain = json.loads(json.dumps(dict(state.terms)))
        known[state.id] = ClusterState(
            id=state.id,
            matter=state.matter,
            size=state.size,
            terms=plain,
            square=json.loads(json.dumps(state.square)),
            check=state.check,
            exact=state.exact,
            last_at=state.last_at,
        )
    for gone in changes.gone:
        known.pop(gone, None)


@settings(max_examples=60, deadline=None)
@given(st.lists(texts, min_size=2, max_size=30), st.data())
def test_a_restart_goes_on_as_if_nothing_had_happened(said: list[str], data: st.DataObject) -> None:
    stop = data.draw(st.integers(1, len(said) - 1))
    through = Lane(Index(FIT, thresholds=UNITING))
    for key, text in enumerate(said):
        through.take(key, text)

    before = Lane(Index(FIT, thresholds=UNITING))
    known: dict[int, ClusterState] = {}
    for key, text in enumerate(said[:stop]):
        before.take(key, text)
        stored(before.index, known)
    order = data.draw(st.permutations(sorted(known)))
    read_again = Fit.from_plain(json.loads(json.dumps(FIT.to_plain())))
    after = Lane(Index(read_again, thresholds=UNITING))
    after.index.load(known[cluster] for cluster in order)
    after.matter_of, after.said = before.matter_of, before.said
    for key, text in enumerate(said[stop:], start=stop):
        after.take(key, text)
        stored(after.index, known)

    assert after.said == through.said
    assert after.matter_of == through.matter_of
    assert known == {state.id: state for state in through.index.take_changes().kept}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(texts, min_size=2, max_size=25), st.sets(st.sampled_from(list(combinations(range(12), 2))), max_size=12)
)
def test_what_people_keep_apart_is_never_proposed(said: list[str], pairs: set[tuple[int, int]]) -> None:
    apart = frozenset(frozenset(pair) for pair in pairs)
    lane = Lane(Index(FIT, thresholds=UNITING), apart)
    for key, text in enumerate(said):
        refused = lane.index.place(text, allowed=lambda matter: matter % 2 == 0)
        assert refused.matter is None or refused.matter % 2 == 0
        lane.take(key, text)
    for union in lane.said:
        assert not isinstance(union, Union) or frozenset((union.greater, union.lesser)) not in apart


@pytest.mark.parametrize("kept_apart", [False, True])
def test_matters_that_turn_out_to_be_one_are_proposed_unless_people_keep_them_apart(kept_apart: bool) -> None:
    index = Index(FIT, thresholds=UNITING)
    for key, text in enumerate(("crash refund bag", "crash refund bag", "crash refund gate", "crash refund gate")):
        index.put(index.place(text), 10 + key // 2, 0.0, key=key)
    union = index.next_union(lambda one, other: kept_apart and {one, other} == {10, 11})
    if kept_apart:
        assert union is None
        return
    assert union is not None
    assert (union.nearness, union.greater, union.lesser) == (Nearness.SURE, 10, 11)
    assert set(union.shared) == {"crash", "refund"}
    index.move(11, 10)
    assert index.next_union() is None
    assert len(index) == 1


def test_of_two_that_are_equally_near_it_is_the_older_in_whatever_order_they_were_loaded() -> None:
    index = Index(FIT, thresholds=UNITING)
    for key, text in enumerate(("crash refund bag", "crash refund gate", "crash refund late", "crash refund late")):
        index.put(index.place(text), min(key, 2), 0.0, key=key)
    states = index.take_changes().kept
    for order in permutations(states):
        again = Index(FIT, thresholds=UNITING)
        again.load(order)
        assert again.place("crash refund seat", lambda matter: matter != 2).cluster == 0
        again.move(2, 3)
        union = again.next_union()
        assert union is not None
        assert {union.greater, union.lesser} == {0, 3}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=12))
def test_the_same_words_join_at_once_and_reasons_are_words_of_the_text(said: list[str]) -> None:
    index = Index(FIT)
    for key, text in enumerate(said):
        placement = index.place(text)
        words = set(" ".join(tokens(text)).split())
        assert 0 <= placement.near <= 1
        assert len(placement.shared) <= 5
        assert all(part in "".join(tokens(text)) for part in placement.shared), (placement.shared, words)
        index.put(placement, key, 0.0, key=key)
        again = index.place(text.upper() if text.upper().casefold() == text.casefold() else text)
        if words:
            assert (again.nearness, again.near) == (Nearness.SURE, 1.0)


def test_a_text_without_words_is_alone() -> None:
    index = Index(FIT)
    for key, text in enumerate(("", "  \n", "🙂🙂🙂", "!!! ???", "\u200b\ufeff", "🙂🙂🙂")):
        placement = index.place(text)
        assert placement.nearness is Nearness.ALONE
        index.put(placement, key, 0.0, key=key)
    assert len(index) == 0


def test_hostile_texts_cost_little_and_leave_small_states() -> None:
    hostile = [
        "refund " * 2_900,
        "x" * 20_000,
        " ".join(f"w{number}" for number in range(3_500)),
        "漢" * 20_000,
        "".join(chr(0x4E00 + number) for number in range(19_000)),
        "e\u0301" * 10_000,
        "'" * 20_000,
        "@" * 19_999 + "a",
        "\u202eapp \x00 crash\ud7ff",
    ]
    index = Index(FIT)
    begun = perf_counter()
    for round_ in range(3):
        for place, text in enumerate(hostile):
            lane_key = round_ * 100 + place
            placement = index.place(text)
            index.put(placement, placement.matter or lane_key, 0.0, key=lane_key)
            while index.next_union() is not None:
                pass
    assert perf_counter() - begun < 3
    for state in index.take_changes().kept:
        assert len(state.terms) <= 192
        assert len(state.exact) <= 16
        assert all(len(term) <= 40 for term in state.terms)


def test_a_centroid_stays_small_however_much_it_takes_in() -> None:
    index = Index(FIT)
    for key in range(60):
        text = "crash refund " + " ".join(f"word{key}x{number}" for number in range(20))
        index.put(index.place(text), 1, float(key), key=key)
    assert all(len(state.terms) <= 192 for state in index.take_changes().kept)


def test_where_people_put_a_text_it_stays() -> None:
    index = Index(FIT)
    index.put(index.place("crash refund bag"), 1, 0.0, key=1)
    index.put(index.place("crash refund bag"), 2, 1.0, key=2)
    matters = {state.matter: state.size for state in index.take_changes().kept}
    assert matters == {1: 1, 2: 1}


def test_a_merge_carries_all_clusters_along_and_a_forgotten_matter_takes_no_more() -> None:
    index = Index(FIT)
    index.put(index.place("crash refund bag"), 1, 0.0, key=1)
    index.put(index.place("seat login gate"), 2, 1.0, key=2)
    index.take_changes()
    index.move(2, 1)
    assert index.place("seat login gate").matter == 1
    assert [state.id for state in index.take_changes().kept] == [2]
    index.forget(1)
    assert index.place("seat login gate").nearness is Nearness.ALONE
    assert index.take_changes().gone == (1, 2)
    index.forget(1)


def test_who_only_names_the_same_thing_is_no_kin() -> None:
    index = Index(FIT)
    for key in range(3):
        index.put(index.place("crash app gate"), 1, float(key), key=key)
    index.put(index.place("refund bag"), 1, 3.0, key=3)
    for stranger in ("gate refund", "refund bag late", "gate", "Gate hotel", ""):
        assert index.kinship([stranger], 1) == 0.0
    kin = index.kinship(["the crash, an app"], 1)
    assert 0.0 < kin < index.kinship(["gate, app, crash"], 1) < 1.0
    assert index.kinship(["the crash, an app", "gate"], 1) == pytest.approx(kin / 2)
    assert index.kinship([], 1) == index.kinship(["crash app"], 2) == 0.0
    assert index.leads(1)
    index.move(1, 2)
    assert not index.leads(1)


def test_what_is_nearly_near_enough_is_for_people_to_say() -> None:
    careful = Thresholds(join=0.9, perhaps=0.5)
    index = Index(FIT, thresholds=careful)
    index.put(index.place("crash refund bag seat"), 7, 0.0, key=7)
    placement = index.place("the crash, the refund, the bag")
    assert (placement.nearness, placement.matter, placement.fit) == (Nearness.PERHAPS, 7, 3)
    assert set(placement.shared) == {"refund", "crash", "bag"}
    assert 0.45 <= placement.near < 0.9


def test_with_hardly_any_history_only_nearly_the_same_words_are_sure() -> None:
    index = Index(Fit(number=0, documents=0, counts={}))
    index.put(index.place("my app crashes with the boarding pass"), 1, 0.0, key=1)
    assert index.place("my bag is late with the other bag").nearness is not Nearness.SURE
    assert index.place("my app crashes with a boarding pass").nearness is Nearness.SURE


def test_a_small_storm_becomes_one_case() -> None:
    said = ("bag", "seat", "refund", "late", "hotel", "miles", "crew", "food", "gate", "price", "dog", "visa")
    ordinary = [f"the {a} and my {b} on {c} is {number}" for number, (a, b, c) in enumerate(permutations(said, 3))]
    ordinary = ordinary[::3] + [post.text for post in confusers(60, seed=9)]
    fit = Fit.from_texts(1, ordinary, GLOSSARY)
    posts = [(post.text, post.matter) for post in storm(300)] + [(text, "other") for text in ordinary[-300:]]
    random.Random(4).shuffle(posts)
    lane = Lane(Index(fit, GLOSSARY))
    begun = perf_counter()
    for key, (text, _) in enumerate(posts):
        lane.take(key, text)
    assert perf_counter() - begun < 2
    cases = Counter(lane.matter_of[key] for key, (_, matter) in enumerate(posts) if matter == STORM)
    case, inside = cases.most_common(1)[0]
    assert inside / 300 >= 0.9
    assert inside / sum(1 for matter in lane.matter_of.values() if matter == case) >= 0.9


def test_a_glossary_makes_other_words_one_thing() -> None:
    plain, taught = Index(FIT), Index(FIT, GLOSSARY)
    for index in (plain, taught):
        index.put(index.place("boarding pass crashes"), 1, 0.0, key=1)
    assert plain.place("e-boarding pass keeps freezing").near < 0.9
    found = taught.place("my e-boarding pass keeps freezing")
    assert found.nearness is Nearness.SURE
    assert set(found.shared) == {"e boarding pass", "keeps freezing"}


def test_german_and_japanese_find_their_like() -> None:
    index = Index(FIT, Glossary())
    index.put(index.place("Die Straßenbahn fährt heute wieder nicht"), 1, 0.0, key=1)
    index.put(index.place("アプリが起動時に落ちます"), 2, 0.0, key=2)
    assert index.place("STRASSENBAHN FÄHRT NICHT").matter == 1
    found = index.place("起動時にアプリが落ちる")
    assert found.matter == 2
    assert set(found.shared) <= {"アプ", "プリ", "リが", "起動", "動時", "時に", "落ち"}
