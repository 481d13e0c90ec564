"""The report, read off small worlds that were lived through."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.bootstrap import Muster
from bot.domain.case import Case, CaseId
from bot.domain.errors import BadInput, NotAllowed
from bot.domain.measures import Measures, Rate, Timed
from bot.domain.metrics import Spread
from bot.domain.people import Member
from bot.domain.verdict import Verdict
from bot.usecases.close_case import close_case
from bot.usecases.contribute import contribute
from bot.usecases.dismiss_case import dismiss_case
from bot.usecases.draft_reply import draft_reply
from bot.usecases.record_reply import record_reply
from bot.usecases.reopen_case import reopen_case
from bot.usecases.report import Report, report
from bot.usecases.sign_off import sign_off
from bot.usecases.void_case import void_case
from bot.usecases.waive_slot import waive_slot
from tests.builders import ANSWER, LINK, advance, amara, case_at, do, guest, jonas, know, li, member, mention
from tests.world import EVA, NOON, SetClock

administrator = member(EVA, "support")
NOTHING = Timed()


@pytest.fixture(autouse=True)
async def people(muster: Muster) -> None:
    """Everyone is known."""
    await know(muster)


async def told(muster: Muster, of: str | None = "safety", period: str = "", actor: Member = amara) -> Report:
    return await do(muster, report, of and muster.company.community(of), period, actor)


async def measures(muster: Muster, period: str = "") -> Measures:
    return (await told(muster, period=period)).measures


async def opened(muster: Muster, thread: str) -> CaseId:
    return (await case_at(muster, said=mention(thread=thread))).id


async def answered(muster: Muster, clock: SetClock, thread: str, *, after: float) -> CaseId:
    """A case that was answered after so many hours."""
    case = await opened(muster, thread)
    clock.forward(hours=after)
    await advance(muster, case, "replied")
    return case


async def answer_again(muster: Muster, case: CaseId) -> Case:
    """One more answer to a case that was taken up again."""
    await do(muster, draft_reply, case, amara, ANSWER, after=1)
    await do(muster, sign_off, case, li, revision=2)
    return await do(muster, record_reply, case, amara, revision=2, text=ANSWER, url=LINK)


def took(*hours: float, kept: int) -> Timed:
    """One or two times in a community that works around the clock."""
    minutes = sorted(60 * one for one in hours)
    spread = Spread(n=len(minutes), median=sum(minutes) / len(minutes), p90=minutes[-1])
    return Timed(calendar=spread, business=spread, attainment=Rate(hits=kept, n=len(minutes)))


async def test_where_nothing_happened_nothing_is_known(muster: Muster) -> None:
    empty = await told(muster)
    assert empty.empty
    assert empty.measures == empty.before == Measures()


async def test_first_responses_are_the_first_replies_of_customers(muster: Muster, clock: SetClock) -> None:
    await answered(muster, clock, "in time", after=1)
    await answered(muster, clock, "late", after=3)
    silent = await opened(muster, "silent")
    await do(muster, contribute, silent, jonas, "A known batch.", identity="1", in_thread=True)
    found = await measures(muster)
    assert found.first_response == took(1, 3, kept=1)
    assert found.answered == Rate(hits=2, n=3)
    assert found.next_response == found.resolution == NOTHING


async def test_what_is_open_past_its_time_counts_as_breached(muster: Muster, clock: SetClock) -> None:
    await answered(muster, clock, "in time", after=1)
    await opened(muster, "late")
    assert (await measures(muster)).first_response.attainment == Rate(hits=1, n=1)
    clock.forward(hours=2, seconds=1)
    late = await told(muster)
    assert late.measures.first_response.attainment == Rate(hits=1, n=2)
    assert late.overdue == 1
    assert late.measures.first_response.calendar.n == 1


async def test_next_responses_run_from_the_further_words_to_their_answer(muster: Muster, clock: SetClock) -> None:
    case = await answered(muster, clock, "one", after=1)
    clock.forward(hours=5)
    await do(muster, reopen_case, case, amara, reason="They wrote again.")
    clock.forward(hours=3)
    assert (await measures(muster)).next_response == Timed(attainment=Rate(hits=0, n=1))
    await answer_again(muster, case)
    found = await measures(muster)
    assert found.next_response == took(3, kept=0)
    assert found.first_response == took(1, kept=1)


async def test_a_resolution_is_kept_while_the_case_was_ours_however_late_it_is_closed(
    muster: Muster, clock: SetClock
) -> None:
    case = await answered(muster, clock, "one", after=1)
    clock.forward(hours=60)
    assert (await measures(muster)).resolution == NOTHING
    await do(muster, close_case, case, li, outcome="Replaced.", helped=[])
    assert (await measures(muster)).resolution == took(61, kept=1)
    await opened(muster, "late")
    clock.forward(hours=49)
    assert (await measures(muster)).resolution.attainment == Rate(hits=1, n=2)


async def test_what_was_closed_and_taken_up_again_counts_once(muster: Muster, clock: SetClock) -> None:
    case = await answered(muster, clock, "one", after=1)
    other = await answered(muster, clock, "two", after=1)
    await do(muster, close_case, case, li, outcome="Replaced.", helped=[])
    await do(muster, reopen_case, case, amara, reason="Not done.")
    await answer_again(muster, case)
    await do(muster, close_case, case, li, outcome="Replaced again.", helped=[])
    await do(muster, reopen_case, case, amara, reason="Still not done.")
    assert (await measures(muster)).reopened == Rate(hits=1, n=1)
    await do(muster, close_case, other, li, outcome="Replaced.", helped=[])
    found = await measures(muster)
    assert found.reopened == Rate(hits=1, n=2)
    assert found.resolution.calendar.n == 1


async def test_what_was_set_aside_is_out_but_not_a_late_answer(muster: Muster, clock: SetClock) -> None:
    void, spam, late = [await opened(muster, thread) for thread in ("void", "spam", "late")]
    clock.forward(hours=3)
    assert (await measures(muster)).first_response.attainment == Rate(hits=0, n=3)
    await do(muster, void_case, void, administrator, reason="A test.")
    await do(muster, dismiss_case, spam, amara, reason="An advertisement.")
    await advance(muster, late, "replied")
    await do(muster, reopen_case, late, amara, reason="They say thanks.")
    await do(muster, dismiss_case, late, amara, reason="Thanks need no answer.")
    found = await measures(muster)
    assert found.first_response == took(3, kept=0)
    assert found.answered == Rate(hits=1, n=1)
    assert found.resolution == NOTHING


async def test_input_is_told_by_function_from_the_asking_to_the_first_answer(muster: Muster, clock: SetClock) -> None:
    case, other = await opened(muster, "one"), await opened(muster, "two")
    clock.forward(minutes=30)
    await do(muster, contribute, case, jonas, "A known batch.", identity="1", in_thread=True)
    await do(muster, waive_slot, case, amara, slot="legal", reason="Nothing to judge.")
    clock.forward(minutes=60)
    await do(muster, contribute, case, jonas, "Found it.", identity="2", in_thread=True)
    await do(muster, contribute, other, jonas, "The same.", identity="3", in_thread=True)
    found = dict((await measures(muster)).inputs)
    assert found["engineering"] == took(0.5, 1.5, kept=1)
    assert found["legal"] == Timed(attainment=Rate(hits=0, n=1))
    assert set(found) == {"engineering", "legal", "support"}


async def test_verdicts_are_those_given_in_the_period(muster: Muster, clock: SetClock) -> None:
    case = await answered(muster, clock, "one", after=1)
    async with muster.uow() as uow:
        for reply, (score, recommended) in enumerate(((5, True), (3, False), (4, None)), start=1):
            verdict = Verdict(score=score, words=None, recommended=recommended, quotable=False)
            await uow.verdicts.add(case, reply, verdict, clock.now())
        await uow.verdicts.add(
            case, 9, Verdict(score=1, words=None, recommended=None, quotable=False), NOON - timedelta(days=40)
        )
        await uow.commit()
    found = await measures(muster)
    assert (found.satisfied, found.mean_score, found.recommended) == (Rate(hits=2, n=3), 4.0, Rate(hits=1, n=2))


async def test_a_period_ends_at_midnight_of_its_community_and_is_compared_with_the_one_before(
    muster: Muster, clock: SetClock
) -> None:
    clock.moment = datetime(2026, 10, 31, 22, 30, tzinfo=UTC)
    await answered(muster, clock, "october", after=0.25)
    await answered(muster, clock, "november", after=1.5)
    found = await told(muster)
    assert (str(found.period), found.running) == ("2026-11", True)
    assert (found.measures.first_response, found.before.first_response) == (took(1.5, kept=1), took(0.25, kept=1))
    assert found.before.answered == Rate(hits=2, n=2)
    assert not (await told(muster, period="2026-10")).running


async def test_working_hours_are_those_of_each_community(muster: Muster, clock: SetClock) -> None:
    clock.moment = datetime(2026, 11, 13, 14, 0, tzinfo=UTC)
    case = await case_at(muster, said=mention("A journalist asks."))
    clock.moment = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
    await advance(muster, case.id, "replied")
    everywhere = await told(muster, of=None)
    first = everywhere.measures.first_response
    assert (case.community, first.calendar.median, first.business.median) == ("voice", 67 * 60, 2 * 60)
    assert (await told(muster, of="voice")).measures.first_response == first
    assert (await told(muster)).empty


async def test_guests_read_no_report_and_a_wrong_period_is_refused(muster: Muster) -> None:
    with pytest.raises(NotAllowed):
        await told(muster, actor=guest)
    with pytest.raises(BadInput, match="last week"):
        await told(muster, period="whenever")
