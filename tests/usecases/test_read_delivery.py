"""A raw arrival: kept with its job, read in one commit, parked where it cannot be read."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

import pytest

from bot.bootstrap import Muster
from bot.domain.errors import BadInput, UnknownCommunity
from bot.domain.mention import Arrived, Mention
from bot.domain.routing import Rules
from bot.ports import Delivery
from bot.usecases.gather_mentions import gather_mentions
from bot.usecases.read_delivery import read_delivery
from bot.usecases.receive_delivery import park_delivery, receive_delivery
from tests.builders import do, jobs, mention, rows
from tests.world import NOON

RAW = b'{"text": "It swells"}'


async def receive(muster: Muster, delivery_id: str = "d1", raw: bytes = RAW) -> bool:
    return await do(muster, receive_delivery, arrival(delivery_id, raw))


def arrival(delivery_id: str, raw: bytes) -> Delivery:
    """Something that arrives at the webhook."""
    return Delivery(source="web", delivery_id=delivery_id, raw=raw, received_at=NOON)


async def read(muster: Muster, mentions: Sequence[Mention] | Exception, **parts: object) -> None:
    """Read the delivery that was received last as these mentions, or with this failure, and gather them."""

    def parse(arrival: Delivery) -> Arrived:
        assert arrival.raw == RAW
        if isinstance(mentions, Exception):
            raise mentions
        return Arrived(mentions=tuple(mentions))

    (newest,) = await rows(muster, "SELECT max(id) FROM deliveries")
    await do(muster, read_delivery, newest, parse=parse)
    await do(muster, gather_mentions, **parts)


async def states(muster: Muster) -> list[tuple[str, str | None]]:
    return await rows(muster, "SELECT state, error FROM deliveries ORDER BY id")


async def test_an_arrival_is_kept_with_the_job_that_reads_it(muster: Muster) -> None:
    assert await receive(muster)
    assert await rows(muster, "SELECT source, delivery_id, raw FROM deliveries") == [("web", "d1", RAW)]
    assert await jobs(muster) == ["read_delivery"]


async def test_a_repeated_arrival_does_nothing_also_at_the_same_moment(muster: Muster) -> None:
    assert sorted(await asyncio.gather(*(receive(muster) for _ in range(6)))) == [False] * 5 + [True]
    assert await jobs(muster) == ["read_delivery"]


async def test_all_mentions_come_in_and_the_arrival_counts_as_read(muster: Muster) -> None:
    await receive(muster)
    await read(muster, [mention(thread="t2"), mention(thread="t1"), mention("Me too", thread="t2")])
    assert await rows(muster, "SELECT external_key, mentions FROM cases ORDER BY 1") == [
        ("web/thread/t1", 1),
        ("web/thread/t2", 2),
    ]
    assert await states(muster) == [("read", None)]


async def test_an_arrival_that_was_read_is_left_alone(muster: Muster) -> None:
    await receive(muster)
    await read(muster, [mention()])
    await read(muster, AssertionError("it is read again"))
    assert await rows(muster, "SELECT count(*) FROM cases") == [1]
    assert not await receive(muster), "nor does it come in again"


async def test_two_workers_reading_one_arrival_bring_its_mentions_in_once(muster: Muster) -> None:
    await receive(muster)
    said = [mention(thread="t1"), mention("Me too", thread="t1")]
    await asyncio.gather(*(read(muster, said) for _ in range(4)))
    assert await rows(muster, "SELECT mentions FROM cases") == [2]


async def test_what_cannot_be_read_is_parked_with_the_reason(muster: Muster) -> None:
    await receive(muster)
    await read(muster, BadInput("`text` is missing."))
    assert await states(muster) == [("parked", "`text` is missing.")]
    assert (await muster.health()).parked["deliveries"] == 1


async def test_a_parked_arrival_is_taken_anew_when_it_comes_again(muster: Muster) -> None:
    await do(muster, park_delivery, arrival("d1", b"broken"), "It is not JSON.")
    assert await receive(muster)
    await read(muster, [mention()])
    assert await states(muster) == [("read", None)]


async def test_parking_never_covers_what_waits_or_was_read(muster: Muster) -> None:
    await receive(muster)
    await do(muster, park_delivery, arrival("d1", b"broken"), "It is not JSON.")
    assert await states(muster) == [("waiting", None)]


async def test_a_failure_at_the_second_mention_leaves_no_case_of_the_first_and_both_wait(muster: Muster) -> None:
    await receive(muster)
    shrunk = replace(muster.company, default_community="gone")
    with pytest.raises(UnknownCommunity):
        await read(muster, [mention(thread="t1"), mention("No rule", thread="t2")], rules=Rules(shrunk))
    assert await rows(muster, "SELECT 1 FROM cases") == []
    assert await rows(muster, "SELECT waiting FROM mentions") == [True, True]
    await do(muster, gather_mentions)
    assert await rows(muster, "SELECT waiting, count(DISTINCT case_id) FROM mentions GROUP BY 1") == [(False, 2)]


async def test_arrivals_with_the_same_matters_in_another_order_do_not_block_each_other(muster: Muster) -> None:
    threads = [f"t{number}" for number in range(8)]
    for number in range(4):
        await receive(muster, f"d{number}")
    numbers = await rows(muster, "SELECT id FROM deliveries")
    said = {
        one: [mention(f"From {one}", thread=thread) for thread in (threads if one % 2 else reversed(threads))]
        for one in numbers
    }
    await asyncio.gather(
        *(
            do(muster, read_delivery, one, parse=lambda _, one=one: Arrived(mentions=tuple(said[one])))
            for one in numbers
        ),
        *(do(muster, gather_mentions) for _ in range(3)),
    )
    await do(muster, gather_mentions)
    assert await rows(muster, "SELECT mentions FROM cases") == [4] * len(threads)
