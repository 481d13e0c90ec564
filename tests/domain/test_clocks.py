"""What a customer may expect of us, and when it falls due, told as what happens to one case after the other.

A case is opened at noon on a Wednesday. A first reply is promised within two hours, a reply to each further word
within three, an end of the matter within a day; around the clock, unless a test says otherwise.
"""

from datetime import UTC, date, datetime, time, timedelta

from bot.domain.activity import Activity, Opened
from bot.domain.case import Case, CaseId, open_case
from bot.domain.clocks import Clocks, Promises, Span, Terms
from bot.domain.hours import Hours
from bot.domain.mention import MentionId
from bot.domain.parting import without
from bot.domain.timers import TimerKind, timers
from tests.builders import BERLIN, LINK, amara, community, draft, li, opened, terms
from tests.world import NOON

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
LEGAL = community().policy
OFFICE = Hours(zone=BERLIN, shifts={day: ((time(9), time(17)),) for day in range(5)})


def case_of(at: datetime = NOON, promised: Terms | None = None, number: int = 7) -> Case:
    """A case that comes in under the usual promises, or under others."""
    due = Clocks.started(at, Promises(first_reply=at)).promised(promised or terms())
    return open_case(
        CaseId(number),
        opened(at=at, first_reply_due=due.first_reply, resolution_due=due.resolution, input_due=at + HOUR),
    )


def answered(case: Case, at: datetime) -> Case:
    """The case after an answer was drafted, signed off and sent."""
    written = draft(case.revisions + 1)
    mark = {"revision": written.revision, "fingerprint": written.fingerprint}
    signed = case.add_draft(written, amara).sign_off(li, at, policy=LEGAL, **mark)
    return signed.record_reply(amara, at, url=LINK, volunteered=True, **mark)


def heard_again(case: Case, at: datetime, promised: Terms | None = None) -> Case:
    """The case after its customer wrote again."""
    return case.hear_again(at, mention=MentionId(2), terms=promised or terms())


def escalations(case: Case) -> list[datetime]:
    """When leads are told that a promise to the customer was not kept, if nobody does anything."""
    return [timer.at for timer in timers(case, community()) if timer.kind is TimerKind.ESCALATE]


def test_an_open_case_escalates_when_its_first_reply_falls_due_and_once_for_each_promise() -> None:
    case = case_of()
    assert escalations(case) == [NOON + 2 * HOUR]
    assert escalations(case.escalate(NOON + 2 * HOUR, due=NOON + 2 * HOUR, whom=())) == []


def test_an_answered_case_never_escalates_however_late_its_answer_was() -> None:
    for at in (NOON + HOUR, NOON + 9 * DAY):
        case = answered(case_of(), at)
        assert (case.clocks.due, escalations(case)) == (None, [])
        assert escalations(case.close(li, at, outcome="Replaced.")) == []


def test_the_next_reply_is_promised_from_the_customers_new_words() -> None:
    case = heard_again(answered(case_of(), NOON + HOUR), NOON + 5 * DAY)
    assert case.clocks.asked_since == NOON + 5 * DAY
    assert escalations(case) == [NOON + 5 * DAY + 3 * HOUR]


def test_a_second_mention_while_they_wait_gives_us_no_more_time() -> None:
    case = heard_again(answered(case_of(), NOON + HOUR), NOON + DAY)
    assert case.clocks.asked(NOON + DAY + HOUR) == case.clocks


def test_each_of_two_replies_ends_a_wait_and_only_the_first_is_the_first() -> None:
    case = answered(case_of(), NOON + HOUR)
    again = answered(heard_again(case, NOON + DAY), NOON + DAY + HOUR)
    assert (again.clocks.due, again.clocks.first_replied_at) == (None, NOON + HOUR)
    assert again.clocks.worked(terms().hours, NOON + 9 * DAY) == 2 * HOUR
    third = heard_again(again, NOON + 3 * DAY)
    assert third.clocks.due == NOON + 3 * DAY + 3 * HOUR


def test_a_reopened_case_does_not_show_days_of_waiting_for_the_customer() -> None:
    closed = answered(case_of(), NOON + HOUR).close(li, NOON + 2 * HOUR, outcome="Replaced.")
    case = closed.reopen(amara, NOON + 6 * DAY, reason="She called.", terms=terms())
    assert case.clocks.asked_since == NOON + 6 * DAY
    assert case.clocks.worked(terms().hours, NOON + 6 * DAY) == HOUR
    assert (case.clocks.due, case.clocks.first_replied_at) == (NOON + 6 * DAY + 3 * HOUR, NOON + HOUR)


def test_a_case_that_was_dismissed_and_reopened_has_the_time_left_that_it_had() -> None:
    dismissed = case_of().dismiss(amara, NOON + HOUR, reason="Spam.")
    assert escalations(dismissed) == []
    case = dismissed.reopen(amara, NOON + 4 * DAY, reason="It was none.", terms=terms())
    assert case.clocks.due == NOON + 4 * DAY + HOUR
    assert case.clocks.asked_since == NOON, "the words that wait are those of the first day"


def test_a_case_that_was_void_and_restored_has_the_time_left_that_it_had() -> None:
    for case, due in (
        (case_of(), NOON + 2 * HOUR),
        (heard_again(answered(case_of(), NOON), NOON), NOON + 3 * HOUR),
    ):
        void = case.void(amara, NOON + HOUR, reason="A test.")
        assert (void.clocks.due, escalations(void)) == (None, [])
        restored = void.restore(amara, NOON + 2 * DAY, reason="It was real.", terms=terms())
        assert restored.clocks.due == due + 2 * DAY - HOUR


