"""Input that is asked for, waived, and reminded of."""

import pytest

from bot.bootstrap import Muster
from bot.domain.activity import Activity, Escalated, Reminded
from bot.domain.case import Case, CaseId
from bot.domain.errors import BadInput, NotAllowed, UnknownCase, WrongStage
from bot.domain.people import Member
from bot.domain.slot import SlotState
from bot.usecases.ask_for_input import ask_for_input
from bot.usecases.claim_case import claim_case
from bot.usecases.contribute import contribute
from bot.usecases.dismiss_case import dismiss_case
from bot.usecases.find_work import find_work
from bot.usecases.tend_case import tend_case
from bot.usecases.waive_slot import waive_slot
from tests.builders import amara, case_at, do, eva, gone, guest, jobs, jonas, know, li, mention, priya, stored, tom
from tests.world import SetClock


@pytest.fixture
async def case(muster: Muster) -> Case:
    """A case of product safety: support, engineering and legal are asked."""
    await know(muster)
    return await case_at(muster)


async def ask(muster: Muster, case: Case, *, function: str = "", person: str = "", by: Member = amara) -> Case:
    return await do(muster, ask_for_input, case.id, by, function=function, person=person)


async def news(muster: Muster, case: Case, after: int) -> list[Activity]:
    """What happened to a case after so many acts."""
    async with muster.uow() as uow:
        return (await uow.cases.activities(case.id))[after:]


async def looked_after(muster: Muster, case: Case) -> list[Activity]:
    """What Muster does about a case by itself when it looks."""
    before = await stored(muster, case.id)
    await do(muster, tend_case, case.id)
    return await news(muster, case, before.version)


async def test_one_more_function_is_asked_and_has_its_own_time(muster: Muster, case: Case, clock: SetClock) -> None:
    clock.forward(minutes=30)
    asked = await ask(muster, case, function="pr")
    slot = asked.slot("pr")
    assert slot is not None
    assert (slot.required, slot.state(clock.now())) == (False, SlotState.ASKED)
    clock.forward(hours=1)
    assert (slot.due, slot.state(clock.now())) == (clock.now(), SlotState.OVERDUE)
    assert [(one.case.id, one.slot.name) for one in (await do(muster, find_work, priya)).awaited] == [(case.id, "pr")]
    assert await jobs(muster) == ["refresh_card", "announce"]


async def test_a_named_person_owes_a_slot_that_only_they_answer(muster: Muster, case: Case) -> None:
    await ask(muster, case, person=tom.id)
    answered = await do(muster, contribute, case.id, priya, "No.", identity="1", in_thread=True)
    assert answered.slot(f"@{tom.id}").waits
    [awaited] = (await do(muster, find_work, tom)).awaited
    assert awaited.slot.person == tom.id
    answered = await do(muster, contribute, case.id, tom, "Yes.", identity="2", in_thread=True)
    assert answered.slot(f"@{tom.id}").answered_by == (tom.id,)


async def test_whoever_cannot_be_asked_is_refused_at_the_field(muster: Muster, case: Case) -> None:
    await ask(muster, case, person=tom.id)
    await do(muster, contribute, case.id, jonas, "A known batch.", identity="1", in_thread=True)
    for asked, field in (
        ({}, "slot"),
        ({"function": "pr", "person": tom.id}, "person"),
        ({"function": "unknown"}, "slot"),
        ({"function": "legal"}, "slot"),
        ({"function": "engineering"}, "slot"),
        ({"person": "U0NOBODY"}, "person"),
        ({"person": guest.id}, "person"),
        ({"person": gone.id}, "person"),
        ({"person": tom.id}, "person"),
    ):
        with pytest.raises(BadInput) as refused:
            await ask(muster, case, **asked)
        assert refused.value.field == field, asked
    with pytest.raises(NotAllowed):
        await ask(muster, case, function="pr", by=guest)
    with pytest.raises(UnknownCase):
        await do(muster, ask_for_input, CaseId(999), amara, function="pr", person="")


