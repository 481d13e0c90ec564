"""Whom reminders and broken promises are told to."""

from dataclasses import replace

from bot.domain import activity as act
from bot.domain.activity import Activity
from bot.domain.case import Case
from bot.domain.company import Function
from bot.domain.people import Circle, Member
from bot.domain.reminding import MOST_AT_ONCE, Around, outdated, whom_to_remind, whom_to_tell
from bot.domain.slot import Slot, slot_of_person
from tests.builders import amara, community, eva, gone, guest, jonas, li, member, priya, pure_case, tom
from tests.world import NOON

LEADS = Circle(members=frozenset({tom.id}), usergroup="safety-leads")
SUPPORT = Function(name="support", title="Support", on_duty=frozenset({eva.id, guest.id}), lead=frozenset({priya.id}))
BARE = Function(name="support", title="Support")


def around(support: Function = SUPPORT, *, leads: Circle = LEADS, more: tuple[Member, ...] = ()) -> Around:
    everyone = (tom, priya, li, jonas, guest, gone, eva, amara, *more)
    return Around(community(leads=leads), {"support": support}, everyone)


def slot(name: str = "support", *, reminders: int = 0) -> Slot:
    return Slot(name=name, due=NOON, asked_at=NOON, reminders=reminders)


def test_the_first_reminder_of_a_function_is_for_those_on_duty_the_later_ones_for_its_leads() -> None:
    assert whom_to_remind(slot(), around()) == (eva.id,)
    assert whom_to_remind(slot(reminders=1), around()) == (priya.id,)
    assert whom_to_remind(slot(reminders=2), around()) == (priya.id,)


def test_without_anyone_on_duty_the_people_of_the_function_are_asked_a_few_at_a_time() -> None:
    assert whom_to_remind(slot(), around(BARE)) == (amara.id, eva.id)
    crowd = tuple(member(f"U0CROWD{number}", "support") for number in range(20))
    assert len(whom_to_remind(slot(), around(BARE, more=crowd))) == MOST_AT_ONCE


def test_a_function_without_a_lead_is_led_by_the_leads_of_the_community_by_name_or_group() -> None:
    assert whom_to_remind(slot(reminders=1), around(BARE)) == (tom.id,)
    grouped = replace(li, id=member("U0ZOE").id, groups=frozenset({"safety-leads"}))
    assert whom_to_remind(slot(reminders=1), around(BARE, more=(grouped,))) == (tom.id, grouped.id)


def test_a_named_person_is_asked_first_and_the_leads_of_the_community_after_them() -> None:
    asked = slot_of_person(jonas.id)
    assert whom_to_remind(slot(asked), around()) == (jonas.id,)
    assert whom_to_remind(slot(asked, reminders=1), around()) == (tom.id,)


def test_guests_and_people_who_have_left_are_passed_over() -> None:
    for away in (guest, gone):
        assert whom_to_remind(slot(slot_of_person(away.id)), around()) == (tom.id,)
    only_away = replace(SUPPORT, on_duty=frozenset({guest.id, gone.id}), lead=frozenset({gone.id}))
    assert whom_to_remind(slot(), around(only_away)) == (amara.id, eva.id)
    assert whom_to_remind(slot(reminders=1), around(only_away)) == (tom.id,)


def test_where_nobody_leads_those_who_owe_it_are_reminded_again() -> None:
    nobody = Circle()
    assert whom_to_remind(slot(reminders=1), around(BARE, leads=nobody)) == (amara.id, eva.id)
    assert whom_to_remind(slot("unknown"), around(leads=nobody)) == ()


def test_a_promise_that_was_not_kept_is_told_to_the_owner_else_to_the_leads_else_to_those_on_duty() -> None:
    assert whom_to_tell(pure_case("claimed"), around()) == (amara.id,)
    assert whom_to_tell(pure_case(), around()) == (tom.id,)
    assert whom_to_tell(pure_case(), around(leads=Circle())) == (eva.id,)
    assert whom_to_tell(pure_case(), around(BARE, leads=Circle())) == ()


def test_an_owner_who_has_left_is_not_told() -> None:
    left = Around(community(leads=LEADS), {}, (replace(amara, active=False), tom))
    assert whom_to_tell(pure_case("claimed"), left) == (tom.id,)


def test_what_was_done_before_it_could_be_said_is_not_asked_for() -> None:
    case = pure_case("claimed")
    reminded = act.Reminded(at=NOON, slot="support", number=1, whom=())
    warned = act.LeaseWarned(at=NOON, owner=amara.id, ends_at=NOON)
    late = act.Escalated(at=NOON, due=case.first_reply_due, whom=())
    assert [outdated(one, noted(case, one)) for one in (reminded, warned, late)] == [False] * 3
    assert outdated(reminded, case.contribute(eva, NOON, contribution=1, volunteered=True))
    assert outdated(reminded, case.waive(amara, NOON, slot="support", reason="Known."))
    assert outdated(warned, noted(case, warned).renew(amara, NOON))
    assert outdated(warned, noted(case, warned).release(amara, NOON))
    assert outdated(late, pure_case("replied"))
    assert not outdated(act.Claimed(at=NOON, by=amara.id), pure_case("closed"))


def noted(case: Case, activity: Activity) -> Case:
    return case.after(activity)
