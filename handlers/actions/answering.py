"""Buttons on the way to an answer."""

from __future__ import annotations

from bot.domain.errors import WrongStage
from bot.domain.roles import expect_approver
from bot.domain.status import Status
from handlers.actions.press import Press
from handlers.actions.reaction import Reaction, ask
from handlers.blocks import modals


async def ask_for_sign_off(press: Press) -> None:
    """Show the exact text to sign, to those who may sign it."""
    sheet = await press.sheet()
    case, number = sheet.case, press.number or (sheet.draft.revision if sheet.draft else 0)
    draft = sheet.revision(number)
    case.sign_off(
        press.member,
        press.desk.clock.now(),
        revision=number,
        fingerprint=draft.fingerprint if draft else "",
        policy=sheet.policy,
    )
    expect_approver(press.member, case, press.desk.company)
    if draft:
        await press.back.open(modals.sign_off_modal(sheet, draft))


async def ask_for_reply(press: Press) -> None:
    """Ask what went out, once it may."""
    sheet = await press.sheet()
    sheet.case.expect(Status.OPEN, press.member)
    if sheet.case.signed is None:
        raise WrongStage("The answer is not signed off yet, so it cannot go out.")
    await press.back.open(modals.reply_modal(sheet))


async def ask_to_close(press: Press) -> None:
    """Ask what came of it, and who helped."""
    sheet = await press.sheet()
    sheet.case.expect(Status.REPLIED, press.member)
    await press.back.open(modals.close_modal(sheet, press.member.id))


REACTIONS: dict[str, Reaction] = {
    "case.contribute": ask(modals.contribute_modal),
    "case.draft": ask(modals.draft_modal, Status.OPEN),
    "case.sign_off": ask_for_sign_off,
    "case.reply": ask_for_reply,
    "case.close": ask_to_close,
}
"""What each button on the way to an answer does."""
