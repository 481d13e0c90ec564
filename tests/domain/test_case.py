"""A case in memory: what each act needs, what it refuses, and what it records."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.domain import activity as act
from bot.domain.activity import KINDS, Activity
from bot.domain.case import Case, CaseId, open_case, replay
from bot.domain.community import Community
from bot.domain.errors import AlreadyAnswered, AlreadyClaimed, BadInput, NotAllowed, StaleDraft, WrongStage
from bot.domain.evolution import evolve
from bot.domain.evolution.rule import effect
from bot.domain.mention import MentionId
from bot.domain.people import Member
from bot.domain.status import Status
from tests.builders import (
    ANSWER,
    LINK,
    Stage,
    amara,
    community,
    draft,
    eva,
    gone,
    guest,
    jonas,
    li,
    opened,
    priya,
    pure_case,
    terms,
    tom,
)
from tests.world import NOON

LATER = NOON + timedelta(minutes=5)
SIGNED = draft().fingerprint

LEGAL = community().policy


def record(case: Case, by: Member, fingerprint: str = SIGNED, *, volunteered: bool = True) -> Case:
    """Record the reply of the first revision."""
    return case.record_reply(by, LATER, revision=1, fingerprint=fingerprint, url=LINK, volunteered=volunteered)


def move(case: Case, by: Member, to: Community) -> Case:
    """Send a case to another community."""
    return case.move(by, LATER, to=to, required=to.functions, reason="It belongs there.")


ACTS: dict[str, Callable[[Case, Member], Case]] = {
    "claim": lambda case, by: case.claim(by, LATER),
    "release": lambda case, by: case.release(by, LATER),
    "contribute": lambda case, by: case.contribute(by, LATER, contribution=3, volunteered=True),
    "draft": lambda case, by: case.add_draft(draft(case.revisions + 1, by=by), by),
    "sign off": lambda case, by: case.sign_off(by, LATER, revision=1, fingerprint=SIGNED, policy=LEGAL),
    "record reply": lambda case, by: record(case, by),
    "confirm": lambda case, by: case.confirm(by, LATER, member=amara.id, slot="loop", approver=True),
    "close": lambda case, by: case.close(by, LATER, outcome="Replaced."),
    "dismiss": lambda case, by: case.dismiss(by, LATER, reason="Spam."),
    "reopen": lambda case, by: case.reopen(by, LATER, reason="She wrote again.", terms=terms()),
    "move": lambda case, by: move(case, by, community("care")),
}
STAGES: tuple[Stage, ...] = ("opened", "claimed", "drafted", "signed", "replied", "closed")

ALLOWED: dict[str, set[Stage]] = {
    "claim": {"opened"},
    "release": {"claimed", "drafted", "signed", "replied"},
    "contribute": {"opened", "claimed", "drafted", "signed", "replied"},
    "draft": {"opened", "claimed", "drafted", "signed"},
    "sign off": {"drafted"},
    "record reply": {"signed"},
    "confirm": {"replied", "closed"},
    "close": {"replied"},
    "dismiss": {"opened", "claimed", "drafted", "signed"},
    "reopen": {"replied", "closed"},
    "move": {"opened", "claimed", "drafted", "signed"},
}
"""At which stages each act can be done by someone who may do it; Amara and Li share the path of the builders."""

DOERS = {"release": amara, "sign off": li, "confirm": li}


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("name", ACTS)
def test_each_act_is_possible_at_its_stages_and_refused_at_all_others(name: str, stage: Stage) -> None:
    case, doer = pure_case(stage), DOERS.get(name, eva)
    if stage in ALLOWED[name]:
        after = ACTS[name](case, doer)
        assert after.version == case.version + 1
        assert after.news[:-1] == case.news
        assert (after.news[-1].by, after.news[-1].at) == (doer.id, NOON if name == "draft" else LATER)
    else:
        with pytest.raises((WrongStage, NotAllowed, AlreadyAnswered, AlreadyClaimed, StaleDraft, BadInput)):
            ACTS[name](case, doer)


@pytest.mark.parametrize("outsider", [guest, gone], ids=["guest", "gone"])
@pytest.mark.parametrize("name", ACTS)
def test_guests_and_people_who_left_change_nothing(name: str, outsider: Member) -> None:
    for stage in ALLOWED[name]:
        with pytest.raises((NotAllowed, WrongStage)):
            ACTS[name](pure_case(stage), outsider)


def test_a_new_case_waits_for_every_function_once_and_nobody_owns_it() -> None:
    case = open_case(CaseId(1), opened(required=("support", "legal", "support")))
    assert case.required == ("support", "legal")
    assert (case.version, case.status, case.owner, case.claims) == (1, Status.OPEN, None, ())
    assert {slot.due for slot in case.slots} == {opened().input_due}


def test_who_brings_a_mention_in_by_hand_has_spotted_it() -> None:
    for volunteered in (True, False):
        (claim,) = open_case(CaseId(1), opened(by=priya.id, volunteered=volunteered)).claims
        assert (claim.member, claim.slot, claim.volunteered) == (priya.id, "spot", volunteered)


def test_a_second_claim_is_told_who_was_first_and_when() -> None:
    with pytest.raises(AlreadyClaimed) as refused:
        pure_case("claimed").claim(eva, LATER)
    assert (refused.value.owner, refused.value.at) == (amara.id, NOON)
    with pytest.raises(WrongStage, match="own this case already"):
        pure_case("claimed").claim(amara, LATER)


def test_a_released_case_is_free_for_anybody() -> None:
    free = pure_case("claimed").release(amara, LATER)
    assert (free.owner, free.claimed_at) == (None, None)
    assert free.claim(eva, LATER).owner == eva.id


def test_input_answers_the_slot_of_the_persons_function_each_time_and_is_one_share() -> None:
    case = pure_case()
    for number in (1, 2):
        case = case.contribute(jonas, LATER, contribution=number, volunteered=number == 1)
    assert [slot.answered_by for slot in case.slots] == [(), (jonas.id,)]
    (claim,) = case.claims
    assert (claim.slot, claim.volunteered) == ("answer:engineering", True)


@pytest.mark.parametrize("helper", [priya, replace(eva, function=None)], ids=["not asked", "no function"])
def test_input_that_nobody_had_asked_for_is_a_share_in_having_spotted_it(helper: Member) -> None:
    case = pure_case().contribute(helper, LATER, contribution=1, volunteered=True)
    assert isinstance(case.news[-1], act.Contributed)
    assert [(one.member, one.slot, one.volunteered) for one in case.claims] == [(helper.id, "spot", True)]
    assert not any(slot.answered_by for slot in case.slots)
    assert case.withdraw(LATER, contribution=1, member=helper.id, function=helper.function).claims == ()


def test_who_was_asked_by_name_or_is_on_duty_has_not_volunteered() -> None:
    asked = pure_case().ask(amara, NOON, slot=f"@{priya.id}", due=LATER)
    assert asked.contribute(priya, LATER, contribution=1, volunteered=True).claims == ()
    assert pure_case().contribute(priya, LATER, contribution=1, volunteered=False).claims == ()


def test_a_content_customer_confirms_who_had_helped_by_then() -> None:
    helped = pure_case("replied").contribute(jonas, LATER, contribution=1, volunteered=True)
    judged = helped.ask_feedback(amara, LATER).judge(LATER, reply=1, score=4, recommended=None)
    later = judged.contribute(eva, LATER, contribution=2, volunteered=True)
    assert {(one.member, one.slot, one.by, one.customer) for one in later.confirmed} == {
        (amara.id, "loop", "customer/7/1", True),
        (jonas.id, "answer:engineering", "customer/7/1", True),
    }
    assert not helped.ask_feedback(amara, LATER).judge(LATER, reply=1, score=3, recommended=None).confirmed


def test_a_confirmation_can_be_taken_back_by_who_gave_it() -> None:
    said = pure_case("replied").confirm(li, LATER, member=amara.id, slot="loop", approver=True)
    assert said.unconfirm(tom.id, LATER, member=amara.id, slot="loop") is said
    assert not said.unconfirm(li.id, LATER, member=amara.id, slot="loop").confirmed


def test_a_draft_on_an_old_revision_is_refused_with_the_newest_number() -> None:
    for revision in (1, 3):
        with pytest.raises(StaleDraft) as refused:
            pure_case("drafted").add_draft(draft(revision), eva)
        assert refused.value.revision == 1


def test_a_new_draft_voids_the_sign_off_even_with_the_same_words() -> None:
    case = pure_case("signed").add_draft(draft(2, ANSWER), amara)
    assert (case.draft.revision, case.signed) == (2, None)


def test_the_author_never_signs_even_with_a_signing_function() -> None:
    case = pure_case().add_draft(draft(by=li), li)
    with pytest.raises(NotAllowed, match="someone else"):
        case.sign_off(li, LATER, revision=1, fingerprint=SIGNED, policy=LEGAL)


def test_only_signing_functions_sign_and_an_empty_list_means_everyone() -> None:
    drafted = pure_case("drafted")
    with pytest.raises(NotAllowed, match="other functions"):
        drafted.sign_off(tom, LATER, revision=1, fingerprint=SIGNED, policy=LEGAL)
    free = community(sign_off=frozenset()).policy
    assert drafted.sign_off(tom, LATER, revision=1, fingerprint=SIGNED, policy=free).signed.by == tom.id


def test_a_sign_off_names_the_exact_text() -> None:
    with pytest.raises(StaleDraft):
        pure_case("drafted").sign_off(
            li, LATER, revision=1, fingerprint=draft(text=ANSWER + " ").fingerprint, policy=LEGAL
        )
    signed = pure_case("signed").signed
    assert (signed.by, signed.revision, signed.fingerprint) == (li.id, 1, SIGNED)


def test_a_reply_that_differs_from_what_was_signed_is_flagged() -> None:
    same = record(pure_case("signed"), amara)
    other = record(pure_case("signed"), amara, "other")
    assert (same.reply.as_signed, other.reply.as_signed) == (True, False)
    assert same.status is other.status is Status.REPLIED


def test_telling_the_customer_is_initiative_unless_it_was_their_turn() -> None:
    signed = pure_case("signed")
    for volunteered in (True, False):
        told = record(signed, eva, volunteered=volunteered)
        assert [(c.member, c.slot, c.volunteered) for c in told.claims] == [(eva.id, "loop", volunteered)]


def test_nobody_confirms_their_own_share_or_one_they_have_a_part_in() -> None:
    case = pure_case()
    for number, helper in enumerate((amara, eva), start=1):
        case = case.contribute(helper, NOON, contribution=number, volunteered=True)
    case = case.add_draft(draft(), amara).sign_off(li, NOON, revision=1, fingerprint=SIGNED, policy=LEGAL)
    for helper in (amara, eva):
        with pytest.raises(NotAllowed):
            case.confirm(helper, LATER, member=amara.id, slot="answer:support", approver=False)
    with pytest.raises(BadInput):
        case.confirm(li, LATER, member=jonas.id, slot="answer:engineering", approver=True)


def test_confirming_twice_records_one_confirmation() -> None:
    once = pure_case("replied").confirm(li, LATER, member=amara.id, slot="loop", approver=True)
    twice = once.confirm(li, LATER + timedelta(hours=1), member=amara.id, slot="loop", approver=True)
    assert twice is once
    assert [(c.by, c.member, c.slot) for c in twice.confirmed] == [(li.id, amara.id, "loop")]


def test_an_ended_case_keeps_what_came_of_it() -> None:
    closed, dismissed = pure_case("closed"), pure_case().dismiss(eva, LATER, reason="Spam.")
    assert (closed.status, closed.outcome, closed.ended_at) == (Status.CLOSED, "Replaced.", NOON)
    assert (dismissed.status, dismissed.outcome, dismissed.ended_at) == (Status.DISMISSED, "Spam.", LATER)
    assert not closed.live
    assert not dismissed.live


def test_a_reopened_case_needs_a_new_sign_off_and_keeps_its_draft_and_its_shares() -> None:
    closed = pure_case("closed")
    case = closed.reopen(eva, LATER, reason="She wrote again.", terms=terms())
    assert (case.status, case.signed, case.reply, case.ended_at, case.outcome) == (
        Status.OPEN,
        None,
        None,
        None,
        None,
    )
    assert (case.reopened, case.draft.revision, case.claims) == (True, closed.draft.revision, closed.claims)
    with pytest.raises(WrongStage):
        record(case, amara)
    with pytest.raises(WrongStage, match="went out already"):
        case.sign_off(li, LATER, revision=1, fingerprint=SIGNED, policy=LEGAL)
    case = case.add_draft(draft(2), amara)
    assert not case.sign_off(li, LATER, revision=2, fingerprint=SIGNED, policy=LEGAL).reopened


def test_a_move_keeps_the_draft_and_voids_the_sign_off_since_others_sign_there() -> None:
    moved = move(pure_case("signed"), eva, community("voice"))
    assert moved.draft
    assert moved.signed is None


def test_a_moved_case_is_free_and_waits_for_the_functions_of_its_new_community() -> None:
    voice = community("voice", functions=("pr", "support"), terms=terms(first_reply=timedelta(hours=4)))
    case = pure_case("claimed").contribute(amara, NOON, contribution=1, volunteered=True)
    moved = move(case, eva, voice)
    assert (moved.community, moved.came_from, moved.owner, moved.words) == ("voice", "safety", None, ())
    assert moved.first_reply_due == case.opened_at + timedelta(hours=4)
    assert [(slot.function, slot.answered_by) for slot in moved.slots] == [("pr", ()), ("support", (amara.id,))]
    assert moved.slots[0].due == LATER + voice.terms.input
    with pytest.raises(BadInput):
        move(moved, eva, voice)


def test_one_more_mention_only_counts_up() -> None:
    case = pure_case("claimed")
    joined = case.join(act.Joined(at=LATER, mention=MentionId(5), reason="same thread"))
    assert joined == replace(case, mentions=2, version=case.version + 1, news=joined.news)


@pytest.mark.parametrize("stage", STAGES)
def test_the_activities_alone_make_the_same_case(stage: Stage) -> None:
    case = pure_case(stage, by=priya.id)
    first, *others = case.news
    assert replay(case.id, first, others) == replace(case, news=())
    assert case.version == len(case.news)


def test_every_kind_of_activity_has_a_word_of_its_own_and_a_rule() -> None:
    assert all(kind.kind == word for word, kind in KINDS.items())
    rules = set(effect.registry)
    assert rules - {object} == set(KINDS.values()) - {act.Opened}
    with pytest.raises(TypeError):
        evolve(Activity(at=NOON), pure_case())
