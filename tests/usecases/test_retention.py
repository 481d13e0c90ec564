"""What is kept too long goes, each class by its own time; the rest stays, and numbers stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.bootstrap import Muster
from bot.domain.erasure import ERASED
from bot.domain.mention import Arrived
from bot.domain.retention import Class
from bot.muster_file.sections import RetentionSection
from bot.ports import Delivery
from bot.schedule import retention_due
from bot.usecases import retain as retaining
from bot.usecases.import_mentions import import_mentions
from bot.usecases.retain import ask_to_retain, retain
from tests.builders import case_at, do, jobs, know, mention, receive_mentions, rows, stored
from tests.world import NOON, SetClock


async def kept(muster: Muster, what: Class, day: int, clock: SetClock) -> int:
    """How many of a class go on a day, counted from the first."""
    clock.moment = NOON + timedelta(days=day)
    return await do(muster, retain, what)


async def test_raw_bytes_go_after_their_days_and_those_that_wait_never(muster: Muster, clock: SetClock) -> None:
    async with muster.uow() as uow:
        for number, state in enumerate(("waiting", "read", "parked")):
            arrival = Delivery(source="web", delivery_id=f"d{number}", raw=b"words", received_at=NOON)
            stored_as = await uow.deliveries.add(arrival)
            assert stored_as
            if state == "read":
                await uow.deliveries.read(stored_as)
            elif state == "parked":
                await uow.deliveries.give_up(stored_as, "unreadable")
        await uow.commit()
    assert await kept(muster, Class.RAW, 30, clock) == 0
    assert await kept(muster, Class.RAW, 31, clock) == 1
    assert await kept(muster, Class.PARKED, 90, clock) == 0
    assert await kept(muster, Class.PARKED, 91, clock) == 1
    assert await rows(muster, "SELECT delivery_id FROM deliveries WHERE octet_length(raw) > 0") == ["d0"]


async def test_words_of_history_and_of_ended_cases_go_and_are_counted_still(
    muster: Muster, clock: SetClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retaining, "AT_ONCE", 2)
    await know(muster)
    ended = await case_at(muster, "closed", mention("The old one swells."))
    live = await case_at(muster, "opened", mention("A lorry burns."))
    await do(muster, import_mentions, [mention(f"History {n}") for n in range(5)], open_cases=False)
    assert await kept(muster, Class.HISTORY, 730, clock) == 0
    assert await kept(muster, Class.HISTORY, 731, clock) == 5
    assert await kept(muster, Class.ENDED, 1_825, clock) == 0
    assert await kept(muster, Class.ENDED, 1_826, clock) == 1
    assert await rows(muster, "SELECT text FROM mentions WHERE text <> ''") == ["A lorry burns."]
    assert await rows(muster, "SELECT count(*) FROM mentions") == [7]
    assert (await stored(muster, ended.id)).matter == ERASED
    assert (await stored(muster, live.id)).matter == "A lorry burns"


async def test_authors_whose_last_words_are_gone_lose_their_name_and_cannot_come_back(
    muster: Muster, clock: SetClock
) -> None:
    said, other = mention("It swells.", author="dana"), mention("It smokes.", author="eli")
    for one in (said, other):
        await case_at(muster, said=one)
    await do(muster, receive_mentions, "web", Arrived(gone=(said.external_id,)))
    assert await kept(muster, Class.AUTHORS, 30, clock) == 0
    assert await kept(muster, Class.AUTHORS, 31, clock) == 1
    assert await kept(muster, Class.AUTHORS, 32, clock) == 0
    assert await rows(muster, "SELECT handle FROM authors WHERE handle NOT LIKE '(forgotten %'") == ["eli"]
    assert not [key for key in await rows(muster, "SELECT external_key FROM cases") if "dana" in key]
    assert await do(muster, receive_mentions, "web", Arrived(mentions=(said,))) == 0


async def test_a_day_is_looked_at_once_however_many_replicas_look(muster: Muster, clock: SetClock) -> None:
    for _ in range(3):
        await retention_due(muster)
    assert (await jobs(muster)).count("retain") == len(Class)
    clock.forward(days=1)
    company = replace(muster.company, kept={Class.RAW: timedelta(days=1), Class.ENDED: None})
    assert await do(muster, ask_to_retain, company=company) == [Class.RAW]


def test_the_settings_say_how_long_or_for_good() -> None:
    section = RetentionSection.model_validate({"raw": 7, "ended": "keep"})
    assert section.kept[Class.RAW] == timedelta(days=7)
    assert section.kept[Class.ENDED] is None
    assert section.kept[Class.HISTORY] == timedelta(days=730)


@pytest.mark.parametrize("wrong", [0, -1, "for ever", 1.5, True, 10**9, None])
def test_a_number_of_days_that_is_none_is_refused(wrong: Any) -> None:
    with pytest.raises(ValueError, match="is no number of days"):
        RetentionSection.model_validate({"raw": wrong})
