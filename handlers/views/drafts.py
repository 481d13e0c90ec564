"""What is typed into modals about drafts. Whatever changed meanwhile is shown, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from bot.domain.case import Case
from bot.domain.company import Company
from bot.domain.draft import Draft
from bot.domain.errors import Flagged, StaleDraft
from bot.domain.guardrails import Finding
from bot.domain.people import Member
from bot.domain.roles import expect_approver
from bot.domain.sheet import CaseSheet
from bot.usecases.answers_like import answers_like
from bot.usecases.draft_reply import draft_reply
from bot.usecases.reject_draft import expect_may_reject, reject_draft
from bot.usecases.sign_off import sign_off
from bot.usecases.want_changes import expect_may_want_changes, want_changes
from handlers.blocks import modals
from handlers.blocks.kit import View
from handlers.views.submission import Outcome, Submission


async def send_draft(sent: Submission) -> View | None:
    """Save a revision; where a newer one has come meanwhile, or something in it should change, show that."""
    desk = sent.desk
    try:
        await draft_reply(
            sent.case_id,
            sent.member,
            sent.text("text"),
            after=sent.number("after"),
            beside=sent.text("beside") == modals.BESIDE,
            accepted=sent.words("seen") if sent.several("accepted") else (),
            **desk.tools(),
        )
    except Flagged as flagged:
        return await _written_so_far(sent, flagged.findings)
    except StaleDraft:
        return await _written_so_far(sent)
    return None


async def _written_so_far(sent: Submission, findings: Sequence[Finding] = ()) -> View:
    writing = modals.Writing(
        after=sent.number("after"),
        text=sent.text("text"),
        beside=sent.text("beside") == modals.BESIDE,
        findings=findings,
        filled=sent.number("filled"),
    )
    return modals.draft_modal(await sent.sheet(), sent.member.id, writing)


async def send_start(sent: Submission) -> View | None:
    """Put an earlier answer into the draft that is being written; what stood there is kept beside it."""
    answers = await answers_like(sent.case_id, sent.member, uow=sent.desk.uow(), company=sent.desk.company)
    chosen = next((one for one in answers if modals.identity(one) == sent.text("answer")), None)
    sheet, typed = await sent.sheet(), sent.word("text").strip()
    if chosen is None:
        return modals.done_modal("Not done", "This answer was taken back meanwhile. Your own text is as it was.")
    writing = modals.Writing(
        after=sent.number("after"),
        text=chosen.text,
        beside=bool(sent.ids.get("beside")),
        aside=typed if typed != chosen.text else "",
        filled=sent.number("filled") + 1,
    )
    await sent.show_beneath(modals.draft_modal(sheet, sent.member.id, writing))
    return None


async def send_sign_off(sent: Submission) -> View | None:
    """Sign off the revision that was read; where another one took its place, show that one to read."""
    desk = sent.desk
    try:
        await sign_off(sent.case_id, sent.member, revision=sent.number("revision"), **desk.tools())
    except StaleDraft:
        sheet = await sent.sheet()
        draft = sheet.draft
        if draft is None:
            raise
        sheet.case.expect_signature_wanted(sent.member, sheet.case.drafts[-1], sheet.policy)
        expect_approver(sent.member, sheet.case, desk.company)
        return modals.sign_off_modal(sheet, draft, changed=True)
    return None


async def send_changes(sent: Submission) -> View | None:
    """Ask for changes; where another revision took the place, show that one with the comment kept."""
    desk, comment = sent.desk, sent.text("comment")
    try:
        await want_changes(
            sent.case_id, sent.member, revision=sent.number("revision"), comment=comment, **desk.tools()
        )
    except StaleDraft:
        return await _of_the_newest(sent, expect_may_want_changes, modals.want_changes_modal, comment)
    return None


async def send_rejection(sent: Submission) -> View | None:
    """Reject a revision; where another one took the place, show that one with the reason kept."""
    desk, reason = sent.desk, sent.text("reason")
    try:
        await reject_draft(sent.case_id, sent.member, revision=sent.number("revision"), reason=reason, **desk.tools())
    except StaleDraft:
        return await _of_the_newest(sent, expect_may_reject, modals.reject_draft_modal, reason)
    return None


async def _of_the_newest(
    sent: Submission,
    expect_may: Callable[[Member, Case, int, Company], None],
    modal: Callable[[CaseSheet, Draft, str], View],
    typed: str,
) -> View:
    """The same modal about the newest revision that waits, with what was typed.

    Raises NotAllowed, and StaleDraft where none waits.
    """
    sheet = await sent.sheet()
    if sheet.draft is None:
        raise StaleDraft(sheet.case.revisions)
    expect_may(sent.member, sheet.case, sheet.draft.revision, sent.desk.company)
    return modal(sheet, sheet.draft, typed)


OUTCOMES: dict[str, Outcome] = {
    "case.draft": send_draft,
    "case.answers_like": send_start,
    "case.sign_off": send_sign_off,
    "case.want_changes": send_changes,
    "case.reject_draft": send_rejection,
}
"""What each modal about a draft does when it is sent."""
