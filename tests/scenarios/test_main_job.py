"""The main job from a customer's words to the digest, as people do it."""

from datetime import UTC, datetime

from bot.schedule import digests_due
from tests.people import Person, words
from tests.world import AMARA, JONAS, LI, SAFETY, World

MONDAY_NINE = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
"""In Berlin, where the community lives."""


async def test_from_a_customers_words_to_the_digest(world: World) -> None:
    amara, jonas, li = (Person(world, member, SAFETY) for member in (AMARA, JONAS, LI))
    await world.say("The phone swells and is hot while it charges.", author="dana", url="https://forum.example/1")
    assert "“swells” → Product safety" in words(await amara.card())

    await amara.press(await amara.card(), "case.claim")
    await jonas.speak_in(await jonas.card(), "A known batch; it must not be charged.")
    assert "*Engineering* ✓ Jonas" in words(await amara.card())

    await amara.press(await amara.card(), "case.draft")
    await amara.submit(text="Please stop charging it today. We send you a new one.")
    await li.press(await li.card(), "case.sign_off")
    await li.submit()
    await amara.press(await amara.card(), "case.reply")
    await amara.submit(url="https://forum.example/1#2")
    world.clock.forward(hours=1)
    await li.press(await li.card(), "case.close")
    await li.submit(outcome="Replaced the same day.")
    assert "Closed: Replaced the same day." in words(await amara.card())

    board = await jonas.command("board")
    await jonas.press(board, "board.join")
    await jonas.submit()
    assert "1  Jonas · 2" in words(await jonas.command("board"))

    world.clock.moment = MONDAY_NINE
    for _ in range(2):
        await digests_due(world.muster)
        await world.settle()
    card, digest = await world.slack.messages(SAFETY)
    assert card["ts"] < digest["ts"]
    assert "What we did for customers · Product safety · week 47" in words(digest)
    assert "*1 case closed*" in words(digest)
    assert "Jonas (Engineering) found the answer; Support told the customer." in words(digest)
    assert "*Took the initiative* (opted in): 1 Jonas (2)" in words(digest)
