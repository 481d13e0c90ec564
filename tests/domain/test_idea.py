"""Ideas: what may follow what, one vote a member, and the words that list them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.case import CaseId
from bot.domain.errors import BadInput, MusterError, WrongStage
from bot.domain.idea import (
    ALIVE,
    FOLLOWS,
    SETTLED,
    TITLE_LIMIT,
    Idea,
    IdeaChange,
    IdeaFilter,
    IdeaId,
    IdeaKind,
    IdeaStatus,
    Wish,
    open_idea,
)
from tests.builders import amara, eva, jonas, li
from tests.world import NOON

WISH = Wish(kind=IdeaKind.DEFECT, title="A battery that does not swell", description="")


def idea(**more: object) -> Idea:
    """An idea of Amara's."""
    return replace(open_idea(IdeaId(3), WISH, amara.id, NOON), **more)


def to(status: IdeaStatus, **more: object) -> IdeaChange:
    """A change that Eva makes an hour later."""
    return IdeaChange(**{"by": eva.id, "at": NOON + timedelta(hours=1), "status": status, **more})


@pytest.mark.parametrize("status", sorted(SETTLED))
def test_what_is_settled_owes_a_reason(status: IdeaStatus) -> None:
    with pytest.raises(BadInput) as refused:
        idea().change(to(status))
    assert refused.value.field == "reason"
    settled = idea().change(to(status, reason="Because."))
    assert (settled.status, settled.reason, settled.changed_at) == (status, "Because.", NOON + timedelta(hours=1))


def test_what_is_done_is_not_declined_but_may_be_taken_up_again() -> None:
    done = idea(status=IdeaStatus.DONE, reason="New cells.")
    with pytest.raises(WrongStage, match="Only in work may follow"):
        done.change(to(IdeaStatus.DECLINED, reason="No."))
    assert done.change(to(IdeaStatus.IN_WORK)).alive


def test_other_words_or_another_owner_leave_it_standing_since_when_it_did() -> None:
    changed = idea().change(to(IdeaStatus.OPEN, owner=li.id, reason="Asked the makers."))
    assert (changed.owner, changed.reason, changed.changed_at) == (li.id, "Asked the makers.", NOON)


def test_its_opener_steers_it_until_somebody_owns_it() -> None:
    assert idea().steered_by(amara.id)
    assert not idea().steered_by(eva.id)
    assert not idea(owner=eva.id).steered_by(amara.id)
    assert idea(owner=eva.id).steered_by(eva.id)


def test_an_idea_is_taken_on_by_one() -> None:
    taken = idea().change(idea().take_on(eva.id, NOON))
    assert taken.owner == eva.id
    assert taken.change(taken.take_on(eva.id, NOON)) == taken
    with pytest.raises(WrongStage, match="taken idea 3 on already"):
        taken.take_on(li.id, NOON)


def test_nobody_votes_for_joins_or_takes_on_what_is_settled() -> None:
    settled = idea(status=IdeaStatus.DECLINED, reason="No.")
    for act in (
        lambda: settled.vote(eva.id, True),
        lambda: settled.join(CaseId(1)),
        lambda: settled.take_on(eva.id, NOON),
    ):
        with pytest.raises(WrongStage, match="Idea 3 is declined"):
            act()


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("title", {"title": "  "}),
        ("title", {"title": "x" * (TITLE_LIMIT + 1)}),
        ("description", {"description": "x" * 3_001}),
        ("kind", {"kind": "wish"}),
    ],
)
def test_a_wish_that_cannot_be_used_is_refused_at_its_field(field: str, typed: dict[str, str]) -> None:
    with pytest.raises(BadInput) as refused:
        Wish.of(**{"kind": "defect", "title": "Cells", "description": "", **typed})
    assert refused.value.field == field


def test_a_title_is_one_line() -> None:
    assert Wish.of("defect", " Better\n cells ", " They swell. ").title == "Better cells"


@pytest.mark.parametrize(
    ("typed", "statuses", "newest"),
    [
        ("", ALIVE, False),
        ("newest", ALIVE, True),
        ("planned", {IdeaStatus.PLANNED}, False),
        ("In Work, done", {IdeaStatus.IN_WORK, IdeaStatus.DONE}, False),
        ("all newest", set(IdeaStatus), True),
    ],
)
def test_ideas_are_listed_by_the_words_of_their_status(typed: str, statuses: set[IdeaStatus], newest: bool) -> None:
    asked = IdeaFilter.read(typed)
    assert (asked.statuses, asked.newest) == (statuses, newest)
    assert IdeaFilter.read(str(asked)) == asked


def test_a_word_that_is_no_status_is_answered_with_those_there_are() -> None:
    with pytest.raises(BadInput, match="open, planned, in work, done, declined"):
        IdeaFilter.read("plannd")


changes = st.builds(
    IdeaChange,
    by=st.sampled_from([amara.id, eva.id]),
    at=st.integers(1, 9).map(lambda hours: NOON + timedelta(hours=hours)),
    status=st.sampled_from(IdeaStatus),
    owner=st.none() | st.sampled_from([eva.id, jonas.id]),
    reason=st.none() | st.just("Because."),
)
acts = st.one_of(
    changes.map(lambda change: lambda one: one.change(change)),
    st.tuples(st.sampled_from([amara.id, eva.id]), st.booleans()).map(lambda vote: lambda one: one.vote(*vote)),
    st.integers(1, 2).map(lambda case: lambda one: one.join(CaseId(case))),
)


@given(st.lists(acts, max_size=12))
@settings(max_examples=100, deadline=None)
def test_whatever_is_done_to_an_idea_it_stands_where_it_may(done: list) -> None:
    now = idea()
    for act in done:
        before = now
        try:
            now = act(now)
        except MusterError:
            continue
        assert now.status is before.status or now.status in FOLLOWS[before.status]
        assert now.reason or now.alive
        assert (now.changed_at != before.changed_at) <= (now.status is not before.status)
        assert before.alive or (now.votes, now.cases) == (before.votes, before.cases)
        assert len(set(now.cases)) == len(now.cases)
