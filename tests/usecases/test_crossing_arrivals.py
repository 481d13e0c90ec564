"""Arrivals with several conversations that cross each other, and merges between them: all come in, none breaks."""

from __future__ import annotations

import asyncio

from bot.bootstrap import Muster
from bot.domain.mention import Arrived, Mention
from bot.ports import Delivery
from bot.usecases.bring_in import bring_in
from bot.usecases.gather_mentions import gather_mentions
from bot.usecases.merge_cases import merge_cases
from bot.usecases.read_delivery import read_delivery
from bot.usecases.receive_delivery import receive_delivery
from tests.builders import amara, case_at, do, mention, rows
from tests.world import NOON


def said(thread: str, author: str) -> Mention:
    """One more mention of a conversation."""
    return mention(thread=thread, author=author)


async def arrives(muster: Muster, name: str, mentions: list[Mention]) -> None:
    """A raw arrival comes in, and is read as these mentions."""
    await do(
        muster,
        receive_delivery,
        Delivery(source="web", delivery_id=name, raw=name.encode(), received_at=NOON),
    )
    [number] = await rows(muster, f"SELECT id FROM deliveries WHERE delivery_id = '{name}'")
    await do(muster, read_delivery, number, parse=lambda _: Arrived(mentions=tuple(mentions)))
    await do(muster, gather_mentions)


async def test_arrivals_that_bring_the_same_new_authors_in_other_orders_all_come_in(muster: Muster) -> None:
    batches = [
        [said(f"{name}-{place}", f"author-{(place * step) % 7}") for place in range(7)]
        for name, step in (("a", 1), ("b", 6), ("c", 3), ("d", 5))
    ]
    single = [said(f"a-{place}", f"author-{(place * 2) % 7}") for place in range(7)]
    await asyncio.gather(
        *(arrives(muster, f"d{number}", batch) for number, batch in enumerate(batches)),
        *(do(muster, bring_in, one) for one in single),
    )
    assert await rows(muster, "SELECT count(*), count(DISTINCT author_id) FROM mentions") == [(35, 7)]


async def test_arrivals_of_conversations_that_went_on_in_the_same_cases_all_come_in(muster: Muster) -> None:
    first, second = await case_at(muster, said=said("t0", "x")), await case_at(muster, said=said("t1", "x"))
    third, fourth = await case_at(muster, said=said("t2", "x")), await case_at(muster, said=said("t3", "x"))
    await do(muster, merge_cases, first.id, amara, into=fourth.id)
    await do(muster, merge_cases, third.id, amara, into=second.id)  # t0, t3 live in one; t1, t2 in the other
    again = [await case_at(muster, said=said(f"t{n}", "x")) for n in (8, 9)]

    async def merging() -> None:
        await do(muster, merge_cases, again[0].id, amara, into=second.id)
        await do(muster, merge_cases, again[1].id, amara, into=fourth.id)

    pairs = [("t0", "t1"), ("t2", "t3"), ("t0", "t2"), ("t1", "t3"), ("t1", "t8"), ("t3", "t9")]
    batches = [[said(one, f"p{n}"), said(other, f"p{n}")] for n, (one, other) in enumerate(pairs * 3)]
    await asyncio.gather(*(arrives(muster, f"d{n}", batch) for n, batch in enumerate(batches)), merging())
    assert await rows(muster, "SELECT count(DISTINCT case_id), count(*) FROM mentions") == [(2, 42)]
