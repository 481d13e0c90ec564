"""Whatever happened to a case: what falls due by itself can be acted on, and acting on it moves on."""

from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain import activity as act
from bot.domain.case import Case, CaseId
from bot.domain.community import Community, Lease, Reminders
from bot.domain.errors import MusterError
from bot.domain.hours import Hours
from bot.domain.people import Circle
from bot.domain.reminding import Around
from bot.domain.slot import slot_of_person
from bot.domain.status import Status
from bot.domain.timers import Timer, TimerKind, timers
from bot.usecases.tend_case import carried_out
from tests.builders import BERLIN, amara, community, everyone, jonas, li, pure_case, terms
from tests.world import NOON

OFFICE = Hours(zone=BERLIN, shifts={day: ((time(9), time(17)),) for day in range(5)})
homes = st.builds(
    lambda hours, lasts, warns, most, every: community(
        terms=terms(hours=hours),
        lease=Lease(lasts=timedelta(hours=lasts), warns=timedelta(hours=min(warns, lasts))),
        reminders=Reminders(most=most, every=timedelta(hours=every)),
        leads=Circle(members=frozenset({li.id})),
    ),
    hours=st.sampled_from([OFFICE, Hours.around_the_clock(BERLIN)]),
    lasts=st.sampled_from([0.1, 1, 8]),
    warns=st.sampled_from([0.01, 1]),
    most=st.integers(0, 3),
    every=st.sampled_from([0.01, 2]),
)
stages = st.sampled_from(["opened", "claimed", "drafted", "signed", "replied", "closed"])
people = st.sampled_from(everyone)
spans = st.sampled_from([timedelta(0), timedelta(minutes=1), timedelta(hours=3), timedelta(days=4)])
acts = st.lists(
    st.tuples(
        st.sampled_from(["look", "claim", "release", "hand_over", "renew", "ask", "waive", "contribute", "reopen"]),
        people,
        spans,
    ),
    max_size=12,
)


def done(case: Case, what: str, home: Community, by: object, now: datetime) -> Case:
    """The case after an act, where it may be done; a look carries out all that is due."""
    if what == "look":
        return looked_after(case, home, now)
    acted = {
        "claim": lambda: case.claim(by, now),
        "release": lambda: case.release(by, now),
        "hand_over": lambda: case.hand_over(by, now, to=jonas),
        "renew": lambda: case.renew(by, now),
        "ask": lambda: case.ask(by, now, slot=slot_of_person(jonas.id), due=home.terms.input_due(now)),
        "waive": lambda: case.waive(by, now, slot="support", reason="Known."),
        "contribute": lambda: case.contribute(by, now, contribution=case.version, volunteered=True),
        "reopen": lambda: case.reopen(by, now, reason="Again.", terms=home.terms),
    }
    try:
        return acted[what]()
    except MusterError:
        return case


def looked_after(case: Case, home: Community, now: datetime) -> Case:
    for timer in (one for one in timers(case, home) if one.at <= now):
        case = carried_out(timer, case, Around(home, {}, everyone), now)
    return case


@st.composite
def lived(draw: st.DrawFn) -> tuple[Case, Community, datetime]:
    """A case with a past, its community, and the present moment."""
    case, home, now = pure_case(draw(stages)), draw(homes), NOON
    for what, by, span in draw(acts):
        now += span
        case = done(case, what, home, by, now)
    return case, home, now


few = settings(max_examples=150, deadline=None)


@few
@given(lived())
def test_no_timer_lies_before_it_can_be_acted_on(drawn: tuple[Case, Community, datetime]) -> None:
    case, home, _ = drawn
    coming = timers(case, home)
    assert list(coming) == sorted(coming)
    for timer in coming:
        assert timer.at >= since(timer, case)
        assert carried_out(timer, case, Around(home, {}, everyone), timer.at).version == case.version + 1


def since(timer: Timer, case: Case) -> datetime:
    """The moment from which on there is a reason for a timer."""
    slot = case.slot(timer.slot)
    reasons = {
        TimerKind.REMIND: slot and (slot.reminded_at or slot.due),
        TimerKind.ESCALATE: case.clocks.due,
        TimerKind.WARN_OWNER: case.active_at,
        TimerKind.END_LEASE: case.lease_ends_at,
    }
    reason = reasons[timer.kind]
    assert reason, "there is none at all"
    return reason


@few
@given(lived(), spans)
def test_carrying_out_what_is_due_moves_on_and_comes_to_an_end(
    drawn: tuple[Case, Community, datetime], later: timedelta
) -> None:
    case, home, now = drawn
    now += later
    looks = [now]
    while coming := timers(case, home):
        now = max(now, coming[0].at)
        before, case = case, looked_after(case, home, now)
        assert not [timer for timer in timers(case, home) if timer.at <= now], "due again at the same moment"
        told = [one.slot for one in case.news[len(before.news) :] if isinstance(one, act.Reminded)]
        assert len(told) == len(set(told)), "one reminder a slot and look"
        looks.append(now)
        assert len(looks) < 40, "it goes round and round"
    assert all(earlier <= later for earlier, later in pairwise(looks))


@few
@given(lived())
def test_only_open_cases_and_input_that_is_waited_for_have_timers(drawn: tuple[Case, Community, datetime]) -> None:
    case, home, now = drawn
    coming = timers(case, home)
    assert case.status is Status.OPEN or not coming
    reminded = [timer.slot for timer in coming if timer.kind is TimerKind.REMIND]
    assert set(reminded) <= {slot.name for slot in case.slots if not slot.answered_by and not slot.waived}
    if case.status is Status.OPEN:
        assert not timers(case.dismiss(amara, now, reason="Spam."), home)
        assert not timers(case.merge_into(amara, now, into=CaseId(case.id + 1)), home)
        assert not timers(case.void(amara, now, reason="A test."), home)


@few
@given(lived(), st.sampled_from(["renew", "contribute", "ask"]))
def test_whatever_the_owner_does_moves_the_end_of_their_lease(
    drawn: tuple[Case, Community, datetime], what: str
) -> None:
    case, home, now = drawn
    owner = next((one for one in everyone if one.id == case.owner), None)
    if owner is None or case.status is not Status.OPEN:
        return
    acted = done(case, what, home, owner, now + timedelta(minutes=1))
    if acted is case:
        return
    [lease] = [one for one in timers(acted, home) if one.kind in (TimerKind.WARN_OWNER, TimerKind.END_LEASE)]
    ahead = home.terms.hours.after(now + timedelta(minutes=1), home.lease.lasts - home.lease.warns)
    assert lease == Timer(ahead, TimerKind.WARN_OWNER)


def test_a_lease_that_was_warned_of_begins_anew_where_a_case_is_taken_up_again() -> None:
    home = community()
    warned = pure_case("signed").warn_owner(NOON, ends_at=NOON + timedelta(hours=1))
    replied = warned.record_reply(
        li, NOON, revision=1, fingerprint=warned.signed.fingerprint, url="https://x.example", volunteered=True
    )
    later = datetime(2026, 11, 25, tzinfo=UTC)
    again = replied.reopen(li, later, reason="She wrote again.", terms=home.terms)
    assert TimerKind.END_LEASE not in [one.kind for one in timers(again, home)]
    assert looked_after(again, home, later).owner == amara.id
