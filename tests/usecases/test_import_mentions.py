"""Bring in many mentions at once, from a file."""

import asyncio

from bot.bootstrap import Muster
from bot.usecases.bring_in import BroughtIn, bring_in
from bot.usecases.gather_mentions import gather_mentions
from bot.usecases.import_mentions import import_mentions
from bot.usecases.search import search
from tests.builders import amara, do, jobs, mention, rows

BATCH = [mention(f"Battery number {n}", author=author) for n, author in enumerate(["dana", "eli", None, "dana"])]


async def bring(muster: Muster, *, open_cases: bool) -> int:
    new: int = await do(muster, import_mentions, BATCH, open_cases=open_cases)
    await do(muster, gather_mentions)
    return new


async def test_history_opens_no_case_asks_for_nothing_and_is_found(muster: Muster) -> None:
    assert await bring(muster, open_cases=False) == 4
    assert await rows(muster, "SELECT count(*) FROM cases") == [0]
    assert await jobs(muster) == []
    assert len((await do(muster, search, "battery", amara, page=0)).lines) == 4
    assert await rows(muster, "SELECT count(*) FROM authors") == [2]


async def test_a_second_time_brings_nothing_new(muster: Muster) -> None:
    for open_cases in (True, False):
        assert await bring(muster, open_cases=open_cases) == (4 if open_cases else 0)
        assert await bring(muster, open_cases=open_cases) == 0
    assert await rows(muster, "SELECT count(*), max(mentions) FROM cases") == [(4, 1)]


async def test_two_imports_of_one_file_at_the_same_moment_bring_each_mention_once(muster: Muster) -> None:
    both = await asyncio.gather(*(bring(muster, open_cases=False) for _ in range(2)))
    assert sum(both) == 4
    assert await rows(muster, "SELECT count(*) FROM mentions") == [4]


async def test_one_matter_said_twice_in_a_file_is_one_case(muster: Muster) -> None:
    batch = [mention(thread="t1"), mention("Other words", thread="t1"), mention(thread="t2")]
    assert await do(muster, import_mentions, batch, open_cases=True) == 3
    assert await do(muster, gather_mentions) == [1, 2]


async def test_one_mention_that_stands_twice_in_a_file_counts_once(muster: Muster) -> None:
    one = mention()
    for open_cases in (False, True):
        new = await do(muster, import_mentions, [one, one], open_cases=open_cases)
        assert new == (0 if open_cases else 1)


async def test_what_was_imported_as_history_stays_history_when_it_arrives_again(muster: Muster) -> None:
    await bring(muster, open_cases=False)
    assert await do(muster, bring_in, BATCH[0]) == BroughtIn(case=None)


async def test_an_empty_file_is_no_mistake(muster: Muster) -> None:
    assert await do(muster, import_mentions, [], open_cases=False) == 0
