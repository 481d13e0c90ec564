"""A month in which many helped, for the pictures of boards and of Home."""

from __future__ import annotations

from dataclasses import replace

from sqlalchemy import text

from bot.domain.people import Member
from bot.domain.verdict import Verdict
from bot.usecases.ask_for_feedback import ask_for_feedback
from bot.usecases.close_case import close_case
from bot.usecases.contribute import contribute
from bot.usecases.count_credit import count_credit
from bot.usecases.say_thanks import say_thanks
from bot.usecases.take_verdict import take_verdict
from tests.builders import advance, amara, do, eva, jonas, li, member, mention, priya, tom
from tests.builders import case_at as opened_at
from tests.world import World

COLLEAGUES = [
    replace(member(f"U0C{number:02}", function), name=name)
    for number, (name, function) in enumerate(
        (name, function)
        for function, names in {
            "support": ("Ines", "Kofi", "Maja", "Noor", "Oskar", "Rosa", "Sven", "Uma"),
            "engineering": ("Ada", "Bela", "Chen", "Dilan", "Elif", "Femi", "Goran", "Hana"),
            "pr": ("Iris", "Jun", "Kaja", "Lena", "Milo", "Nils"),
            "product": ("Olga", "Pia", "Quinn", "Remi", "Sara", "Theo"),
        }.items()
        for name in names
    )
]
"""Those who work here beside the people of the sandbox."""

SAID = (
    "The battery of my phone swells while it charges.",
    "A charger smokes since the update.",
    "The kettle overheats and switches off.",
    "My new phone is so hot that it hurts.",
    "The power bank bulges after a week.",
)
WHO_SPOTTED = [3, 8, 8, 1, 16, 3, 22, 8, 3, 9, 12, 1, 25, 3, 17, 5]
"""Which colleague brought each case in."""


async def a_month(world: World) -> None:
    """Cases that colleagues brought in and helped with until this week, and their joining the boards."""
    await world.muster_knows_everyone()
    async with world.muster.uow() as uow:
        await uow.members.put(COLLEAGUES)
        await uow.commit()
    world.clock.forward(days=-14)
    for number, spotter in enumerate(WHO_SPOTTED):
        await case(world, f"colleague-{number}", by=COLLEAGUES[spotter], said=SAID[number % len(SAID)])
        world.clock.forward(hours=6)
    for number, helped_by in enumerate((None, jonas)):
        world.clock.forward(days=5)
        last = await case(world, f"jonas-{number}", by=jonas, said=SAID[number], helped_by=helped_by)
    await case(world, "eva", by=eva, said=SAID[0])
    await say_what_it_was(world, last)
    await do(world.muster, count_credit)
    async with world.muster.uow() as uow:
        for one in (*COLLEAGUES, jonas, priya, tom, eva):
            await uow.members.set_on_boards(one.id, True)
        await uow.commit()
    async with world.muster.engine.begin() as connection:
        await connection.execute(text("DELETE FROM procrastinate_jobs"))  # nobody needs to see those cards
    await opened_at(world.muster, "opened", said=mention("The new charger burns my fingers.", thread="open"))
    await opened_at(
        world.muster, "claimed", said=mention("The second phone this year that bulges.", thread="claimed")
    )
    await world.settle()


async def case(world: World, thread: str, *, by: Member, said: str, helped_by: Member | None = None) -> int:
    """A case that `by` brought in, to its end; Li confirms who helped."""
    brought = await opened_at(
        world.muster, "opened", said=mention(said, thread=thread, author=f"author {thread}"), by=by.id
    )
    world.clock.forward(minutes=40)
    helped = [(by.id, "spot"), (amara.id, "loop")]
    if helped_by:
        await do(world.muster, contribute, brought.id, helped_by, "A known batch.", identity=thread, in_thread=True)
        helped.append((helped_by.id, f"answer:{helped_by.function}"))
    await advance(world.muster, brought.id, "replied")
    await do(world.muster, close_case, brought.id, li, outcome="Replaced the same day.", helped=helped)
    return brought.id


async def say_what_it_was(world: World, number: int) -> None:
    """The customer and a colleague say thank you."""
    await do(world.muster, ask_for_feedback, number, li)
    words = "Thank you. Someone actually looked into it, and told me why."
    await do(world.muster, take_verdict, number, 1, Verdict(score=5, words=words, recommended=True, quotable=True))
    note = "You stayed until the batch was found. That spared us a weekend."
    await do(world.muster, say_thanks, number, amara, to=jonas.id, text=note, identity="thanks")
