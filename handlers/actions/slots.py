"""Buttons about who owes input to a case, and who has it."""

from __future__ import annotations

from bot.domain.roles import Act, permit_on
from bot.usecases.renew_lease import renew_lease
from bot.usecases.show_home import ask_for_home
from handlers.actions.press import Press
from handlers.actions.reaction import Reaction
from handlers.blocks import modals
from handlers.blocks.kit import Message
from handlers.blocks.text import due


async def ask_whom(press: Press) -> None:
    """Ask who else should give input."""
    sheet = await press.sheet()
    sheet.case.expect_live(press.member)
    await press.back.open(modals.ask_modal(sheet))


async def ask_what_to_waive(press: Press) -> None:
    """Ask whose input is not needed, and why."""
    sheet = await press.sheet()
    sheet.case.expect_live(press.member)
    await press.back.open(modals.waive_modal(sheet, press.value.partition(":")[2]))


async def ask_to_whom(press: Press) -> None:
    """Ask who goes on with the case."""
    sheet = await press.sheet()
    sheet.case.expect_live(press.member)
    permit_on(Act.HAND_OVER, press.member, sheet.case, press.desk.company)
    await press.back.open(modals.hand_over_modal(sheet))


async def renew(press: Press) -> None:
    """Keep the case."""
    desk = press.desk
    kept = await renew_lease(press.case_id, press.member, **desk.tools())
    community = desk.company.community(kept.community)
    ends = community.terms.hours.after(desk.clock.now(), community.lease.lasts)
    text = f"This stays yours. Without a sign of you it is free again at {due(ends, desk.clock.now())}."
    await press.back.say(Message(text))
    await ask_for_home(press.member.id, uow=desk.uow())


REACTIONS: dict[str, Reaction] = {
    "case.ask": ask_whom,
    "case.waive": ask_what_to_waive,
    "case.hand_over": ask_to_whom,
    "case.renew": renew,
}
"""What each button about input and owners does."""
