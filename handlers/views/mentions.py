"""What is typed into modals about what was said outside."""

from __future__ import annotations

from bot.domain.errors import NotAllowed
from bot.usecases.look_up_case import look_up_case
from bot.usecases.report_mention import report_mention
from handlers.blocks import modals
from handlers.blocks.kit import View
from handlers.views.submission import Outcome, Submission


async def send_mention(sent: Submission) -> View | None:
    """Bring in what a customer said."""
    desk, community = sent.desk, sent.text("community")
    result = await report_mention(
        sent.member,
        identity=sent.word("origin") or sent.view_id,
        text=sent.text("text"),
        author=sent.text("author"),
        url=sent.text("url"),
        community=None if community in ("", modals.AUTOMATIC) else community,
        **desk.ears(),
    )
    if result.case is None:
        return modals.done_modal("Reported", "This mention came in already.")
    try:
        sheet = await look_up_case(result.case, sent.member, uow=desk.uow(), company=desk.company)
    except NotAllowed:
        return modals.done_modal("Reported", "Thank you. It went to a private community, whose people look after it.")
    verb = "opened" if result.opened else "joined"
    return modals.done_modal("Reported", f"Thank you. It {verb} case {result.case} in <#{sheet.community.channel}>.")


OUTCOMES: dict[str, Outcome] = {
    "mention.report": send_mention,
}
"""What each modal about what was said outside does when it is sent."""