async def test_the_owner_and_those_who_are_asked_waive_and_nobody_else(muster: Muster, case: Case) -> None:
    await ask(muster, case, person=tom.id)
    await do(muster, claim_case, case.id, eva)
    for by, slot in ((jonas, "legal"), (priya, f"@{tom.id}"), (guest, "support")):
        with pytest.raises(NotAllowed):
            await do(muster, waive_slot, case.id, by, slot=slot, reason="Known.")
    await do(muster, waive_slot, case.id, li, slot="legal", reason="Nothing to judge.")
    await do(muster, waive_slot, case.id, tom, slot=f"@{tom.id}", reason="Not mine.")
    waived = await do(muster, waive_slot, case.id, eva, slot="engineering", reason=" Known. ")
    assert waived.slot("engineering").waived
    assert (await news(muster, case, waived.version - 1))[0].reason == "Known."
    assert [slot.name for slot in waived.slots if slot.waits] == ["support"]
    assert (await do(muster, find_work, jonas)).empty


async def test_a_free_case_does_not_let_just_anyone_silence_a_function(muster: Muster, case: Case) -> None:
    with pytest.raises(NotAllowed):
        await do(muster, waive_slot, case.id, jonas, slot="legal", reason="Known.")
    await do(muster, waive_slot, case.id, amara, slot="legal", reason="She leads the community.")


async def test_what_is_waived_needs_a_reason_and_must_be_waited_for(muster: Muster, case: Case) -> None:
    for slot, reason, field in (("legal", " ", "reason"), ("pr", "Known.", "slot")):
        with pytest.raises(BadInput) as refused:
            await do(muster, waive_slot, case.id, amara, slot=slot, reason=reason)
        assert refused.value.field == field
    await do(muster, dismiss_case, case.id, amara, reason="Spam.")
    with pytest.raises(WrongStage):
        await do(muster, waive_slot, case.id, amara, slot="legal", reason="Known.")


async def test_what_was_waived_is_asked_again_with_a_new_clock(muster: Muster, case: Case, clock: SetClock) -> None:
    await do(muster, waive_slot, case.id, li, slot="legal", reason="Known.")
    clock.forward(hours=3)
    asked = (await ask(muster, case, function="legal")).slot("legal")
    assert (asked.waits, asked.required, asked.state(clock.now())) == (True, True, SlotState.ASKED)


async def test_overdue_input_is_reminded_of_by_turns_and_not_for_ever(
    muster: Muster, case: Case, clock: SetClock
) -> None:
    await do(muster, waive_slot, case.id, jonas, slot="engineering", reason="Known.")
    await do(muster, waive_slot, case.id, li, slot="legal", reason="Known.")
    assert await looked_after(muster, case) == []
    told = []
    for hours in (1, 2, 2, 2, 2):
        clock.forward(hours=hours)
        told += [one.whom for one in await looked_after(muster, case) if isinstance(one, Reminded)]
    assert told == [(eva.id,), (amara.id,), (amara.id,)], "on duty, then the leads of the community, then silence"


async def test_after_a_downtime_each_slot_is_reminded_of_once(muster: Muster, case: Case, clock: SetClock) -> None:
    clock.forward(days=2)
    found = await looked_after(muster, case)
    reminded = [(one.slot, one.number) for one in found if isinstance(one, Reminded)]
    assert sorted(reminded) == [("engineering", 1), ("legal", 1), ("support", 1)]
    assert await looked_after(muster, case) == []
    clock.forward(hours=2)
    assert len(await looked_after(muster, case)) == 3


async def test_what_was_given_meanwhile_is_not_reminded_of(muster: Muster, case: Case, clock: SetClock) -> None:
    clock.forward(hours=1)
    for number, person in enumerate((amara, jonas, li)):
        await do(muster, contribute, case.id, person, "Known.", identity=str(number), in_thread=True)
    assert await looked_after(muster, case) == []


async def test_a_late_first_reply_is_told_once_to_the_owner_or_else_to_the_leads(
    muster: Muster, case: Case, clock: SetClock
) -> None:
    owned = await case_at(muster, said=mention(thread="t2"))
    await do(muster, claim_case, owned.id, jonas)
    clock.forward(hours=2)
    for one, whom in ((owned, jonas), (case, amara)):
        told = [act for act in await looked_after(muster, one) if isinstance(act, Escalated)]
        assert [(act.whom, act.due) for act in told] == [((whom.id,), clock.now())]
        clock.forward(minutes=1)
        assert await looked_after(muster, one) == []
        clock.forward(minutes=-1)
