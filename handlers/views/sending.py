"""What is sent from modals about the way out to the customer."""

from __future__ import annotations

from bot.domain.errors import AlreadyAnswered
from bot.usecases.ask_for_feedback import send_feedback_question
from bot.usecases.record_reply import record_reply
from bot.usecases.send_reply import send_reply
from handlers.answers import refusal
from handlers.blocks import modals
from handlers.blocks.kit import Message, View, section, sections
from handlers.views.submission import Outcome, Submission


async def send_answer(sent: Submission) -> View | None:
    """Let the revision that was read go out."""
    try:
        looked, desk = bool(sent.several("looked")), sent.desk
        await send_reply(sent.case_id, sent.member, revision=sent.number("revision"), looked=looked, **desk.tools())
    except AlreadyAnswered as first:
        return await _answered(first, sent)
    return None


async def send_record(sent: Submission) -> View | None:
    """Record what went out."""
    try:
        await record_reply(
            sent.case_id,
            sent.member,
            revision=sent.number("revision"),
            text=sent.text("text"),
            url=sent.text("url"),
            **sent.desk.tools(),
        )
    except AlreadyAnswered as first:
        return await _answered(first, sent)
    return None


async def send_question(sent: Submission) -> View | None:
    """Ask the customer how the answer was."""
    desk = sent.desk
    await send_feedback_question(
        sent.case_id, sent.member, reply=sent.number("reply"), uow=desk.uow(), company=desk.company
    )
    return modals.done_modal("Ask how it was", "The question is on its way. What they say comes into the thread.")


async def _answered(first: AlreadyAnswered, sent: Submission) -> View:
    """The first answer in the place of the second one; what was typed for that stays readable."""
    told = await refusal(first, str(sent.case_id), uow=sent.desk.uow(), clock=sent.desk.clock)
    typed = sent.text("text")
    kept = (section("*What you had here*"), *sections(typed, quoted=True)) if typed else ()
    return modals.notice_modal(Message(told.text, (*told.blocks, *kept)))


OUTCOMES: dict[str, Outcome] = {
    "case.send": send_answer,
    "case.reply": send_record,
    "case.feedback": send_question,
}
"""What each of these modals does when it is sent."""
