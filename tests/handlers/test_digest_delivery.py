"""What leads see of a digest before it goes out, and what becomes of it: whatever they press, it is told once."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.bootstrap import Muster
from bot.domain.errors import NotAllowed, WrongStage
from bot.domain.period import Week
from bot.schedule import digests_due, previews_due
from bot.usecases.close_case import close_case
from bot.usecases.contribute import contribute
from bot.usecases.decide_digest import send_digest_now, skip_digest
from bot.usecases.note_attempt import note_attempt
from bot.usecases.show_board import set_on_boards
from tests.builders import amara as amara_herself
from tests.builders import case_at, do, eva, li, mention, rows
from tests.builders import jonas as jonas_himself
from tests.people import Json, Person, buttons, letters, nothing_is_parked, words
from tests.usecases.test_schedule import MONDAY_9, due
from tests.world import AMARA, JONAS, SAFETY, SetClock, World

MONDAY_7 = MONDAY_9 - timedelta(hours=2)
WEEK = Week(2026, 47)


@pytest.fixture
async def begun(world: World) -> World:
    """A world with a case of week 47, on the Monday after."""
    await case_at(world.muster, "closed")
    await world.settle()
    world.clock.moment = MONDAY_7
    return world


async def posted(world: World) -> list[Json]:
    """The digests in the channel of product safety."""
    return [one for one in await world.slack.messages(SAFETY) if "What we did" in one["text"]]


async def preview(world: World) -> tuple[Person, Json]:
    """The lead, and what they see of the digest now."""
    await previews_due(world.muster)
    await world.settle()
    lead, [seen] = await letters(world, AMARA)
    return lead, seen


async def test_the_lead_sees_it_once_whatever_the_clocks_of_two_replicas_do(begun: World, replica: Muster) -> None:
    for hours in (0, -1, 1.5, -1, 1, -5, 5):
        begun.clock.forward(hours=hours)
        await asyncio.gather(*(previews_due(one) for one in (begun.muster, replica) for _ in range(2)))
    await begun.settle()
    _, [seen] = await letters(begun, AMARA)
    assert "goes out in" in words(seen)
    assert "1 case closed" in words(seen)
    assert "Sums only, and none of fewer than 5 people." in words(seen)
    assert list(buttons(seen))[:2] == ["Send now", "Skip this week"]
    assert (await letters(begun, JONAS))[1] == []
    assert await posted(begun) == []
    begun.clock.moment = MONDAY_9
    await digests_due(begun.muster)
    await begun.settle()
    _, [seen] = await letters(begun, AMARA)
    assert "as it fell due" in words(seen)
    assert "case closed" not in words(seen)
    assert buttons(seen) == {}
    assert len(await posted(begun)) == 1


async def test_a_skipped_digest_stays_unsaid_until_it_is_sent_after_all(begun: World, replica: Muster) -> None:
    lead, seen = await preview(begun)
    await lead.press(seen, "digest.skip")
    begun.clock.moment = MONDAY_9
    await asyncio.gather(digests_due(begun.muster), digests_due(replica))
    await begun.settle()
    assert await posted(begun) == []
    _, [seen] = await letters(begun, AMARA)
    assert f"was skipped by {lead.name}" in words(seen)
    assert buttons(seen) == {"Send after all": "digest.send"}
    await lead.press(seen, "digest.send")
    await digests_due(begun.muster)
    await begun.settle()
    _, [seen] = await letters(begun, AMARA)
    assert f"was sent to <#{SAFETY}> by {lead.name}" in words(seen)
    assert len(await posted(begun)) == 1
    assert await nothing_is_parked(begun)


async def test_two_leads_and_two_clocks_at_the_same_moment_send_it_once(begun: World, replica: Muster) -> None:
    await preview(begun)
    begun.clock.moment = MONDAY_9
    home = begun.muster.company.community("safety")
    leads = ((begun.muster, amara_herself), (replica, eva))
    pressed = [do(one, send_digest_now, home, WEEK, by) for one, by in leads]
    done = await asyncio.gather(*pressed, digests_due(begun.muster), digests_due(replica), return_exceptions=True)
    assert {type(one) for one in done} <= {type(None), WrongStage}
    assert (await due(begun.muster)).count(("safety", str(WEEK))) == 1
    await begun.settle()
    assert len(await posted(begun)) == 1


async def test_only_leads_and_administrators_decide_and_not_about_weeks_long_gone(
    begun: World, jonas: Person
) -> None:
    lead, seen = await preview(begun)
    await Person(begun, JONAS, lead.at).world.muster_knows_everyone()
    home = begun.muster.company.community("safety")
    with pytest.raises(NotAllowed, match="Only a lead of Product safety or an administrator may send or skip"):
        await do(begun.muster, skip_digest, home, WEEK, jonas_himself)
    await do(begun.muster, skip_digest, home, WEEK, eva)
    await lead.press(seen, "digest.skip")
    assert "skipped already" in words(await lead.sees_ephemeral())
    begun.clock.forward(days=7)
    await lead.press(seen, "digest.send")
    assert "too long ago" in words(await lead.sees_ephemeral())
    assert await posted(begun) == []


async def test_what_was_tried_is_honoured_in_the_very_digest_that_is_shown(begun: World) -> None:
    begun.clock.moment = MONDAY_7 - timedelta(days=3)
    case = await case_at(begun.muster, "claimed", mention("It smokes.", thread="other"))
    tried = {"text": "A <new> plug.", "learned": "Not it.", "identity": "a"}
    await do(begun.muster, note_attempt, case.id, jonas_himself, **tried)
    begun.clock.moment = MONDAY_7
    lead, seen = await preview(begun)
    assert "A &lt;new&gt; plug." in words(seen)
    await lead.press(seen, "digest.honour", f"{case.id}:1")
    _, [seen] = await letters(begun, AMARA)
    assert "Honour in the digest" not in buttons(seen)
    await lead.press(seen, "digest.send")
    [told] = await posted(begun)
    assert "A &lt;new&gt; plug." in words(told)
    begun.clock.moment = MONDAY_9 + timedelta(days=7)
    await digests_due(begun.muster)
    await begun.settle()
    _, again = await posted(begun)
    assert "plug" not in words(again)


async def test_who_leaves_the_boards_is_not_named_to_leads_either(begun: World) -> None:
    begun.clock.moment = MONDAY_7 - timedelta(days=3)
    case = await case_at(begun.muster, "replied", mention("It smokes.", thread="other"))
    await do(begun.muster, contribute, case.id, jonas_himself, "A batch.", identity="c", in_thread=True)
    await do(begun.muster, close_case, case.id, li, outcome="Replaced.", helped=[])
    await do(begun.muster, set_on_boards, jonas_himself, True)
    begun.clock.moment = MONDAY_7
    _, seen = await preview(begun)
    assert "Jonas" in words(seen)
    await do(begun.muster, set_on_boards, jonas_himself, False)
    await begun.settle()
    _, [seen] = await letters(begun, AMARA)
    assert "Engineering found the answer" in words(seen)
    assert "Jonas" not in words(seen)


async def test_nobody_is_shown_what_is_out_already_or_what_nobody_leads(begun: World, clock: SetClock) -> None:
    await previews_due(begun.muster)
    assert await rows(begun.muster, "SELECT community FROM digests") == ["safety"]
    clock.moment = MONDAY_9
    await begun.settle()
    assert (await letters(begun, AMARA))[1] == [], "its job came too late"