def test_a_case_in_a_community_with_other_promises_has_used_the_time_that_it_has_used() -> None:
    hurried = community("care", terms=terms(first_reply=HOUR, resolution=None))
    case = case_of().move(amara, NOON + 30 * MINUTE, to=hurried, required=(), reason="Service.")
    assert (case.clocks.due, case.clocks.promises.resolution) == (NOON + HOUR, None)
    paused = case_of().dismiss(amara, NOON + 40 * MINUTE, reason="Spam.")
    paused = paused.reopen(amara, NOON + DAY, reason="It was none.", terms=terms())
    moved = paused.move(amara, NOON + DAY, to=hurried, required=(), reason="Service.")
    assert moved.clocks.due == NOON + DAY + 20 * MINUTE


def test_business_hours_stand_still_over_a_weekend_and_so_does_a_pause_within_them() -> None:
    friday = datetime(2026, 11, 20, 15, 0, tzinfo=BERLIN)
    office = terms(hours=OFFICE, first_reply=4 * HOUR)
    case = case_of(friday, office)
    assert case.clocks.due == datetime(2026, 11, 23, 11, 0, tzinfo=BERLIN)
    paused = case.dismiss(amara, friday + HOUR, reason="Spam.")
    monday = datetime(2026, 11, 23, 10, 0, tzinfo=BERLIN)
    again = paused.reopen(amara, monday, reason="It was none.", terms=office)
    assert again.clocks.due == monday + 3 * HOUR, "the hour on Monday before it was reopened was not ours"
    assert again.clocks.worked(OFFICE, monday + HOUR) == 2 * HOUR


def test_a_holiday_and_words_in_the_night_count_from_the_next_morning() -> None:
    holidays = frozenset({date(2026, 12, 25)})
    office = terms(hours=Hours(zone=BERLIN, shifts=OFFICE.shifts, holidays=holidays), first_reply=HOUR)
    late = datetime(2026, 12, 24, 22, 0, tzinfo=BERLIN)
    assert case_of(late, office).clocks.due == datetime(2026, 12, 28, 10, 0, tzinfo=BERLIN)


def test_in_the_night_when_clocks_change_an_hour_lasts_an_hour() -> None:
    evening = datetime(2026, 10, 24, 22, 0, tzinfo=BERLIN)
    due = case_of(evening, terms(first_reply=6 * HOUR)).clocks.due
    assert due == evening.astimezone(UTC) + 6 * HOUR
    assert due.astimezone(BERLIN).hour == 3, "five on the clock of the wall"


def test_a_merged_case_never_escalates_while_the_surviving_one_carries_the_older_promise() -> None:
    one, into = case_of(), case_of(NOON + HOUR, number=8)
    merged = one.merge_into(amara, NOON + HOUR, into=into.id)
    grown = into.absorb(amara, NOON + HOUR, other=one)
    assert (merged.clocks.due, escalations(merged)) == (None, [])
    assert (escalations(grown), grown.clocks.asked_since) == ([NOON + 2 * HOUR], NOON)
    moved = grown.move(amara, NOON + HOUR, to=community("care"), required=(), reason="Service.")
    assert moved.clocks.due == NOON + 2 * HOUR, "they have waited since noon wherever the case is sent"


def test_whoever_waits_for_a_first_reply_waits_no_longer_in_a_case_that_had_one_already() -> None:
    known = heard_again(answered(case_of(), NOON), NOON + HOUR)
    fresh = case_of(NOON + HOUR, number=8)
    assert known.absorb(amara, NOON + HOUR, other=fresh).clocks.due == NOON + 3 * HOUR
    assert fresh.absorb(amara, NOON + HOUR, other=known).clocks.due == NOON + 3 * HOUR
    old = heard_again(answered(case_of(NOON - 9 * DAY), NOON - 8 * DAY), NOON)
    assert fresh.absorb(amara, NOON + HOUR, other=old).clocks.due == NOON + 3 * HOUR, "its first reply was given"


def test_whoever_is_taken_out_again_has_waited_all_the_time_and_the_other_has_its_own_promise_back() -> None:
    one, into = case_of(), case_of(NOON + HOUR, number=8)
    merged = one.merge_into(amara, NOON + HOUR, into=into.id)
    grown = into.absorb(amara, NOON + HOUR, other=one)
    absorbed, alone = without(into.id, record(grown), one.id)
    rest = grown.part_from(amara, NOON + 90 * MINUTE, absorbed=absorbed, alone=alone, mentions=1)
    restored = merged.restore(amara, NOON + 90 * MINUTE, reason="Apart.", terms=terms(), parted=rest.news[-1])
    assert rest.clocks == into.clocks
    assert restored.clocks == one.clocks


def record(case: Case) -> list[Activity]:
    """All that happened to a case in memory."""
    assert isinstance(case.news[0], Opened)
    return list(case.news)


def test_spans_of_a_case_that_was_answered_and_merged_lie_apart() -> None:
    known = heard_again(answered(case_of(), NOON + HOUR), NOON + 3 * HOUR)
    other = case_of(NOON + 30 * MINUTE, number=8)
    grown = known.absorb(amara, NOON + 4 * HOUR, other=other)
    assert grown.clocks.spans == (Span(NOON, NOON + HOUR), Span(NOON + HOUR))
