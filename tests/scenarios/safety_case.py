"""A safety case from the alert to the verdict: six people of five functions, a partner and two customers."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tests.people import Json, Person, words
from tests.world import AMARA, EVA, JONAS, LI, PRIYA, SAFETY, TOM, World

HURT = "The charger of my phone burnt my hand, and the phone swells. Is anyone there?"
ALSO = "My phone swells as well since I use the new charger."
FIRST = "We are sorry. It is a known batch."
SECOND = "We are sorry that you were hurt. Please unplug the charger and do not use the phone. A new one comes today."
THIRD = f"{SECOND} If your hand still hurts, please see somebody about it, and write to us what it cost."
OUTCOME = "A new phone the same day; the batch is stopped."
VERDICT = "Thank you. Someone actually looked into it."


@dataclass(frozen=True)
class Cast:
    """Everyone who takes part."""

    amara: Person
    eva: Person
    jonas: Person
    li: Person
    priya: Person
    tom: Person
    nora: Person

    @classmethod
    def of(cls, world: World) -> Cast:
        """The six of the sample company in the safety channel, and one of the partner."""
        six = (Person(world, one, SAFETY) for one in (AMARA, EVA, JONAS, LI, PRIYA, TOM))
        return cls(*six, nora=Person(world, "U0NORA", "C0PARTNER"))


async def alert(world: World, cast: Cast) -> None:
    """Two customers speak; what looks like two matters is one."""
    await _says(world, "dana", HURT, "m1")
    await _says(world, "eli", ALSO, "m2")
    one, other = await _cards(world)
    await cast.priya.choose(other, "merge")
    await cast.priya.submit(into="1")
    assert "Part of" in words((await _cards(world))[1])
    await cast.amara.press(one, "case.claim")


async def gather_input(world: World, cast: Cast) -> None:
    """Several functions and a partner say what they know; one need not."""
    card = (await _cards(world))[0]
    world.clock.forward(minutes=4)
    await cast.jonas.speak_in(card, "A known batch: the charger gives too much current. It must not be used.")
    world.clock.forward(minutes=3)
    await cast.priya.choose(card, "waive")
    await cast.priya.submit(slot="pr", reason="Nobody outside has picked it up.")
    await cast.amara.choose(card, "ask")
    await cast.amara.submit(slot="product")
    world.clock.forward(minutes=6)
    await cast.tom.press(card, "case.contribute")
    await cast.tom.submit(text="We can send the older model from stock today.")
    await cast.amara.choose(card, "share_partner")
    await cast.amara.submit()
    world.clock.forward(minutes=9)
    await cast.nora.speak_in(await cast.nora.card(), "We make that charger: batch 7 has the wrong resistor.")


async def agree_on_an_answer(world: World, cast: Cast) -> None:
    """A draft is rejected, a signature voided by an edit, and the case changes hands."""
    card = (await _cards(world))[0]
    world.clock.forward(minutes=7)
    await cast.amara.press(card, "case.draft")
    await cast.amara.submit(text=FIRST)
    world.clock.forward(minutes=4)
    await cast.li.press(await _note(world, "wrote revision 1"), "case.reject_draft")
    await cast.li.submit(reason="It does not say what to do now.")
    await cast.amara.choose(card, "hand_over")
    await cast.amara.submit(to=EVA)
    for text in (SECOND, THIRD):
        world.clock.forward(minutes=5)
        await cast.eva.press((await _cards(world))[0], "case.draft")
        await cast.eva.submit(text=text)
        await _sign(world, cast.jonas)
    await _sign(world, cast.li)


async def answer(world: World, cast: Cast) -> None:
    """It goes out through the source, the customer judges it, and the case is closed."""
    world.clock.forward(minutes=12)
    await cast.eva.press((await _cards(world))[0], "case.send")
    await cast.eva.submit()
    await cast.eva.choose((await _cards(world))[0], "feedback")
    await cast.eva.submit()
    world.clock.forward(hours=2)
    link = re.search(r"https?://\S+/feedback/\S+", heard(world)[-1])
    assert link, heard(world)
    verdict = {"score": "5", "words": VERDICT, "recommended": "yes", "quotable": "yes"}
    sent = await world.bot.post(link[0], data=verdict)
    assert sent.status_code == 303, sent.text
    await world.settle()
    world.clock.forward(minutes=20)
    await cast.li.press((await _cards(world))[0], "case.close")
    await cast.li.submit(outcome=OUTCOME)


def heard(world: World) -> list[str]:
    """What the first customer was told, in order."""
    said = world.workspace.customers.correspondence.conversations["m1"].said.values()
    return [one.text for one in said if one.kind == "reply"]


async def timeline(world: World, reader: Person) -> list[str]:
    """What the timeline of the case tells, a line each, without the times."""
    await reader.press((await _cards(world))[0], "case.timeline")
    shown = words(await reader.modal()).splitlines()
    return [line.partition(" · ")[2] for line in shown if line.startswith("<!date^")]


async def _says(world: World, customer: str, text: str, mention_id: str) -> None:
    await world.workspace.customers.say(text, customer, mention_id=mention_id, at=world.clock.now().isoformat())
    await world.settle()
    world.clock.forward(minutes=1)


async def _cards(world: World) -> list[Json]:
    return [message for message in await world.slack.messages(SAFETY) if "bot_id" in message]


async def _note(world: World, said: str) -> Json:
    """The newest line of the thread that says this."""
    card = (await _cards(world))[0]
    return [message for message in await world.slack.thread(SAFETY, card["ts"]) if said in words(message)][-1]


async def _sign(world: World, by: Person) -> None:
    world.clock.forward(minutes=2)
    await by.press(await _note(world, "wrote revision"), "case.sign_off")
    await by.submit()
