"""Whom to ask: by what people have helped with, as far as they are there and were not asked too often."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.case import Case, CaseId
from bot.domain.finding import Engaged, Suggestion, suggest, works
from bot.domain.hours import Hours
from bot.domain.people import Member, MemberId
from bot.domain.topics import Helped, Knowledge, LoneTopic, lone_topics, terms
from tests.builders import BERLIN, amara, community, company, eva, gone, guest, jonas, member, pure_case
from tests.world import NOON

REFUND = "A refund for the cancelled order takes five days."
ROAMING = "Roaming bills are capped at sixty euros."
BATTERY = "The battery swells when it is charged too fast."
ASKED = "When do I get the refund for my cancelled order?"

OURS = replace(company(community(functions=("support",))), most_asks=3)


def helped(who: Member, *texts: str, first: int = 1) -> list[Helped]:
    """What somebody gave, each to a case of its own."""
    return [Helped(member=who.id, case=CaseId(case), text=text) for case, text in enumerate(texts, first)]


def people_for(
    *given_before: Helped,
    case: Case | None = None,
    members: Sequence[Member] = (amara, eva),
    engaged: Mapping[MemberId, Engaged] | None = None,
    learners: Mapping[MemberId, Collection[str]] | None = None,
    ours: object = OURS,
    now: datetime = NOON,
) -> list[Suggestion]:
    """Whom Muster suggests for the first slot of a case about a refund."""
    wanted = suggest(
        case or pure_case(required=("support",)),
        ASKED,
        members=members,
        knowledge=Knowledge(given_before),
        engaged=engaged or {},
        learners=learners or {},
        company=ours,  # type: ignore[arg-type]
        now=now,
    )
    return list(wanted[0].people) if wanted else []


def names(found: list[Suggestion]) -> list[str]:
    """Who is suggested, in order."""
    return [one.member.id for one in found]


def test_who_helped_with_such_cases_comes_first_with_the_reason() -> None:
    found = people_for(*helped(amara, REFUND, REFUND, REFUND), *helped(eva, ROAMING, BATTERY, first=4))
    assert names(found) == [amara.id]
    [one] = found
    assert one.topic in set(terms(ASKED)) & set(terms(REFUND))
    assert (one.cases, one.learns) == (3, False)


def test_somebody_with_less_to_do_comes_before_an_equal() -> None:
    known = [*helped(amara, REFUND, BATTERY), *helped(eva, REFUND, ROAMING, first=3)]
    assert names(people_for(*known, engaged={amara.id: Engaged(load=8)})) == [eva.id, amara.id]
    assert names(people_for(*known, engaged={eva.id: Engaged(load=8)})) == [amara.id, eva.id]


def test_among_the_near_equal_the_one_asked_longest_ago_takes_the_turn() -> None:
    known = [*helped(amara, REFUND), *helped(eva, REFUND, first=2)]
    lately = {who.id: Engaged(asked_last=NOON - timedelta(days=days)) for who, days in ((amara, 1), (eva, 30))}
    assert names(people_for(*known, engaged=lately)) == [eva.id, amara.id]
    assert names(people_for(*known, engaged={eva.id: lately[eva.id]})) == [amara.id, eva.id]


@pytest.mark.parametrize(
    "who",
    [
        replace(eva, suggested=False),
        replace(eva, active=False),
        replace(eva, guest=True),
        replace(eva, function="legal"),
    ],
)
def test_who_wants_no_suggestions_is_away_or_of_another_function_is_left_out(who: Member) -> None:
    assert names(people_for(*helped(eva, REFUND), members=[who])) == []


def test_nobody_is_suggested_who_was_asked_too_often_this_week() -> None:
    known = helped(eva, REFUND)
    assert names(people_for(*known, engaged={eva.id: Engaged(asks=2)})) == [eva.id]
    assert names(people_for(*known, engaged={eva.id: Engaged(asks=3)})) == []


def test_nobody_is_suggested_who_may_not_see_the_case_or_is_at_it() -> None:
    known = helped(eva, REFUND)
    private = replace(OURS, communities={"safety": community(functions=("support",), private=True)})
    assert names(people_for(*known, ours=private)) == []
    asked = pure_case(required=("support",)).ask(amara, NOON, slot=f"@{eva.id}", due=NOON)
    assert names(people_for(*known, case=asked)) == []
    assert names(people_for(*known, case=pure_case(required=("support",)).claim(eva, NOON))) == []


def test_who_wants_to_learn_a_topic_is_suggested_for_it() -> None:
    [one] = people_for(learners={eva.id: {"cancelled order", "roaming"}})
    assert (one.member, one.topic, one.learns, one.cases) == (eva, "cancelled order", True, 0)


def test_whoever_is_on_duty_can_be_asked_before_anyone_has_helped() -> None:
    support = replace(OURS.functions["support"], on_duty=frozenset({amara.id}))
    [one] = people_for(ours=replace(OURS, functions={"support": support}))
    assert (one.member, one.topic, one.cases) == (amara, None, 0)


def test_only_slots_of_functions_that_wait_are_looked_at() -> None:
    case = pure_case(required=("support",)).waive(amara, NOON, slot="support", reason="Known.")
    assert people_for(*helped(eva, REFUND), case=case) == []


def test_three_people_at_most() -> None:
    many = [member(f"U0{letter}", "support") for letter in "ABCDE"]
    known = [one for place, who in enumerate(many, 1) for one in helped(who, REFUND, first=place)]
    assert len(people_for(*known, members=many)) == 3


@pytest.mark.parametrize(
    ("zone", "at_work"),
    [
        ("Europe/Berlin", True),
        ("Asia/Tokyo", False),
        ("America/New_York", False),
        (None, True),
        ("Nowhere/At", True),
    ],
)
def test_the_wall_of_each_person_says_whether_they_are_at_work(zone: str | None, at_work: bool) -> None:
    nine_here = datetime(2026, 11, 2, 10, 30, tzinfo=BERLIN)
    assert works(replace(eva, zone=zone), Hours.around_the_clock(BERLIN), nine_here) is at_work


def test_who_is_asleep_comes_after_who_is_awake() -> None:
    known = [*helped(amara, REFUND), *helped(eva, REFUND, first=2)]
    here, there = replace(amara, zone="Europe/Berlin"), replace(eva, zone="Asia/Tokyo")
    noon = datetime(2026, 11, 2, 12, tzinfo=BERLIN)
    found = people_for(*known, members=[there, here], now=noon)
    assert [(one.member.id, one.at_work) for one in found] == [(amara.id, True), (eva.id, False)]


@settings(max_examples=60)
@given(
    st.lists(st.sampled_from([REFUND, ROAMING, BATTERY, "", "!!!", "order"]), max_size=8),
    st.integers(0, 9),
    st.integers(0, 9),
)
def test_nearness_lies_between_0_and_1_and_more_load_never_helps(texts: list[str], less: int, more: int) -> None:
    known = [*helped(amara, *texts), *helped(eva, REFUND, first=50)]
    assert all(0 <= one.nearness <= 1 for one in Knowledge(known).match(ASKED).values())
    before = names(people_for(*known, engaged={eva.id: Engaged(load=less)}))
    after = names(people_for(*known, engaged={eva.id: Engaged(load=less + more)}))
    assert after.index(eva.id) >= before.index(eva.id)


def test_topics_that_hang_on_one_person_are_told_once_each() -> None:
    known = [
        *helped(amara, ROAMING, ROAMING, ROAMING),
        *helped(eva, REFUND, REFUND, first=4),
        *helped(jonas, BATTERY, BATTERY, BATTERY, BATTERY, first=6),
        *helped(eva, BATTERY, first=10),
    ]
    assert lone_topics(known, most=2) == (LoneTopic(topic="roaming bills", member=amara.id, cases=3),)


def test_a_topic_is_what_is_named_not_what_is_said_around_it() -> None:
    assert list(terms("@dana Where is my roaming bill from 2024?")) == ["roaming", "bill", "roaming bill"]
    assert list(terms("Wo ist denn meine Rechnung?")) == ["rechnung"]
    assert {gone.id, guest.id}.isdisjoint(names(people_for(*helped(gone, REFUND), members=[gone, guest])))
