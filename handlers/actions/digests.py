"""Buttons of what leads see of a digest before it goes out, and of the weekly note."""

from __future__ import annotations

from bot.domain.community import Community
from bot.domain.period import Week
from bot.usecases.decide_digest import renew_previews, send_digest_now, skip_digest
from bot.usecases.honour_attempt import honour_attempt
from bot.usecases.write_notes import stop_notes
from handlers.actions.press import Press
from handlers.actions.reaction import Reaction
from handlers.blocks.kit import Message


async def send_now(press: Press) -> None:
    """Post the digest at once. The previews say so."""
    await send_digest_now(*_digest_of(press), press.member, **press.desk.tools())


async def skip(press: Press) -> None:
    """Leave the digest out. The previews say so."""
    await skip_digest(*_digest_of(press), press.member, **press.desk.tools())


async def honour(press: Press) -> None:
    """Let the digest that is about to go out tell what somebody tried."""
    case = await honour_attempt(press.case_id, press.member, attempt=press.number, **press.desk.tools())
    community = press.desk.company.community(case.community)
    week = Week.of(press.desk.clock.now(), community.zone).previous
    await renew_previews(community, week, uow=press.desk.uow())


async def stop(press: Press) -> None:
    """Write somebody no weekly notes any more."""
    await stop_notes(press.member, uow=press.desk.uow())
    await press.back.say(Message("No more notes of your week. In the settings on your Home you can have them again."))


def _digest_of(press: Press) -> tuple[Community, Week]:
    """The community and the week that the value names. Raises BadInput, UnknownCommunity."""
    name, _, week = press.value.partition(":")
    return press.desk.company.community(name), Week.parse(week)


REACTIONS: dict[str, Reaction] = {
    "digest.send": send_now,
    "digest.skip": skip,
    "digest.honour": honour,
    "note.stop": stop,
}
"""What each button of a preview and of a weekly note does."""
