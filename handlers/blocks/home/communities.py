"""What a person's Home says of communities, and of the machinery to who runs it."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.board import LEAST_PEOPLE
from bot.domain.community import Community
from bot.domain.home import CommunityLoad, Glance, Health, Home
from bot.domain.metrics import duration
from handlers.blocks.boards import month_name
from handlers.blocks.kit import Block, actions, button, context, divider, header, section
from handlers.blocks.text import count, cut, escape

LISTED = 10
"""Communities that are listed; the others stand in `/muster community`."""

LED = 5
"""Communities that a lead sees in sums."""

PARKED = {
    "deliveries": "an arrival that nobody could read|arrivals that nobody could read",
    "messages": "a message that Slack refused|messages that Slack refused",
    "jobs": "a job that failed for good|jobs that failed for good",
}


def communities(home: Home) -> Iterator[Block]:
    """The communities that somebody is in, the others in a line, and those that they lead in sums."""
    yield header("Your communities")
    for one in home.own[:LISTED]:
        yield section(_community(one, home.loads.get(one.name, CommunityLoad())))
    own = {one.name for one in home.own[:LISTED]}
    if others := [f"<#{one.channel}>" for one in home.company.communities.values() if one.name not in own]:
        yield context(f"Also: {' '.join(others[: 3 * LISTED])}")
    yield actions(
        button("Report a mention", "mention.report", "new"), button("Open a community", "community.open", "new")
    )
    if home.led:
        yield divider()
        yield header("Communities that you lead")
        yield from (section(_glance(one, home)) for one in home.led[:LED])


def machinery(home: Home) -> Iterator[Block]:
    """How Muster itself fares, for administrators."""
    if home.health is None:
        return
    yield divider()
    yield header("How Muster fares")
    troubles = list(_troubles(home.health))
    well = "" if troubles else " · all is well"
    facts = (
        count(home.health.workers, "worker"),
        f"{count(home.health.waiting, 'job')} due",
        f"listening to {count(home.health.sources, 'source')}",
    )
    yield section("\n".join((" · ".join(facts) + well, *troubles)))
    yield context("`/muster sources` tells of each source; `python -m bot parked` of what could not be read.")


def _community(one: Community, load: CommunityLoad) -> str:
    late = f", *{load.overdue:,} past {'its' if load.overdue == 1 else 'their'} time*" if load.overdue else ""
    todo = count(load.live, "open case") + late if load.live else "No open case"
    return f"<#{one.channel}> *{escape(one.title)}*: {escape(cut(one.purpose, 200))}\n{todo}"


def _glance(one: Glance, home: Home) -> str:
    head = f"*{escape(one.community.title)}* in {month_name(home.season)}"
    if one.taking_part is None or one.contributions is None:
        return f"{head}\nFewer than {LEAST_PEOPLE} people belong to it, so no sums are shown."
    reply = f"first reply in {duration(one.first_reply)} (median)" if one.first_reply is not None else "no reply yet"
    facts = (
        f"{one.taking_part} of {one.people} people took part",
        f"{count(one.contributions, 'contribution')} confirmed",
        reply,
    )
    return f"{head}\n{' · '.join(facts)}"


def _troubles(health: Health) -> Iterator[str]:
    if not health.workers:
        yield "⚠ No worker takes jobs. Start one with `python -m bot worker`."
    for kind, number in health.parked.items():
        if number:
            one, many = PARKED[kind].split("|")
            yield f"⚠ {one.capitalize() if number == 1 else f'{number:,} {many}'}"
    for name, problem in list(health.troubled.items())[:LISTED]:
        yield f"⚠ {escape(cut(name, 60))}: {escape(cut(problem, 200))}"
