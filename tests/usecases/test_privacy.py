"""Private communities: nothing of theirs is shown to whoever is not in their channel."""

from __future__ import annotations

import itertools
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.bootstrap import Muster
from bot.domain.case import Case
from bot.domain.errors import BadInput, NotAllowed, UnknownCommunity
from bot.domain.idea import Idea
from bot.domain.idea import Wish as IdeaWish
from bot.domain.opening import OpenedCommunity, State
from bot.domain.people import Member, MemberId
from bot.domain.privacy import as_seen_by, hidden_from
from bot.usecases.answers_like import answers_like
from bot.usecases.ask_for_input import ask_for_input
from bot.usecases.claim_case import claim_case
from bot.usecases.close_case import close_case
from bot.usecases.contribute import contribute
from bot.usecases.count_credit import count_credit
from bot.usecases.draft_reply import draft_reply
from bot.usecases.find_work import find_work
from bot.usecases.hand_over import hand_over
from bot.usecases.keep_apart import keep_apart
from bot.usecases.list_ideas import look_up_idea
from bot.usecases.look_up_case import look_up_case, look_up_timeline
from bot.usecases.merge_cases import merge_cases
from bot.usecases.move_case import move_case
from bot.usecases.open_idea import open_idea
from bot.usecases.reopen_case import reopen_case
from bot.usecases.report_mention import report_mention
from bot.usecases.say_thanks import say_thanks
from bot.usecases.search import search
from bot.usecases.sign_off import sign_off
from bot.usecases.want_changes import want_changes
from tests.builders import amara, case_at, do, eva, jonas, know, li, mention, priya, tom
from tests.world import NOON

Attempt = tuple[Callable[..., Awaitable[Any]], tuple[Any, ...], dict[str, Any]]
SECRET = "The quokka pack melts in the car."
KEPT = OpenedCommunity(
    name="quokka",
    title="Quokka",
    purpose="Nobody hears of it.",
    functions=("support", "engineering"),
    sign_off=("legal",),
    keywords=("quokka",),
    leads=(amara.id,),
    people=(amara.id, li.id),
    private=True,
    ends_on=None,
    ends_with_cases=False,
    opened_by=amara.id,
    opened_at=NOON,
    state=State.OPEN,
    channel="C0QUOKKA",
)


@pytest.fixture
async def within(muster: Muster) -> Muster:
    """Muster with a private community of Amara, who leads it, and Li."""
    await know(muster)
    async with muster.uow() as uow:
        await uow.communities.add(KEPT)
        await uow.commit()
    return await muster.fresh()


def outsider_acts(
    case: Case, other: Case
) -> list[tuple[Callable[..., Awaitable[Any]], tuple[Any, ...], dict[str, Any]]]:
    """What somebody tries who knows or guesses the number of a case."""
    return [
        (look_up_case, (case.id, jonas), {}),
        (look_up_timeline, (case.id, jonas), {}),
        (answers_like, (case.id, jonas), {}),
        (claim_case, (case.id, jonas), {}),
        (contribute, (case.id, jonas, "Me too."), {"identity": "1", "in_thread": False}),
        (draft_reply, (case.id, jonas, "Hello."), {"after": 1}),
        (merge_cases, (other.id, jonas), {"into": case.id}),
        (keep_apart, (other.id, jonas), {"other": case.id}),
        (keep_apart, (case.id, jonas), {"other": other.id}),
        (sign_off, (case.id, replace(li, id=MemberId("U0OTHER"))), {"revision": 1}),
        (want_changes, (case.id, replace(li, id=MemberId("U0OTHER"))), {"revision": 1, "comment": "No."}),
    ]


async def test_a_forged_number_opens_nothing(within: Muster) -> None:
    case = await case_at(within, "drafted", mention(SECRET))
    assert case.community == "quokka"
    other = await case_at(within)
    for act, given, named in outsider_acts(case, other):
        with pytest.raises(NotAllowed, match="private community"):
            await do(within, act, *given, **named)
    for insider in (amara, li, eva):  # its lead, one of its people, an administrator
        assert (await do(within, look_up_case, case.id, insider)).case == case


async def test_thanks_are_not_read_any_more_by_who_left_the_community(within: Muster) -> None:
    case = await case_at(within, said=mention(SECRET))
    await do(within, say_thanks, case.id, amara, to=li.id, text=SECRET, identity="one")
    async with within.uow() as uow:
        await uow.communities.save(replace(KEPT, people=(amara.id,)))
        await uow.commit()
    now = await within.fresh()
    async with now.uow() as uow:
        assert await uow.thanks.to(amara.id, NOON, hidden_from(amara, now.company)) == []
        assert await uow.thanks.to(li.id, NOON, hidden_from(li, now.company)) == []
        assert [one.text for one in await uow.thanks.to(li.id, NOON, frozenset())] == [SECRET]


