"""What a source says: new, said before, changed outside, taken back outside."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.bootstrap import Muster
from bot.domain import activity as act
from bot.domain.mention import Arrived, Mention
from bot.usecases.gather_mentions import gather_mentions
from bot.usecases.merge_cases import merge_cases
from tests.builders import amara, case_at, do, jobs, mention, receive_mentions, rows, stored
from tests.world import NOON

LATER = NOON + timedelta(hours=1)


async def receive(muster: Muster, *said: Mention, gone: tuple[str, ...] = ()) -> int:
    new: int = await do(muster, receive_mentions, "web", Arrived(mentions=said, gone=gone))
    return new


async def texts(muster: Muster) -> list[str]:
    return await rows(muster, "SELECT text FROM mentions ORDER BY id")


async def test_what_is_new_waits_until_it_is_gathered_and_what_came_before_changes_nothing(muster: Muster) -> None:
    said = mention("It swells.")
    assert await receive(muster, said) == 1
    assert await jobs(muster) == ["gather"]
    assert await receive(muster, said, said) == 0
    assert await jobs(muster) == ["gather"]
    assert await do(muster, gather_mentions) == [1]
    assert await do(muster, gather_mentions) is None
    assert await rows(muster, "SELECT waiting, case_id FROM mentions") == [(False, 1)]


async def test_more_than_one_round_takes_are_gathered_in_the_order_in_which_they_came(muster: Muster) -> None:
    await receive(muster, *(mention(f"Number {n}", thread=str(n), author=None) for n in range(450)))
    opened = [await do(muster, gather_mentions) for _ in range(4)]
    assert [one and len(one) for one in opened] == [200, 200, 50, None]
    assert await rows(muster, "SELECT bool_and(matter = 'Number ' || (id - 1)) FROM cases") == [True]


async def test_an_edit_takes_the_place_of_older_words_and_is_told_in_the_thread(muster: Muster) -> None:
    said = mention("It swells.", thread="t1")
    case = await case_at(muster, said=said)
    newer = replace(said, text="It burns.", edited_at=LATER)
    await receive(muster, newer)
    await receive(muster, newer)
    await receive(muster, replace(said, text="It hums.", edited_at=LATER - timedelta(minutes=1)))
    assert await texts(muster) == ["It burns."]
    async with muster.uow() as uow:
        record = await uow.cases.activities(case.id)
    assert [type(one) for one in record] == [act.Opened, act.Reworded]
    assert (await stored(muster, case.id)).version == 2


async def test_what_is_taken_back_outside_leaves_no_words_here_and_counts_on(muster: Muster) -> None:
    first, second = mention("It swells.", thread="t1"), mention("Mine too.", thread="t1", author="eli")
    case = await case_at(muster, said=first)
    await receive(muster, second)
    await do(muster, gather_mentions)
    for _ in range(2):
        await receive(muster, gone=(second.external_id, "never heard of"))
    assert await texts(muster) == ["It swells.", ""]
    after = await stored(muster, case.id)
    assert (after.mentions, after.version) == (2, 3)
    assert not await receive(muster, replace(second, edited_at=NOON - timedelta(minutes=1)))
    assert await texts(muster) == ["It swells.", ""], "an earlier edit does not bring them back"
    await receive(muster, replace(second, edited_at=LATER))
    assert await texts(muster) == ["It swells.", "Mine too."], "the author putting them up again does"


async def test_a_change_of_a_mention_whose_case_was_merged_is_told_where_it_went_on(muster: Muster) -> None:
    said = mention("It swells.", thread="t1")
    one, other = await case_at(muster, said=said), await case_at(muster, said=mention("Hot!", thread="t2"))
    await do(muster, merge_cases, one.id, amara, into=other.id)
    before = (await stored(muster, other.id)).version
    await receive(muster, gone=(said.external_id,))
    assert (await stored(muster, other.id)).version == before + 1


async def test_history_can_change_and_go_too(muster: Muster) -> None:
    said = mention("It swells.")
    async with muster.uow() as uow:
        await uow.arrivals.add_many([said], NOON, waiting=False)
        await uow.commit()
    await receive(muster, replace(said, text="It burns.", edited_at=LATER))
    assert await texts(muster) == ["It burns."]
    await receive(muster, gone=(said.external_id,))
    assert await texts(muster) == [""]
    assert await jobs(muster) == []
