"""Whatever happens to a case, and whenever: what must never be wrong about its clocks."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.clocks import Clocks, Promises, Span, Terms, deadline, united
from bot.domain.hours import Hours
from tests.builders import BERLIN, terms
from tests.world import NOON

OFFICE = Hours(zone=BERLIN, shifts={day: ((time(9), time(12)), (time(13), time(17))) for day in range(5)})
TERMS = (terms(), terms(hours=OFFICE), terms(first_reply=timedelta(hours=30), resolution=None, hours=OFFICE))
STEPS = ("replied", "asked", "stopped", "resumed", "shared", "moved")

whiles = st.integers(0, 5 * 24 * 60).map(lambda minutes: timedelta(minutes=minutes))
steps = st.lists(st.tuples(st.sampled_from(STEPS), whiles), max_size=12)


@dataclass
class Course:
    """What a case goes through under some terms, each step a while after the one before."""

    terms: Terms
    now: datetime = NOON

    def run(self, taken: list[tuple[str, timedelta]]) -> list[Clocks]:
        """The clocks after each step, those of the opening first."""
        clocks = Clocks.started(NOON, Promises(first_reply=NOON))
        course = [self._promised(clocks)]
        for step, after in taken:
            self.now += after
            course.append(self._after(step, course[-1], after))
        return course

    def _after(self, step: str, clocks: Clocks, after: timedelta) -> Clocks:
        if step == "replied" and clocks.running:
            return clocks.replied(self.now)
        if step == "asked":
            return clocks if clocks.running else self._promised(clocks.asked(self.now))
        if step == "stopped":
            return clocks.stopped(self.now)
        if step == "resumed" and not clocks.running and clocks.waited:
            return self._promised(clocks.resumed())
        if step == "shared" and clocks.running:
            since = self.now - after
            return clocks.shared_with((Span(since),), since + timedelta(hours=2), None)
        return self._promised(clocks) if clocks.running else clocks

    def _promised(self, clocks: Clocks) -> Clocks:
        promises = clocks.promised(self.terms)
        return Clocks(
            promises=promises,
            spans=clocks.spans,
            asked_since=clocks.asked_since,
            first_replied_at=clocks.first_replied_at,
            answered=clocks.answered,
        )


courses = st.tuples(st.sampled_from(TERMS), steps)


@settings(max_examples=150, deadline=None)
@given(drawn=courses)
def test_the_time_that_was_ours_is_apart_in_order_and_no_more_than_has_passed(drawn: tuple[Terms, list]) -> None:
    course = Course(drawn[0])
    for clocks in course.run(drawn[1]):
        for one, following in pairwise(clocks.spans):
            assert one.end is not None
            assert one.start <= one.end <= following.start
        begun = clocks.spans[0].start
        worked = clocks.worked(course.terms.hours, course.now)
        assert timedelta() <= worked <= course.now - begun
        assert 0 <= clocks.answered <= len(clocks.spans)


@settings(max_examples=150, deadline=None)
@given(drawn=courses)
def test_something_is_owed_exactly_while_somebody_waits_for_us(drawn: tuple[Terms, list]) -> None:
    for clocks in Course(drawn[0]).run(drawn[1]):
        assert (clocks.due is not None) == clocks.running == (clocks.asked_since is not None)
        if clocks.running:
            assert clocks.asked_since == clocks.waited[0].start
            assert clocks.reply_due is not None


@settings(max_examples=100, deadline=None)
@given(terms=st.sampled_from(TERMS), before=whiles, pause=whiles, replied=st.booleans())
def test_a_pause_never_makes_a_promise_fall_due_earlier_and_takes_no_time_of_ours(
    terms: Terms, before: timedelta, pause: timedelta, replied: bool
) -> None:
    [clocks] = Course(terms).run([])
    if replied:
        clocks = Course(terms).run([("replied", timedelta()), ("asked", timedelta())])[-1]
    back = clocks.stopped(NOON + before).asked(NOON + before + pause)
    promises = back.promised(terms)
    due = promises.next_reply if replied else promises.first_reply
    assert clocks.due is not None
    assert due is not None
    assert due >= clocks.due
    later = NOON + before + pause + timedelta(days=9)
    without_pause = terms.hours.between(NOON, NOON + before) + terms.hours.between(NOON + before + pause, later)
    assert back.worked(terms.hours, later) == without_pause


@settings(max_examples=100, deadline=None)
@given(hours=st.sampled_from([terms().hours, OFFICE]), parts=st.lists(whiles, min_size=1, max_size=6), target=whiles)
def test_time_that_is_cut_into_pieces_is_as_long_as_the_whole(
    hours: Hours, parts: list[timedelta], target: timedelta
) -> None:
    cuts = [NOON]
    for part in parts:
        cuts.append(cuts[-1] + part)
    pieces = [Span(start, end) for start, end in pairwise(cuts)]
    whole = (Span(NOON, cuts[-1]),)
    of = [
        Clocks(promises=Promises(first_reply=NOON), spans=tuple(spans), asked_since=NOON) for spans in (pieces, whole)
    ]
    assert of[0].worked(hours, cuts[-1]) == of[1].worked(hours, cuts[-1])
    assert deadline([*pieces, Span(cuts[-1])], target, hours) == deadline([Span(NOON)], target, hours)
    assert united(pieces) == whole
