"""What is typed into modals. One listener dispatches by the modal's id; errors stand at their field."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from slack_bolt.context.ack.async_ack import AsyncAck

from bot.domain.errors import BadInput, MusterError, StaleDraft
from bot.domain.people import MemberId
from bot.usecases.close_case import close_case
from bot.usecases.contribute import contribute
from bot.usecases.dismiss_case import dismiss_case
from bot.usecases.draft_reply import draft_reply
from bot.usecases.learn_people import recognise
from bot.usecases.look_up_case import look_up_case
from bot.usecases.move_case import move_case
from bot.usecases.record_reply import record_reply
from bot.usecases.reopen_case import reopen_case
from bot.usecases.report_mention import report_mention
from bot.usecases.sign_off import sign_off
from handlers.blocks import modals
from handlers.blocks.kit import View
from handlers.blocks.text import escape
from handlers.desk import Desk
from handlers.submission import Submission

Outcome = Callable[[Submission], Awaitable[View | None]]
"""Carries a submission out. Returns the view to show next, None to close the modal."""


class Views:
    """The listener of all modals."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def __call__(self, body: dict[str, Any], view: dict[str, Any], ack: AsyncAck) -> None:
        """Carry out what was sent, or say at the field what is wrong; nothing that was typed is lost."""
        outcome = OUTCOMES.get(view["callback_id"])
        if outcome is None:
            await ack()
            return
        try:
            member = await recognise(MemberId(body["user"]["id"]), uow=self._desk.uow())
            following = await outcome(Submission.of(view, member, self._desk))
        except MusterError as error:
            await self._refuse(error, view, ack)
            return
        if following:
            await ack(response_action="update", view=following)
        else:
            await ack()

    async def _refuse(self, error: MusterError, view: dict[str, Any], ack: AsyncAck) -> None:
        """Put the message at its field, or the first; a modal without fields is replaced by it."""
        inputs: list[str] = [block["block_id"] for block in view["blocks"] if block["type"] == "input"]
        field = error.field if isinstance(error, BadInput) else None
        if inputs:
            place = field if field in inputs else inputs[0]
            await ack(response_action="errors", errors={place: str(error)})
        else:
            await ack(response_action="update", view=modals.done_modal("Not done", escape(str(error))))


async def send_mention(sent: Submission) -> View | None:
    """Bring in what a customer said."""
    desk, community = sent.desk, sent.text("community")
    result = await report_mention(
        sent.member,
        identity=sent.ids.get("origin") or sent.view_id,
        text=sent.text("text"),
        author=sent.text("author"),
        url=sent.text("url"),
        community=None if community in ("", modals.AUTOMATIC) else community,
        rules=desk.rules,
        **desk.tools(),
    )
    if result.case is None:
        return modals.done_modal("Reported", "This mention came in already.")
    sheet = await look_up_case(result.case, uow=desk.uow(), company=desk.company)
    verb = "opened" if result.opened else "joined"
    return modals.done_modal("Reported", f"Thank you. It {verb} case {result.case} in <#{sheet.community.channel}>.")


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
    await record_reply(sent.case_id, sent.member, text=sent.text("text"), url=sent.text("url"), **desk.tools())
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


async def send_dismissal(sent: Submission) -> View | None:
    """Dismiss the case."""
    desk, reason = sent.desk, sent.text("reason")
    await dismiss_case(sent.case_id, sent.member, reason=reason, **desk.tools())
    return None


async def send_reopening(sent: Submission) -> View | None:
    """Reopen the case."""
    desk, reason = sent.desk, sent.text("reason")
    await reopen_case(sent.case_id, sent.member, reason=reason, **desk.tools())
    return None


async def send_move(sent: Submission) -> View | None:
    """Send the case to another community."""
    desk = sent.desk
    await move_case(sent.case_id, sent.member, to=sent.text("community"), reason=sent.text("reason"), **desk.tools())
    return None


OUTCOMES: dict[str, Outcome] = {
    "mention.report": send_mention,
    "case.contribute": send_contribution,
    "case.draft": send_draft,
    "case.sign_off": send_sign_off,
    "case.reply": send_reply,
    "case.close": send_closing,
    "case.dismiss": send_dismissal,
    "case.reopen": send_reopening,
    "case.move": send_move,
}
"""What each modal does when it is sent."""
