"""A case that is taken apart stands as though it had never been merged, whatever was done to it meanwhile."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.activity import Parted
from bot.domain.case import Case, CaseId, open_case
from bot.domain.draft import Draft
from bot.domain.errors import MusterError
from bot.domain.mention import MentionId
from bot.domain.parting import without
from bot.domain.people import Member
from bot.domain.status import Status
from tests.builders import LINK, amara, community, eva, jonas, li, opened, priya, terms
from tests.world import NOON

Step = tuple[str, Member, int]
people = st.sampled_from([amara, eva, jonas, li, priya])
names = ("claim", "contribute", "draft", "sign", "reply", "hear", "waive", "void", "dismiss", "again")
courses = st.lists(st.tuples(st.sampled_from(names), people, st.integers(1, 200)), max_size=8)


def after(case: Case, course: list[Step], start: int) -> Case:
    """The case after a course of acts; what it refuses leaves it as it is. Moments and numbers depend on the course
    alone."""
    minutes = start
    for place, (name, by, passed) in enumerate(course):
        minutes += passed
        try:
            case = _step(case, name, by, minutes, 1000 * start + place)
        except MusterError:
            continue
    return case


def _step(case: Case, name: str, by: Member, minutes: int, number: int) -> Case:
    at = NOON + timedelta(minutes=minutes)
    policy, newest = community().policy, case.drafts[-1] if case.drafts else None
    mark = {"revision": newest.revision if newest else 1, "fingerprint": newest.fingerprint if newest else ""}
    acts: dict[str, Callable[[], Case]] = {
        "claim": lambda: case.claim(by, at),
        "contribute": lambda: case.contribute(by, at, contribution=number, volunteered=True),
        "draft": lambda: case.add_draft(
            Draft(revision=case.revisions + 1, text=f"Answer {number}", author=by.id, at=at), by
        ),
        "sign": lambda: case.sign_off(li, at, policy=policy, **mark),
        "reply": lambda: case.record_reply(by, at, url=LINK, volunteered=True, **mark),
        "hear": lambda: case.hear_again(at, mention=MentionId(number), terms=terms()),
        "waive": lambda: case.waive(by, at, slot="engineering", reason="Known."),
        "void": lambda: case.void(by, at, reason="A test."),
        "dismiss": lambda: case.dismiss(by, at, reason="Spam."),
        "again": lambda: (
            case.restore(by, at, reason="Real.", terms=terms())
            if case.status is Status.VOID
            else case.reopen(by, at, reason="Real.", terms=terms())
        ),
    }
    return acts[name]()


def untold(case: Case) -> Case:
    """A case as it stands, however it came to that."""
    return replace(case, version=0, news=(), escalated_due=None)


@settings(max_examples=150, deadline=None)
@given(theirs=courses, ours=courses, meanwhile=courses, spotter=st.none() | people)
@example(theirs=[], ours=[], meanwhile=[("contribute", li, 1)], spotter=li)
def test_taken_apart_both_stand_as_though_they_had_never_been_merged(
    theirs: list[Step], ours: list[Step], meanwhile: list[Step], spotter: Member | None
) -> None:
    one = after(open_case(CaseId(1), opened(by=spotter and spotter.id)), theirs, 1)
    into = after(open_case(CaseId(2), opened(at=NOON + timedelta(minutes=1500), by=amara.id)), ours, 2000)
    at = NOON + timedelta(minutes=4000)
    try:
        merged, grown = one.merge_into(eva, at, into=into.id), into.absorb(eva, at, other=one)
    except MusterError:
        return
    grown = after(grown, meanwhile, 5000)
    absorbed, alone = without(into.id, grown.news, one.id)
    try:
        rest = grown.part_from(eva, at, absorbed=absorbed, alone=alone, mentions=1)
    except MusterError:
        return
    parted = rest.news[-1]
    assert isinstance(parted, Parted)
    restored = merged.restore(eva, at, reason="Apart.", terms=terms(), parted=parted)
    straight = after(into, meanwhile, 5000)
    assert rest.clocks.spans == straight.clocks.spans
    assert {one.contribution for one in rest.given} == {one.contribution for one in straight.given}
    assert set(rest.claims) == set(straight.claims)
    assert rest.mentions == straight.mentions
    assert (restored.clocks, restored.given) == (one.clocks, one.given)
    assert untold(restored) == untold(replace(one, signed=None, drafts=restored.drafts, active_at=restored.active_at))
