"""What is typed into modals on the way to an answer."""

from __future__ import annotations

from bot.domain.errors import StaleDraft
from bot.usecases.close_case import close_case
from bot.usecases.contribute import contribute
from bot.usecases.draft_reply import draft_reply
from bot.usecases.look_up_case import look_up_case
from bot.usecases.record_reply import record_reply
from bot.usecases.sign_off import sign_off
from handlers.blocks import modals
from handlers.blocks.kit import View
from handlers.views.submission import Outcome, Submission


async def send_contribution(sent: Submission) -> View | None:
    """Give input."""
    desk = sent.desk
    await contribute(
        sent.case_id,
        sent.member,
        sent.text("text"),
        identity=f"modal/{sent.view_id}",
        in_thread=False,
        **desk.tools(),
    )
    return None


async def send_draft(sent: Submission) -> View | None:
    """Save a revision; where a newer one has come meanwhile, show it and keep what was typed."""
    desk, text = sent.desk, sent.text("text")
    try:
        await draft_reply(sent.case_id, sent.member, text, after=sent.ids["after"], **desk.tools())
    except StaleDraft:
        sheet = await look_up_case(sent.case_id, uow=desk.uow(), company=desk.company)
        return modals.draft_modal(sheet, typed=text)
    return None


async def send_sign_off(sent: Submission) -> View | None:
    """Sign off the revision that was read."""
    desk = sent.desk
    await sign_off(sent.case_id, sent.member, revision=sent.ids["revision"], **desk.tools())
    return None


async def send_reply(sent: Submission) -> View | None:
    """Record what went out."""
    desk = sent.desk
    await record_reply(
        sent.case_id,
        sent.member,
        revision=sent.ids["revision"],
        text=sent.text("text"),
        url=sent.text("url"),
        **desk.tools(),
    )
    return None


async def send_closing(sent: Submission) -> View | None:
    """Close the case and confirm who helped."""
    desk = sent.desk
    await close_case(
        sent.case_id,
        sent.member,
        outcome=sent.text("outcome"),
        helped=[modals.read_share(value) for value in sent.fields.get("helped") or ()],
        **desk.tools(),
    )
    return None


OUTCOMES: dict[str, Outcome] = {
    "case.contribute": send_contribution,
    "case.draft": send_draft,
    "case.sign_off": send_sign_off,
    "case.reply": send_reply,
    "case.close": send_closing,
}
"""What each modal on the way to an answer does when it is sent."""
