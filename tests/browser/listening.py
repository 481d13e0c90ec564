"""A storm and a customer's record, for the pictures: the sample customers of the sandbox in a world of its own."""

from __future__ import annotations

import json

from bot.cli.demo import remember
from bot.usecases.edit_glossary import edit_glossary
from sandbox.control.steering import STORM
from tests.builders import LINK, amara, case_at, do, mention
from tests.people import Person
from tests.world import AMARA, CARE, World

CUSTOMER = "sample_nora.l"
"""Who is first to write of the defect, and had an answer before."""


WAVES = (1, 1, 2, 3, 5, 8, 12, 8)
"""How many of the sample customers speak within each seven minutes."""


async def ordinary_days(world: World) -> None:
    """What was said before, and an answer to the one who will be the first to write of the defect."""
    await world.muster_knows_everyone()
    await remember(world.muster)
    await case_at(world.muster, "closed", mention("My old charger smokes.", author=CUSTOMER, url=LINK))
    world.clock.forward(days=3)


async def waves(world: World, first: int, last: int) -> None:
    """The sample customers of these waves write about one defect."""
    said = [json.loads(line) for line in STORM.read_text(encoding="utf-8").splitlines()]
    for at in range(first, last):
        world.clock.forward(minutes=7)
        body = [
            {"id": one["author"], "author": one["author"], "text": one["text"]}
            for one in said[sum(WAVES[:at]) : sum(WAVES[: at + 1])]
        ]
        answer = await world.webhook({"mentions": body})
        assert answer.status_code == 202, answer.text
        await world.settle()
    await world.bring_due()


async def own_words(world: World) -> None:
    """Two entries of the glossary."""
    for term, kind, synonyms in (
        ("reminder", "part", "calendar alert\nnotice"),
        ("stays silent", "symptom", "does not come\nno sound"),
    ):
        await do(world.muster, edit_glossary, amara, term=term, kind=kind, synonyms=synonyms)


async def asks(world: World, *typed: str) -> None:
    """Amara types these into her channel."""
    for text in typed:
        await Person(world, AMARA, CARE).command(text)
