"""Buttons about the way out to the customer, and about asking how the answer was."""

from __future__ import annotations

from bot.domain.errors import WrongStage
from bot.domain.roles import Act, permit_on
from bot.usecases.ask_for_feedback import ask_for_feedback, feedback_sentence, question_is_out
from handlers.actions.press import Press
from handlers.actions.reaction import Reaction
from handlers.blocks import modals


async def ask_to_send(press: Press) -> None:
    """Show what goes out, to those who may send it."""
    sheet = await press.sheet()
    permit_on(Act.SEND, press.member, sheet.case, press.desk.company)
    signed = sheet.case.expect_signed(press.member)
    draft = sheet.revision(signed.revision)
    if draft is None or not sheet.can_send:
        raise WrongStage("Nothing can be sent through this source. Post the answer there, then record its link.")
    await press.back.open(modals.send_modal(sheet, draft))


async def ask_for_reply(press: Press) -> None:
    """Ask what went out, once it may."""
    sheet = await press.sheet()
    permit_on(Act.SEND, press.member, sheet.case, press.desk.company)
    sheet.case.expect_signed(press.member)
    await press.back.open(modals.reply_modal(sheet))


async def ask_how_it_was(press: Press) -> None:
    """Make the link on which the customer can judge the answer, and show it."""
    desk = press.desk
    link = await ask_for_feedback(press.case_id, press.member, invites=desk.invites, **desk.tools())
    sheet, sentence = await press.sheet(), feedback_sentence(desk.company.name, link)
    asked = await question_is_out(sheet.case, uow=desk.uow())
    await press.back.open(modals.feedback_modal(sheet, sentence, asked=asked))


REACTIONS: dict[str, Reaction] = {
    "case.send": ask_to_send,
    "case.reply": ask_for_reply,
    "case.feedback": ask_how_it_was,
}
"""What each of these buttons does."""
