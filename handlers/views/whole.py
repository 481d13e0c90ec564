"""What is typed into modals that merge, split, take apart, void and restore cases."""

from __future__ import annotations

from bot.domain.errors import BadInput, UnknownCase, WrongStage
from bot.domain.mention import MentionId
from bot.usecases.merge_cases import merge_cases
from bot.usecases.part_case import part_case
from bot.usecases.restore_case import restore_case
from bot.usecases.split_case import split_case
from bot.usecases.void_case import void_case
from handlers.blocks.kit import View
from handlers.commands.question import read_case_id
from handlers.views.submission import Outcome, Submission


async def send_merge(sent: Submission) -> View | None:
    """Make the case part of another one: of the one whose number was typed, else of the chosen one."""
    typed = sent.text("into").strip().lower().removeprefix("case").strip(" #")
    field = "into" if typed or not sent.text("suggested") else "suggested"
    if not typed and field == "into":
        raise BadInput("Choose a case, or write the number of one.", field="into")
    try:
        into = read_case_id(typed or sent.text("suggested"))
        await merge_cases(sent.case_id, sent.member, into=into, **sent.desk.tools())
    except (UnknownCase, WrongStage, BadInput) as error:
        raise BadInput(str(error), field=field) from error
    return None


async def send_split(sent: Submission) -> View | None:
    """Let the chosen mentions become a case of their own."""
    chosen = [MentionId(one) for one in sent.all_chosen("mentions")]
    await split_case(sent.case_id, sent.member, mentions=chosen, **sent.desk.tools())
    return None


async def send_parting(sent: Submission) -> View | None:
    """Take a merged case apart."""
    await part_case(sent.case_id, sent.member, **sent.desk.tools())
    return None


async def send_void(sent: Submission) -> View | None:
    """Make the case void."""
    await void_case(sent.case_id, sent.member, reason=sent.text("reason"), **sent.desk.tools())
    return None


async def send_restoring(sent: Submission) -> View | None:
    """Restore a void case."""
    await restore_case(sent.case_id, sent.member, reason=sent.text("reason"), **sent.desk.tools())
    return None


OUTCOMES: dict[str, Outcome] = {
    "case.merge": send_merge,
    "case.split": send_split,
    "case.part": send_parting,
    "case.void": send_void,
    "case.restore": send_restoring,
}
"""What each modal about merging, splitting and voiding does when it is sent."""
