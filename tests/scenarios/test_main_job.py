"""The main job from a customer's words to the digest, as people do it."""

from bot.domain.period import Week
from bot.usecases.tell_week import schedule_digest
from tests.world import AMARA, EVA, JONAS, LI, SAFETY, World


async def press(world: World, user: str, action: str, **more: object) -> dict[str, object]:
    card = await world.card(SAFETY)
    return await world.slack.do("press", user=user, channel=SAFETY, ts=card["ts"], action_id=action, **more)


async def submit(world: World, user: str, **values: object) -> dict[str, object]:
    seen = await world.slack.see("sees", user=user)
    view = seen["modals"][-1]
    sent = await world.slack.do("submit", user=user, view_id=view["id"], values=values)
    await world.settle()
    return sent


def words(message: dict[str, object]) -> str:
    return str(message["blocks"])


async def test_from_a_customers_words_to_the_digest(world: World) -> None:
    await world.say("The phone swells and is hot while it charges.", author="dana", url="https://forum.example/1")
    card = await world.card(SAFETY)
    assert "“swells” → Product safety" in words(card)

    await press(world, AMARA, "case.claim")
    await world.slack.do(
        "speak", user=JONAS, channel=SAFETY, thread_ts=card["ts"], text="A known batch; stop charging."
    )
    await world.settle()
    assert "*Engineering* ✓ jonas" in words(await world.card(SAFETY)).lower() or "✓" in words(
        await world.card(SAFETY)
    )

    await press(world, AMARA, "case.draft")
    await submit(world, AMARA, text="Please stop charging it today. We send you a new one.")
    await press(world, LI, "case.sign_off")
    await submit(world, LI)
    await press(world, AMARA, "case.reply")
    await submit(world, AMARA, url="https://forum.example/1#2")
    await press(world, LI, "case.close")
    await submit(world, LI, outcome="Replaced the same day.")
    await world.slack.do("command", user=JONAS, channel=SAFETY, text="/muster board")
    assert EVA
    week = Week.of(world.clock.now(), world.muster.company.community("safety").zone)
    assert await schedule_digest(
        world.muster.company.community("safety"), week, uow=world.muster.uow(), clock=world.clock
    )
    await world.settle()
    print(words(await world.card(SAFETY)))