async def test_what_went_into_a_private_community_is_hidden_also_where_it_was_booked_before(within: Muster) -> None:
    case = await case_at(within, "replied", by=jonas.id)
    await do(within, close_case, case.id, li, outcome="Replaced.", helped=[(jonas.id, "spot")])
    await do(within, count_credit)
    await do(within, reopen_case, case.id, amara, reason="It is worse.")
    await do(within, move_case, case.id, amara, to="quokka", reason="Not for everyone.")
    async with within.uow() as uow:
        [earned] = await uow.mine.earned(jonas.id, NOON, NOON)
    assert earned.community in hidden_from(jonas, within.company)


async def test_what_is_merged_into_a_private_case_is_read_by_its_people_alone(within: Muster) -> None:
    case, other = await case_at(within, said=mention(SECRET)), await case_at(within)
    await do(within, merge_cases, other.id, amara, into=case.id)
    with pytest.raises(NotAllowed, match="private community"):
        await do(within, look_up_case, other.id, jonas)
    assert (await do(within, look_up_case, other.id, li)).case.merged_into == case.id


async def found(muster: Muster, reader: Member, typed: str) -> list[str]:
    return [line.text for line in (await do(muster, search, typed, reader, page=0)).lines]


async def test_search_and_earlier_answers_pass_over_it(within: Muster) -> None:
    await case_at(within, "replied", mention(SECRET))
    await case_at(within, said=mention("The car melts."))
    assert len(await found(within, li, "")) == 4
    assert await found(within, jonas, "") == ["The car melts."]
    assert await found(within, jonas, "quokka") == []
    with pytest.raises(UnknownCommunity) as refused:
        await found(within, jonas, "in:quokka")
    assert "quokka" not in str(refused.value).partition(".")[2]
    asked = await case_at(within, said=mention("A pack melts in my car."))
    assert len(await do(within, answers_like, asked.id, li)) == 1
    assert await do(within, answers_like, asked.id, jonas) == []


async def test_work_lists_hold_nothing_of_it(within: Muster) -> None:
    await case_at(within, "drafted", mention(SECRET))
    stranger = replace(li, id=MemberId("U0OTHER"))
    await know(within, stranger)
    assert (await do(within, find_work, stranger)).empty
    assert (await do(within, find_work, jonas)).empty
    assert (await do(within, find_work, li)).to_sign
    assert (await do(within, find_work, amara)).owned


async def test_ideas_do_not_name_its_cases(within: Muster) -> None:
    case = await case_at(within, said=mention(SECRET))
    idea: Idea = await do(
        within, open_idea, IdeaWish.of("suggestion", "Cooler packs", ""), amara, identity="1", case_id=case.id
    )
    assert (await do(within, look_up_idea, idea.id, jonas)).cases == []
    assert [one.id for one in (await do(within, look_up_idea, idea.id, li)).cases] == [case.id]


async def test_nobody_outside_is_given_work_in_it_or_sends_cases_there(within: Muster) -> None:
    case = await case_at(within, "claimed", mention(SECRET))
    refused: list[Attempt] = [
        (hand_over, (case.id, amara), {"to": jonas.id}),
        (ask_for_input, (case.id, amara), {"function": "", "person": jonas.id}),
    ]
    for act, given, named in refused:
        with pytest.raises(BadInput, match="not in this private community"):
            await do(within, act, *given, **named)
    other = await case_at(within)
    with pytest.raises(UnknownCommunity):
        await do(within, move_case, other.id, jonas, to="quokka", reason="There.")
    told = {"identity": "1", "text": "It melts.", "author": "", "url": "", "community": "quokka"}
    with pytest.raises(BadInput, match="no such community"):
        await do(within, report_mention, jonas, **told)


async def test_lists_leave_it_out_and_it_stays_private_when_it_is_closed(within: Muster) -> None:
    assert "quokka" not in as_seen_by(jonas, within.company).communities
    assert "quokka" in as_seen_by(li, within.company).communities
    assert as_seen_by(eva, within.company) is within.company
    case = await case_at(within, said=mention(SECRET))
    async with within.uow() as uow:
        await uow.communities.save(KEPT.closed(NOON, amara.id, "Done."))
        await uow.commit()
    later = await within.fresh()
    assert hidden_from(tom, later.company) == {"quokka"}
    with pytest.raises(NotAllowed, match="private community"):
        await do(later, look_up_case, case.id, priya)


async def test_a_suggestion_never_crosses_into_what_its_readers_may_not_see(within: Muster) -> None:
    secret = await case_at(within, said=mention(SECRET))
    alike = [await case_at(within, said=mention(f"The pack melts {where}.")) for where in ("at sea", "at home")]
    async with within.uow() as uow:
        for one, other in itertools.combinations((secret.id, *(case.id for case in alike)), 2):
            await uow.suggestions.add(one, other, 0.9, ("quokka",), NOON)
        await uow.commit()

    async def suggested(case: Case, reader: Member) -> list[int]:
        sheet = await do(within, look_up_case, case.id, reader)
        return [one.other for one in sheet.suggested]

    for reader in (amara, li, eva):  # the card is one for all who read its channel, whoever looks
        assert await suggested(secret, reader) == []
    for case, other in (alike, alike[::-1]):
        assert [await suggested(case, reader) for reader in (amara, jonas)] == [[other.id]] * 2
