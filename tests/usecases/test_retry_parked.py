"""What was parked is read again: in one commit with its job, and once."""

from __future__ import annotations

import pytest

from bot.bootstrap import Muster
from bot.domain.errors import BadInput
from bot.ports import Delivery
from bot.usecases.read_delivery import read_delivery
from bot.usecases.receive_delivery import park_delivery
from bot.usecases.retry_parked import ASKED, ERASED, list_parked, retry_parked
from sources.registry import connectors
from tests.builders import do, jobs, rows
from tests.world import NOON

PUSHING = {"web"}


async def park(muster: Muster, source: str, raw: bytes = b'{"text": "It swells."}') -> int:
    arrival = Delivery(source=source, delivery_id=f"{source}-1", raw=raw, received_at=NOON)
    await do(muster, park_delivery, arrival, "The connector was not ready.")
    (number,) = await rows(muster, "SELECT max(id) FROM deliveries")
    return int(number)


async def test_a_parked_arrival_is_read_again_by_its_job(muster: Muster) -> None:
    number = await park(muster, "web")
    again, left = await do(muster, retry_parked, [number, number], pushing=PUSHING)
    assert ([one.number for one in again], left) == ([number], [])
    assert await jobs(muster) == ["read_delivery"]
    assert await do(muster, list_parked, None) == []
    kind = connectors()["webhook"]
    web = kind.make("web", kind.settings(kind="webhook"), {"SECRET": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"})
    await do(
        muster, read_delivery, number, parse=lambda arrival: web.parse(arrival.raw, received_at=arrival.received_at)
    )
    assert await rows(muster, "SELECT text FROM mentions") == ["It swells."]
    with pytest.raises(BadInput, match=f"No arrival {number} is parked"):
        await do(muster, retry_parked, [number], pushing=PUSHING)


async def test_what_cannot_be_read_again_says_why_and_stays(muster: Muster) -> None:
    asked, erased = await park(muster, "feed"), await park(muster, "web", b"")
    again, left = await do(muster, retry_parked, [asked, erased], pushing=PUSHING)
    assert (again, [why for _, why in left]) == ([], [ASKED, ERASED])
    assert await jobs(muster) == []
    assert len(await do(muster, list_parked, None)) == 2
    assert len(await do(muster, list_parked, "feed")) == 1
