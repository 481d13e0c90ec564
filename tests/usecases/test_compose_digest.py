"""What a community's week is made of, read off the database."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.bootstrap import Muster
from bot.domain.case import Case
from bot.domain.digest import Colleague, Correction, Digest, Help, People, Told, Waiting, Why
from bot.domain.idea import IdeaChange, IdeaKind, IdeaStatus, Wish
from bot.domain.people import Member, MemberId
from bot.domain.period import Week
from bot.domain.verdict import Verdict
from bot.usecases.ask_for_feedback import ask_for_feedback
from bot.usecases.close_case import close_case
from bot.usecases.compose_digest import compose_digest, composed_to_be_told, digest_as_told
from bot.usecases.contribute import contribute
from bot.usecases.count_credit import count_credit
from bot.usecases.move_case import move_case
from bot.usecases.reopen_case import reopen_case
from bot.usecases.show_board import set_on_boards
from bot.usecases.take_verdict import take_verdict
from bot.usecases.void_case import void_case
from tests.builders import BERLIN, advance, amara, case_at, do, jonas, know, li, member, mention, priya
from tests.world import NOON, SetClock

WEEK = Week.of(NOON, BERLIN)
LAST_MOMENT = datetime(2026, 11, 22, 22, 59, tzinfo=UTC)
"""A minute before Sunday ends in Berlin."""


@pytest.fixture(autouse=True)
async def people(muster: Muster) -> None:
    """Everyone is known."""
    await know(muster)


async def digest(muster: Muster, week: Week = WEEK, of: str = "safety") -> tuple[Digest, dict[MemberId, str]]:
    return await do(muster, compose_digest, muster.company.community(of), week)


async def closed(muster: Muster, thread: str = "t1") -> Case:
    """A case that Priya brought in; Li confirms her when it ends."""
    case = await case_at(muster, "replied", said=mention(thread=thread), by=priya.id)
    await do(muster, contribute, case.id, jonas, "A known batch.", identity=thread, in_thread=True)
    confirmed = [(priya.id, "spot"), (jonas.id, "answer:engineering")]
    ended = await do(muster, close_case, case.id, li, outcome="Replaced.", helped=confirmed)
    await do(muster, count_credit)
    return ended


async def join(muster: Muster, *people: Member, on: bool = True) -> None:
    for one in people:
        await do(muster, set_on_boards, one, on)


async def replied_after(muster: Muster, clock: SetClock, minutes: int) -> None:
    """A case whose customer waited so long."""
    case = await case_at(muster, said=mention(thread=str(minutes)))
    clock.forward(minutes=minutes)
    await advance(muster, case.id, "replied")


async def test_a_week_with_nothing_in_it_says_so(muster: Muster) -> None:
    told, names = await digest(muster)
    assert told.empty
    assert names == {}


async def test_it_tells_who_spotted_who_answered_and_who_told_the_customer(muster: Muster) -> None:
    case = await closed(muster)
    await join(muster, priya, jonas)
    told, names = await digest(muster)
    (story,) = told.words.stories
    assert (story.case, story.outcome) == (case.id, "Replaced.")
    assert story.spotted_by == Colleague(function="pr", member=priya.id)
    assert story.answered_by == (Colleague(function="engineering", member=jonas.id),)
    assert story.looped_by == Colleague(function="support", member=None), "who is not on the boards is named nowhere"
    assert names == {priya.id: "Priya", jonas.id: "Jonas"}
    assert told.figures.help_across == (Help(from_function="engineering", to_function="support", times=1),)


async def test_newcomers_are_those_confirmed_for_the_first_time(muster: Muster, clock: SetClock) -> None:
    await join(muster, priya)
    await closed(muster, "t1")
    clock.forward(days=7)
    await closed(muster, "t2")
    assert (await digest(muster))[0].figures.newcomers == People(named=(priya.id,), others=1)
    assert (await digest(muster, Week.of(clock.now(), BERLIN)))[0].figures.newcomers == People()


async def test_who_left_the_company_is_named_nowhere_and_what_is_void_makes_nobody_new(muster: Muster) -> None:
    await join(muster, priya)
    case = await closed(muster, "t1")
    await know(muster, replace(priya, active=False))
    seen, names = await digest(muster)
    assert (seen.figures.newcomers, seen.named, names) == (People(others=1), frozenset(), {})
    await do(muster, void_case, case.id, amara, reason="It was a test.")
    assert (await digest(muster))[0].figures.newcomers == People()


async def test_a_case_that_went_elsewhere_since_is_not_told_of_any_more(muster: Muster, clock: SetClock) -> None:
    """It may have become private, and what came of it is written there."""
    case = await closed(muster)
    clock.forward(days=7)
    told = await tell(muster, WEEK)
    await do(muster, reopen_case, case.id, li, reason="It is worse.")
    await do(muster, move_case, case.id, amara, to="care", reason="No danger.")
    safety = muster.company.community("safety")
    anew, _ = await do(muster, digest_as_told, safety, WEEK, told, at=clock.now())
    assert (told.figures.chosen.stories, anew.words.stories) == ((case.id,), ())


async def test_a_case_taken_up_again_is_corrected_with_that_reason(muster: Muster, clock: SetClock) -> None:
    case = await closed(muster, "t1")
    clock.forward(days=7)
    await tell(muster, WEEK)
    await do(muster, reopen_case, case.id, li, reason="It swells again.")
    await do(muster, count_credit)
    clock.forward(days=7)
    [lost] = (await tell(muster, Week.of(clock.now(), BERLIN).previous)).figures.corrections
    assert lost == Correction(week=WEEK, closed=-1, credit=-4_000_000, why=(Why.REOPENED,))


async def test_the_board_of_the_week_shows_those_who_joined(muster: Muster) -> None:
    await closed(muster)
    assert (await digest(muster))[0].figures.board == ()
    await join(muster, priya)
    assert [(one.member, one.credit) for one in (await digest(muster))[0].figures.board] == [(priya.id, 2_000_000)]
    assert (await digest(muster, of="care"))[0].figures.board == ()


async def test_a_personal_best_is_a_good_week_that_beats_all_own_ones_before(muster: Muster, clock: SetClock) -> None:
    await join(muster, priya)
    found = []
    for week, cases in enumerate((1, 2, 4, 3, 5)):
        for number in range(cases):
            await closed(muster, f"{week}/{number}")
        found.append((await digest(muster, Week.of(clock.now(), BERLIN)))[0].figures.bests)
        clock.forward(days=7)
    # her first week is new, her second below five points; three cases do not beat four
    assert found == [(), (), (priya.id,), (), (priya.id,)]
    await join(muster, priya, on=False)
    assert (await digest(muster, Week.of(clock.now(), BERLIN).previous))[0].figures.bests == ()


async def test_a_functions_part_is_told_where_nobody_can_be_picked_out(muster: Muster) -> None:
    await know(muster, *(member(f"U0PR{number}", "pr") for number in range(3)))
    await closed(muster)
    assert (await digest(muster))[0].figures.participation == ()
    await know(muster, member("U0PR3", "pr"))
    [one] = (await digest(muster))[0].figures.participation
    assert (one.function, one.took_part, one.people) == ("pr", 1, 5)


async def test_what_customers_said_and_what_is_better_for_them_comes_in_words(muster: Muster) -> None:
    case = await case_at(muster, "replied")
    async with muster.uow() as uow:
        wish = Wish(kind=IdeaKind.DEFECT, title="A cooler charger", description="")
        idea = await uow.ideas.open(wish, amara.id, muster.clock.now(), identity="1")
        assert idea is not None
        await uow.ideas.link(idea.id, case.id)
        done = IdeaChange(by=amara.id, at=muster.clock.now(), status=IdeaStatus.DONE, reason="It ships.")
        await uow.ideas.save(idea.change(done), done)
        await uow.commit()
    await do(muster, ask_for_feedback, case.id, amara)
    assert await do(
        muster, take_verdict, case.id, 1, Verdict(score=5, words="At last", recommended=None, quotable=True)
    )
    words = (await digest(muster))[0].words
    assert [(one.title, one.cases) for one in words.improvements] == [("A cooler charger", 1)]
    assert words.quotes == (), "it is not closed yet"
    await do(muster, close_case, case.id, li, outcome="Replaced.", helped=[])
    [quote] = (await digest(muster))[0].words.quotes
    assert (quote.case, quote.words, quote.outcome) == (case.id, "At last", "Replaced.")


async def test_a_week_ends_at_midnight_of_its_community_and_not_of_utc(muster: Muster, clock: SetClock) -> None:
    clock.moment = LAST_MOMENT
    before = await closed(muster, "t1")
    clock.forward(minutes=1)
    after = await closed(muster, "t2")
    this, following = await digest(muster), await digest(muster, Week.of(clock.now(), BERLIN))
    assert [[story.case for story in told.words.stories] for told, _ in (this, following)] == [
        [before.id],
        [after.id],
    ]
    assert [told.figures.paces.first_reply.took.n for told, _ in (this, following)] == [1, 1]
    assert [told.figures.closed_last_week for told, _ in (this, following)] == [0, 1]


async def test_it_is_provisional_until_the_week_is_over_there(muster: Muster, clock: SetClock) -> None:
    clock.moment = LAST_MOMENT
    assert (await digest(muster))[0].provisional
    clock.forward(minutes=1)
    assert not (await digest(muster))[0].provisional


async def test_first_replies_stand_beside_those_of_the_week_before(muster: Muster, clock: SetClock) -> None:
    clock.moment = NOON - timedelta(days=7)
    await replied_after(muster, clock, 30)
    clock.moment = NOON
    for minutes in (10, 20):
        await replied_after(muster, clock, minutes)
    figures = (await digest(muster))[0].figures
    took = figures.paces.first_reply.took
    assert (took.n, took.median, figures.paces_last_week.first_reply.took.median) == (2, 15, 30)


async def test_open_cases_are_counted_with_those_who_are_awaited(muster: Muster, clock: SetClock) -> None:
    case = await case_at(muster)
    await do(muster, contribute, case.id, jonas, "A known batch.", identity="1", in_thread=True)
    clock.forward(hours=3)
    figures = (await digest(muster))[0].figures
    assert figures.waiting == (Waiting(function="legal", cases=1), Waiting(function="support", cases=1))
    assert (figures.open, figures.overdue) == (1, 1)
    assert (await digest(muster, of="care"))[0].empty


async def tell(muster: Muster, week: Week) -> Told:
    """Compose what is posted, and let it stand in Slack."""
    told = await do(muster, composed_to_be_told, muster.company.community("safety"), week)
    async with muster.uow() as uow:
        key = f"digest:safety:{week}"
        await uow.messages.intend(key, "C0SAFETY", None, muster.clock.now())
        await uow.messages.said(key, f"{week.number}.0")
        await uow.commit()
    return told


async def test_a_case_found_void_is_corrected_once_in_the_next_digest(muster: Muster, clock: SetClock) -> None:
    await closed(muster, "t1")
    void = await closed(muster, "t2")
    clock.forward(days=7)
    assert (await tell(muster, WEEK)).figures.corrections == ()
    await do(muster, void_case, void.id, amara, reason="It was a test.")
    await do(muster, count_credit)
    clock.forward(days=7)
    second = Week.of(clock.now(), BERLIN).previous
    lost = Correction(week=WEEK, closed=-1, credit=-4_000_000, why=(Why.VOID,))
    assert (await tell(muster, second)).figures.corrections == (lost,)
    clock.forward(days=7)
    third = Week.of(clock.now(), BERLIN).previous
    assert (await tell(muster, third)).figures.corrections == ()


async def test_a_digest_written_anew_tells_the_week_as_it_was_but_for_who_left(
    muster: Muster, clock: SetClock
) -> None:
    await join(muster, priya, jonas)
    case = await closed(muster)
    waiting = await case_at(muster, said=mention(thread="t9"))
    clock.forward(days=7)
    community = muster.company.community("safety")
    told = await tell(muster, WEEK)
    at = clock.now()
    before, _ = await do(muster, digest_as_told, community, WEEK, told, at=at)
    await advance(muster, waiting.id, "closed")
    await do(muster, void_case, case.id, amara, reason="It was a test.")
    await do(muster, count_credit)
    await join(muster, priya, on=False)
    await join(muster, amara)  # who was not named then
    async with muster.uow() as uow:
        assert await uow.digests.naming(priya.id) == [("safety", WEEK)]
        kept = await uow.digests.told("safety", WEEK)
    assert kept == told
    after, names = await do(muster, digest_as_told, community, WEEK, told, at=at)
    assert before.named == {priya.id, jonas.id}
    assert after.named == {jonas.id}
    assert priya.id not in names
    assert after.figures == before.figures.without(frozenset({priya.id}))
    assert [one.case for one in after.words.stories] == [case.id]


async def test_whoever_composes_it_again_to_be_posted_tells_the_same(muster: Muster, clock: SetClock) -> None:
    community = muster.company.community("safety")
    first = await do(muster, composed_to_be_told, community, WEEK)
    await closed(muster)
    assert await do(muster, composed_to_be_told, community, WEEK) == first
