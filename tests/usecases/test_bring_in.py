"""A mention comes in: known already, one more of an open matter, or a case of its own."""

import asyncio

import pytest

from bot.bootstrap import Muster
from bot.domain.activity import Joined
from bot.domain.errors import UnknownCommunity
from bot.domain.mention import Mention
from bot.domain.people import Member
from bot.usecases.bring_in import BroughtIn, bring_in
from bot.usecases.dismiss_case import dismiss_case
from bot.usecases.look_up_case import look_up_case
from tests.builders import amara, case_at, do, eva, jobs, mention, priya, rows, stored, until
from tests.world import NOON, SetClock


async def bring(muster: Muster, said: Mention) -> BroughtIn:
    return await do(muster, bring_in, said)


async def test_a_new_matter_opens_a_case_with_the_slots_and_times_of_its_community(muster: Muster) -> None:
    case = await case_at(muster, said=mention("The battery swells. It is hot."))
    safety = muster.company.community("safety")
    assert (case.community, case.matter, case.words) == ("safety", "The battery swells", ("swells",))
    assert case.required == safety.functions
    assert case.first_reply_due == NOON + safety.terms.first_reply
    assert {slot.due for slot in case.slots} == {NOON + safety.terms.input}
    assert await jobs(muster) == ["refresh_card"]


async def test_the_sheet_shows_the_first_mention_and_counts_authors(muster: Muster) -> None:
    first = mention(thread="t1", url="https://forum.example/1", reach=12)
    case = await case_at(muster, said=first)
    for author in ("dana", "eli", None, None):
        await bring(muster, mention("Mine too!", thread="t1", author=author))
    sheet = await do(muster, look_up_case, case.id, amara)
    assert sheet.mention == first
    assert (sheet.case.mentions, sheet.authors) == (5, 4)


async def test_the_same_mention_again_changes_nothing(muster: Muster) -> None:
    said = mention()
    case = await case_at(muster, said=said)
    assert await bring(muster, said) == BroughtIn(case=None)
    assert await stored(muster, case.id) == case


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ({"thread": "t1"}, {"thread": "t1", "text": "Still hot!", "author": "eli"}, "same thread"),
        ({"text": "It swells!"}, {"text": "it SWELLS"}, "same author, same words"),
    ],
    ids=["thread", "author and words"],
)
async def test_one_more_of_an_open_matter_joins_it_and_says_why(
    muster: Muster, one: dict[str, str], other: dict[str, str], reason: str
) -> None:
    case = await case_at(muster, said=mention(**one))
    assert await bring(muster, mention(**other)) == BroughtIn(case=case.id, opened=False)
    assert (await stored(muster, case.id)).mentions == 2
    async with muster.uow() as uow:
        joined = (await uow.cases.activities(case.id))[-1]
    assert isinstance(joined, Joined)
    assert joined.reason == reason
    assert await jobs(muster) == ["refresh_card"], "one waiting refresh is enough"


async def test_it_joins_an_answered_case_that_waits_for_the_customer(muster: Muster) -> None:
    case = await case_at(muster, "replied", said=mention(thread="t1"))
    assert (await bring(muster, mention("Thank you!", thread="t1"))).case == case.id


async def test_after_the_end_of_a_case_its_matter_opens_a_new_one_for_somebody_else(muster: Muster) -> None:
    case = await case_at(muster, "closed", said=mention(thread="t1"))
    again = await bring(muster, mention("It swells again", thread="t1", author="eli"))
    assert again.opened
    assert again.case != case.id


async def test_a_mention_that_comes_while_its_case_is_ended_is_not_lost_in_it(muster: Muster) -> None:
    case = await case_at(muster, said=mention(thread="t1"))
    async with muster.uow() as ending:
        held = await ending.cases.get(case.id)
        await ending.cases.save(held.dismiss(amara, NOON, reason="Spam."))
        coming = asyncio.create_task(bring(muster, mention("It burns!", thread="t1")))
        await until(lambda: _somebody_waits(muster))
        await ending.commit()
    assert (await coming).opened


async def _somebody_waits(muster: Muster) -> bool:
    waiting = "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    return bool(await rows(muster, waiting))


async def test_mentions_of_one_matter_at_the_same_moment_make_one_case(muster: Muster) -> None:
    storm = [mention(f"Number {n} swells", thread="t1", author=f"author {n % 3}") for n in range(10)]
    brought = await asyncio.gather(*(bring(muster, said) for said in storm))
    (case,) = {one.case for one in brought}
    assert [one.opened for one in brought].count(True) == 1
    assert case is not None
    assert (await stored(muster, case)).mentions == 10
    assert await jobs(muster) == ["refresh_card"]


async def test_one_mention_delivered_twice_at_the_same_moment_is_one(muster: Muster) -> None:
    said = mention()
    brought = await asyncio.gather(*(bring(muster, said) for _ in range(8)))
    assert [one.case is None for one in brought].count(False) == 1
    assert await rows(muster, "SELECT mentions FROM cases") == [1]


async def test_a_chosen_community_overrules_the_words_and_gives_none_as_the_reason(muster: Muster) -> None:
    case = await case_at(muster, said=mention("The battery swells"), community="voice", by=eva.id)
    assert (case.community, case.words) == ("voice", ())


@pytest.mark.parametrize(("by", "volunteered"), [(eva, False), (priya, True)], ids=["on duty", "not on duty"])
async def test_spotting_is_initiative_unless_it_was_their_turn(muster: Muster, by: Member, volunteered: bool) -> None:
    case = await case_at(muster, by=by.id)
    assert [(claim.member, claim.slot, claim.volunteered) for claim in case.claims] == [(by.id, "spot", volunteered)]


async def test_an_unknown_community_leaves_nothing_behind(muster: Muster) -> None:
    with pytest.raises(UnknownCommunity):
        await do(muster, bring_in, mention(), community="nowhere")
    assert await rows(muster, "SELECT 1 FROM mentions UNION ALL SELECT 1 FROM authors") == []


async def test_a_dismissed_matter_comes_up_again_when_the_customer_insists(muster: Muster, clock: SetClock) -> None:
    case = await case_at(muster)
    await do(muster, dismiss_case, case.id, amara, reason="Spam.")
    clock.forward(hours=1)
    assert (await bring(muster, mention())).opened
