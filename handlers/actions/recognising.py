"""Buttons about those who helped: who they are, thanks, and what was tried."""

from __future__ import annotations

from bot.domain.errors import WrongStage
from bot.domain.roles import Act, permit_on, permit_to_confirm
from bot.usecases.honour_attempt import honour_attempt
from handlers.actions.press import Press
from handlers.actions.reaction import Reaction
from handlers.blocks import modals


async def ask_who_helped(press: Press) -> None:
    """Ask who helped, once the case is closed."""
    sheet = await press.sheet()
    permit_to_confirm(press.member, sheet.case, press.desk.company)
    sheet.case.expect_confirmable(press.desk.clock.now())
    if not sheet.case.unconfirmed_by(press.member.id):
        raise WrongStage("There is nobody left whose help you could confirm here.")
    await press.back.open(modals.confirm_help_modal(sheet, press.member.id))


async def ask_whom_to_thank(press: Press) -> None:
    """Ask whom to thank, and for what."""
    sheet = await press.sheet()
    permit_on(Act.THANK, press.member, sheet.case, press.desk.company)
    sheet.case.expect_not_set_aside()
    await press.back.open(modals.thank_modal(sheet, press.member.id))


async def ask_what_was_tried(press: Press) -> None:
    """Ask what was tried, and what was learned."""
    sheet = await press.sheet()
    permit_on(Act.TRY, press.member, sheet.case, press.desk.company)
    sheet.case.expect_not_set_aside()
    await press.back.open(modals.attempt_modal(sheet))


async def honour(press: Press) -> None:
    """Let the digest tell what somebody tried. The thread says so."""
    await honour_attempt(press.case_id, press.member, attempt=press.number, **press.desk.tools())


REACTIONS: dict[str, Reaction] = {
    "case.confirm_help": ask_who_helped,
    "case.thank": ask_whom_to_thank,
    "case.attempt": ask_what_was_tried,
    "case.honour": honour,
}
"""What each button about those who helped does."""
