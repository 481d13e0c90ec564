"""Buttons about drafts."""

from __future__ import annotations

from bot.domain.draft import Draft
from bot.domain.errors import StaleDraft, WrongStage
from bot.domain.roles import expect_approver
from bot.domain.sheet import CaseSheet
from bot.domain.status import Status
from bot.usecases.answers_like import answers_like
from bot.usecases.drafting import start_drafting
from bot.usecases.reject_draft import expect_may_reject
from bot.usecases.want_changes import expect_may_want_changes
from handlers.actions.press import Press
from handlers.actions.reaction import Reaction
from handlers.blocks import modals


async def ask_for_draft(press: Press) -> None:
    """Ask for the next revision; the others see that somebody writes it."""
    sheet, desk = await press.sheet(), press.desk
    sheet.case.expect(Status.OPEN, press.member)
    await press.back.open(modals.draft_modal(sheet, press.member.id, start_from=press.number))
    await start_drafting(press.case_id, press.member.id, **desk.tools())


async def ask_for_sign_off(press: Press) -> None:
    """Show the exact text to sign, to those who may sign it."""
    sheet = await press.sheet()
    number = press.number or (sheet.draft.revision if sheet.draft else 0)
    draft = sheet.revision(number)
    sheet.case.sign_off(
        press.member,
        press.desk.clock.now(),
        revision=number,
        fingerprint=draft.fingerprint if draft else "",
        policy=sheet.policy,
    )
    expect_approver(press.member, sheet.case, press.desk.company)
    if draft:
        await press.back.open(modals.sign_off_modal(sheet, draft))


async def ask_for_changes(press: Press) -> None:
    """Ask what must change, those who might sign."""
    sheet = await press.sheet()
    draft = waiting(sheet, press)
    expect_may_want_changes(press.member, sheet.case, draft.revision, press.desk.company)
    await press.back.open(modals.want_changes_modal(sheet, draft))


async def ask_for_rejection(press: Press) -> None:
    """Ask why a revision is out of the question."""
    sheet = await press.sheet()
    draft = waiting(sheet, press)
    expect_may_reject(press.member, sheet.case, draft.revision, press.desk.company)
    await press.back.open(modals.reject_draft_modal(sheet, draft))


def waiting(sheet: CaseSheet, press: Press) -> Draft:
    """The revision that was pressed, as long as it waits. Raises NotAllowed, StaleDraft, WrongStage."""
    sheet.case.expect(Status.OPEN, press.member)
    sheet.case.expect_nothing_on_its_way()
    draft = sheet.revision(press.number)
    if draft:
        return draft
    if sheet.draft:
        raise StaleDraft(sheet.draft.revision)
    raise WrongStage("This revision does not wait any more. Write another one.")


async def show_answers_like(press: Press) -> None:
    """Show what others were told, on top of the draft that is being written."""
    form = press.form
    writing = modals.Writing(
        after=form.number("after"),
        text=form.text("text"),
        beside=form.text("beside") == modals.BESIDE,
        filled=form.number("filled"),
    )
    answers = await answers_like(press.case_id, press.member, uow=press.desk.uow(), company=press.desk.company)
    await press.back.push(modals.answers_modal(await press.sheet(), answers, writing))


REACTIONS: dict[str, Reaction] = {
    "case.draft": ask_for_draft,
    "case.sign_off": ask_for_sign_off,
    "case.want_changes": ask_for_changes,
    "case.reject_draft": ask_for_rejection,
    "case.answers_like": show_answers_like,
}
"""What each button about a draft does."""
