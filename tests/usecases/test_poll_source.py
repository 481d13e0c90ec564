"""A source is asked: what it gives is kept with its cursor, and what fails is asked again, later each time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from bot.bootstrap import Muster
from bot.domain.errors import Stale
from bot.domain.mention import Arrived
from bot.ports import Polled, SourceBusy, SourceFailed, SourceState, Unreadable
from bot.usecases.poll_source import LONGEST_PAUSE, SHORTEST_PAUSE, SourceBroke, poll_source
from tests.builders import do, jobs, mention, rows
from tests.world import NOON, SetClock

Answer = Polled | Exception | Callable[[], Polled]


@dataclass
class Told:
    """Fulfils `bot.ports.PollSource`: gives what it was told to give, and notes from where it was asked."""

    answers: list[Answer]
    name: str = "feed"
    every: timedelta = timedelta(minutes=5)
    asked: list[str | None] = field(default_factory=list)

    async def poll(self, cursor: str | None, *, now: datetime) -> Polled:
        """What is next."""
        self.asked.append(cursor)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def given(*numbers: int, cursor: str, more: bool = False) -> Polled:
    """Some mentions, and where they end."""
    said = tuple(mention(f"Number {n}", external_id=str(n), source="feed") for n in numbers)
    return Polled(arrived=Arrived(mentions=said), cursor=cursor, more=more)


async def state(muster: Muster) -> SourceState:
    async with muster.uow() as uow:
        return await uow.sources.get("feed")


async def ask(muster: Muster, source: Told) -> timedelta:
    pause: timedelta = await do(muster, poll_source, source)
    return pause


async def test_what_is_given_is_kept_with_the_cursor_and_gathered(muster: Muster, clock: SetClock) -> None:
    source = Told([given(1, 2, cursor="2", more=True), given(2, 3, cursor="3")])
    assert await ask(muster, source) == timedelta()
    assert await jobs(muster) == ["gather"]
    assert await ask(muster, source) == source.every
    assert source.asked == [None, "2"]
    assert await rows(muster, "SELECT external_id FROM mentions ORDER BY id") == ["1", "2", "3"]
    now = await state(muster)
    assert (now.cursor, now.given, now.worked_at, now.next_at) == ("3", 4, NOON, NOON + source.every)


async def test_nobody_asks_before_it_is_time(muster: Muster, clock: SetClock) -> None:
    source = Told([given(1, cursor="1"), given(2, cursor="2")])
    await ask(muster, source)
    assert await ask(muster, source) == source.every
    assert source.asked == [None]
    clock.forward(minutes=5)
    await ask(muster, source)
    assert source.asked == [None, "1"]


async def test_a_failure_keeps_the_cursor_is_told_and_is_tried_again_later_each_time(
    muster: Muster, clock: SetClock
) -> None:
    source = Told([given(1, cursor="1"), *(SourceFailed("Nobody answers. Check the address.") for _ in range(14))])
    await ask(muster, source)
    pauses = []
    for _ in range(14):
        clock.forward(hours=2)
        pauses.append(await ask(muster, source))
    assert pauses[:4] == [timedelta(seconds=5 * 2**n) for n in range(4)]
    assert pauses[-1] == LONGEST_PAUSE
    now = await state(muster)
    assert (now.cursor, now.failures, now.problem) == ("1", 14, "Nobody answers. Check the address.")
    listening = replace(muster, sources={"feed": source})
    health = (await listening.health()).sources["feed"]
    assert (health.failures, health.problem) == (14, now.problem)
    assert not (await muster.health()).sources, "what is not listened to any more alarms nobody"
    clock.forward(hours=2)
    source.answers = [given(2, cursor="2")]
    await ask(muster, source)
    assert ((await state(muster)).failures, (await state(muster)).problem) == (0, None)


async def test_a_source_that_is_busy_is_left_alone_as_long_as_it_asks(muster: Muster) -> None:
    assert await ask(muster, Told([SourceBusy(90)])) == timedelta(seconds=90)
    assert await ask(muster, Told([SourceBusy(90)])) <= timedelta(seconds=90)


async def test_what_nobody_can_read_is_parked_and_the_source_goes_on(muster: Muster) -> None:
    bad = Unreadable(id="7", raw=b"\xff", reason="It is not UTF-8.")
    source = Told([Polled(unreadable=(bad,), cursor="7"), Polled(unreadable=(bad,), cursor="8")], every=timedelta())
    for _ in range(2):
        await ask(muster, source)
    assert await rows(muster, "SELECT source, delivery_id, state, error FROM deliveries") == [
        ("feed", "7", "parked", "It is not UTF-8.")
    ]
    assert (await state(muster)).cursor == "8"


@pytest.mark.parametrize(
    ("answer", "why"),
    [
        (ZeroDivisionError("ann@shop.example"), r"The connector broke \(ZeroDivisionError\)"),
        (Polled(cursor="\x00"), r"What came could not be stored \(DataError\)"),
    ],
)
async def test_what_nobody_foresaw_is_told_as_a_problem_and_tried_again_later_each_time(
    muster: Muster, clock: SetClock, answer: Answer, why: str
) -> None:
    source = Told([given(1, cursor="1"), answer, answer, given(2, cursor="2")])
    await ask(muster, source)
    for failures in (1, 2):
        clock.forward(hours=2)
        with pytest.raises(SourceBroke, match=why):
            await ask(muster, source)
        now = await state(muster)
        assert (now.cursor, now.failures, now.next_at) == ("1", failures, clock.now() + SHORTEST_PAUSE * failures)
        assert "ann@" not in (now.problem or "")
    clock.forward(hours=2)
    await ask(muster, source)
    assert ((await state(muster)).cursor, (await state(muster)).problem) == ("2", None)


async def test_words_that_cannot_be_kept_stop_nothing(muster: Muster) -> None:
    bad = Unreadable(id="\x00", raw=b"", reason="“\ud800\x00” is no date.")
    odd = Polled(arrived=Arrived(gone=("\x00", "\ud800", "7")), unreadable=(bad,), cursor="1")
    await ask(muster, Told([odd]))
    assert await rows(muster, "SELECT error FROM deliveries") == ["“��” is no date."]


async def test_a_moment_that_a_wrong_clock_noted_is_not_waited_for(muster: Muster, clock: SetClock) -> None:
    source = Told([given(1, cursor="1"), given(2, cursor="2")])
    clock.forward(days=400)
    await ask(muster, source)
    clock.forward(days=-400)
    await ask(muster, source)
    assert source.asked == [None, "1"]


async def test_of_two_who_ask_at_once_one_keeps_and_nothing_is_lost(muster: Muster) -> None:
    class Overtaken(Told):
        async def poll(self, cursor: str | None, *, now: datetime) -> Polled:
            if not self.asked:
                self.asked.append(cursor)
                await ask(muster, Told([given(1, 2, cursor="2")]))
            return given(1, cursor="1")

    with pytest.raises(Stale):
        await ask(muster, Overtaken([]))
    assert (await state(muster)).cursor == "2"
    assert await rows(muster, "SELECT count(*) FROM mentions") == [2]
