"""What waits for a person."""

from bot.bootstrap import Muster
from bot.domain.people import Member
from bot.domain.sheet import Work
from bot.usecases.contribute import contribute
from bot.usecases.dismiss_case import dismiss_case
from bot.usecases.find_work import AT_MOST, find_work
from bot.usecases.sign_off import sign_off
from tests.builders import amara, case_at, do, eva, jonas, li, member, mention, priya, tom
from tests.world import SetClock


async def work(muster: Muster, person: Member) -> Work:
    return await do(muster, find_work, person)


async def test_nothing_waits_where_nothing_happened(muster: Muster) -> None:
    assert (await work(muster, amara)).empty


async def test_a_case_waits_for_each_function_that_was_asked_until_it_has_answered(muster: Muster) -> None:
    case = await case_at(muster)
    for person in (jonas, li, eva):
        assert [one.case.id for one in (await work(muster, person)).awaited] == [case.id]
    assert (await work(muster, priya)).empty
    await do(muster, contribute, case.id, jonas, "A known batch.", identity="1", in_thread=True)
    assert (await work(muster, jonas)).empty
    assert [one.case.id for one in (await work(muster, li)).awaited] == [case.id]


async def test_a_person_without_a_function_is_awaited_nowhere(muster: Muster) -> None:
    await case_at(muster)
    assert (await work(muster, member("U0NEW"))).empty


async def test_a_draft_waits_for_those_who_may_sign_there_but_not_for_its_author(muster: Muster) -> None:
    case = await case_at(muster, "drafted", said=mention("Where is my order?"))
    assert [one.id for one in (await work(muster, tom)).to_sign] == [case.id]
    assert [one.id for one in (await work(muster, eva)).to_sign] == [case.id]
    for person in (amara, li, jonas):
        assert (await work(muster, person)).to_sign == []
    await do(muster, sign_off, case.id, tom, revision=1)
    assert (await work(muster, eva)).to_sign == []


async def test_an_owned_case_stays_until_it_ends(muster: Muster) -> None:
    case = await case_at(muster, "claimed")
    replied = await case_at(muster, "replied", said=mention(thread="t2"))
    assert [one.id for one in (await work(muster, amara)).owned] == [case.id, replied.id]
    await do(muster, dismiss_case, case.id, eva, reason="Spam.")
    assert [one.id for one in (await work(muster, amara)).owned] == [replied.id]
    assert case.id not in [one.case.id for one in (await work(muster, eva)).awaited]


async def test_the_most_urgent_comes_first_and_a_list_ends_where_it_can_be_read(
    muster: Muster, clock: SetClock
) -> None:
    calm = await case_at(muster, said=mention("Where is my order?"))
    for number in range(AT_MOST):
        clock.forward(minutes=1)
        await case_at(muster, said=mention("It burns", thread=str(number)))
    awaited = (await work(muster, eva)).awaited
    assert len(awaited) == AT_MOST
    assert [one.slot.due for one in awaited] == sorted(one.slot.due for one in awaited)
    assert calm.id not in [one.case.id for one in awaited], "four hours are less urgent than one"


async def test_danger_comes_before_what_is_due_sooner(muster: Muster, clock: SetClock) -> None:
    calm = await case_at(muster, "claimed", said=mention("The screen is broken."))
    clock.forward(minutes=30)
    burning = await case_at(muster, "claimed", said=mention("It caught fire.", thread="fire"))
    assert [one.id for one in (await work(muster, amara)).owned] == [burning.id, calm.id]
