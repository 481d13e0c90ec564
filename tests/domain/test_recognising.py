"""Signs of thanks: a share is confirmed as long as one stands, by whoever has no stake in it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.case import Case
from bot.domain.errors import BadInput, NotAllowed, WrongStage
from bot.domain.people import Member
from bot.domain.reaction import THANKS, Reaction
from tests.builders import amara, eva, guest, jonas, li, member, pure_case, tom
from tests.world import NOON

LATER = NOON + timedelta(hours=1)
kim = member("U0KIM", "engineering")


def helped(case: Case | None = None) -> Case:
    """Jonas gave input twice (1 and 2), Kim of his function once (3), and Tom what nobody had asked for (4)."""
    case = case or pure_case("claimed")
    for number, by in ((1, jonas), (2, jonas), (3, kim), (4, tom)):
        case = case.contribute(by, NOON, contribution=number, volunteered=True)
    return case


def said(case: Case) -> set[tuple[str, str, str]]:
    return {(one.by, one.member, one.slot) for one in case.confirmed}


@given(st.lists(st.tuples(st.sampled_from([amara, li, jonas, kim, tom]), st.integers(1, 4), st.booleans())))
def test_a_share_is_confirmed_just_as_long_as_a_sign_stands(signs: list[tuple[Member, int, bool]]) -> None:
    case = helped()
    stand: dict[tuple[str, int], bool] = {}
    for by, number, standing in signs:
        stand[by.id, number] = standing
        thanked = {one for (who, one), still in stand.items() if still and who == by.id}
        case = case.heed(by, LATER, contribution=number, thanked=thanked, approver=False)
    shares = {
        1: ("U0JONAS", "answer:engineering"),
        2: ("U0JONAS", "answer:engineering"),
        3: ("U0KIM", "answer:engineering"),
        4: ("U0TOM", "spot"),
    }
    stakes = {(jonas.id, "answer:engineering"), (kim.id, "answer:engineering"), (tom.id, "spot")}
    wanted = {
        (by, *shares[number])
        for (by, number), still in stand.items()
        if still and (by, shares[number][1]) not in stakes
    }
    assert said(case) == wanted


def test_a_word_outlives_the_sign_and_keeps_its_time() -> None:
    by_sign = helped().heed(li, NOON, contribution=1, thanked={1}, approver=True)
    by_word = by_sign.confirm(li, LATER, member=jonas.id, slot="answer:engineering", approver=True)
    after = by_word.heed(li, LATER, contribution=1, thanked=(), approver=True)
    [one] = after.confirmed
    assert (one.at, one.by_reaction) == (NOON, False)
    assert by_word.heed(li, LATER, contribution=1, thanked={1}, approver=True) is by_word
    assert by_sign.unconfirmed_by(li.id).count((jonas.id, "answer:engineering")) == 1
    assert (jonas.id, "answer:engineering") not in by_word.unconfirmed_by(li.id)


def test_a_sign_on_input_confirms_neither_a_mention_that_was_brought_in_nor_a_reply() -> None:
    brought = pure_case("replied", by=amara.id, volunteered=True)
    brought = brought.contribute(amara, NOON, contribution=1, volunteered=True)
    assert {claim.slot for claim in brought.claims} == {"spot", "loop", "answer:support"}
    assert brought.shares_of(1) == ("answer:support",)
    assert brought.shares_of(99) == ()
    by_tom = pure_case(by=tom.id, volunteered=True).contribute(tom, NOON, contribution=1, volunteered=True)
    assert [claim.slot for claim in by_tom.claims] == ["spot"]
    assert by_tom.shares_of(1) == ()


def test_who_helped_can_be_said_from_the_answer_on_for_seven_days() -> None:
    replied = pure_case("replied")
    week = NOON + timedelta(days=7)
    assert not pure_case("signed").confirmable(NOON)
    with pytest.raises(WrongStage, match="once the answer went out"):
        pure_case("signed").expect_confirmable(NOON)
    assert replied.confirmable(week)
    assert replied.close(li, NOON, outcome="Replaced.").confirmable(week)
    with pytest.raises(WrongStage, match="within 7 days"):
        replied.expect_confirmable(week + timedelta(microseconds=1))


def test_thanks_and_attempts_claim_no_share_and_need_somebody_else() -> None:
    case = helped()
    after = case.thank(li, LATER, member=jonas.id, note=1).note_attempt(eva, LATER, attempt=1)
    after = after.honour(amara, LATER, attempt=1, member=eva.id)
    assert (after.claims, after.confirmed, after.slots) == (case.claims, case.confirmed, case.slots)
    with pytest.raises(BadInput, match="somebody else"):
        case.thank(li, LATER, member=li.id, note=1)
    with pytest.raises(NotAllowed, match="tried this yourself"):
        case.honour(amara, LATER, attempt=1, member=amara.id)
    with pytest.raises(NotAllowed):
        case.note_attempt(guest, LATER, attempt=1)
    void = case.void(eva, LATER, reason="Spam.")
    with pytest.raises(WrongStage):
        void.thank(li, LATER, member=jonas.id, note=1)


def test_whoever_says_what_they_tried_has_done_something_about_the_case() -> None:
    assert pure_case().untouched
    assert not pure_case().note_attempt(tom, LATER, attempt=1).untouched


@pytest.mark.parametrize(
    ("name", "thanks"),
    [
        *((name, True) for name in sorted(THANKS)),
        ("clap::skin-tone-6", True),
        ("-1", False),
        ("+", False),
        ("", False),
    ],
)
def test_few_signs_mean_thanks_in_any_skin_tone(name: str, thanks: bool) -> None:
    sign = Reaction(channel="C0CARE", ts="1.2", by=li.id, name=name, at=NOON, standing=True)
    assert sign.means_thanks is thanks
    assert sign.identity == "C0CARE/1.2"
