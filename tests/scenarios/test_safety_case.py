"""Six people of five functions take a safety case from the alert to the customer's verdict."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from bot.domain.case import CaseId
from bot.domain.status import Status
from bot.muster_file import MusterFile
from tests.builders import rows, stored
from tests.people import nothing_is_parked, words
from tests.scenarios import safety_case as story
from tests.world import SAFETY, SetClock, World, make_world

TOLD = [
    "The mention came in.",
    "Priya made case 2 part of this, with 1 mention.",
    "Amara claimed this.",
    "Jonas gave input for Engineering. “A known batch: the charger gives too much current.",
    "Priya waived the input of PR: Nobody outside has picked it up.",
    "Amara asked Product for input",
    "Tom gave input for Product.",
    "Amara shared a redacted copy with Partner Works",
    "Partner Works (partner) gave input. “We make that charger: batch 7 has the wrong resistor.”",
    "Amara wrote revision 1.",
    "Li rejected revision 1: It does not say what to do now.",
    "Amara handed this over to Eva.",
    "Eva wrote revision 2.",
    "Jonas signed off revision 2. Another signature is needed.",
    "Eva wrote revision 3. 1 earlier signature is void.",
    "Jonas signed off revision 3. Another signature is needed.",
    "Li signed off revision 3.",
    "Eva sent revision 3 on its way.",
    "Eva answered the customer",
    "Eva made a link on which the customer can judge the answer.",
    f"The customer judged the answer: 5 of 5. They have recommended us to someone. “{story.VERDICT}”",
    f"Li closed this: {story.OUTCOME}",
]


@pytest.fixture
async def world(database_url: str, muster_file: MusterFile, clock: SetClock) -> AsyncIterator[World]:
    """A world in which customers can be answered through their source."""
    async with make_world(database_url, muster_file, clock, replying=True) as made:
        await made.muster_knows_everyone()
        yield made


async def test_a_safety_case_from_the_alert_to_the_customers_verdict(world: World) -> None:
    cast = story.Cast.of(world)
    await story.alert(world, cast)
    await story.gather_input(world, cast)
    await story.agree_on_an_answer(world, cast)
    assert story.heard(world) == [], "nothing reaches the customer before it is sent"
    await story.answer(world, cast)

    told = await story.timeline(world, cast.tom)
    lines = iter(told)
    for line in TOLD:
        assert any(found.startswith(line) for found in lines), f"“{line}” is not told, or not in its place: {told}"
    assert story.heard(world)[0] == story.THIRD, "the customer has the very text that was signed"
    assert len(story.heard(world)) == 2, "and the question how it was, each once"
    await _nothing_internal_reached_the_partner(world)
    case = await stored(world.muster, CaseId(1))
    assert (case.status, case.risk, case.mentions, case.replies) == (Status.CLOSED, "injury", 2, 1)
    assert {claim.member for claim in case.claims} == {cast.jonas.id, cast.eva.id}, "partners and extras earn nothing"
    assert await rows(world.muster, "SELECT score, words, quotable FROM verdicts") == [(5, story.VERDICT, True)]
    digest = words(await cast.amara.command("digest"))
    assert story.VERDICT in digest, "customers come first in the digest"
    assert await nothing_is_parked(world)


async def _nothing_internal_reached_the_partner(world: World) -> None:
    seen = (await world.slack.see("channel", channel="C0PARTNER", user="U0NORA"))["channel"]["messages"]
    for secret in ("dana", "Jonas", story.FIRST, story.SECOND, story.THIRD, "stock today", SAFETY):
        assert secret not in str(seen), f"the partner saw “{secret}”"
