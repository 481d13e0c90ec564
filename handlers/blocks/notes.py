"""What the thread of a card is told: one line an act."""

from collections.abc import Sequence

from bot.domain import activity as act
from bot.domain.policy import Signature
from bot.domain.sheet import CaseSheet, Note
from handlers.blocks.kit import Message, actions, button, context, sections
from handlers.blocks.sentences import say
from handlers.blocks.text import escape, when


def note(sheet: CaseSheet, told: Note) -> Message:
    """The message for one activity; drafts and contributions come with their words."""
    line = say(told.activity, sheet)
    if isinstance(told.activity, act.Drafted):
        return _draft_note(sheet, told.activity, line, told.text or "")
    if told.text:
        return Message(line, (context(line), *sections(told.text, quoted=True)))
    return Message(line, (context(line),))


def timeline(sheet: CaseSheet, told: Sequence[Note]) -> list[str]:
    """What happened, each act with its time. Who confirmed whom is not told here: that comes with the week."""
    return [
        f"{when(one.activity.at)} · {say(one.activity, sheet)}"
        for one in told
        if not isinstance(one.activity, act.Confirmed)
    ]


def _draft_note(sheet: CaseSheet, drafted: act.Drafted, line: str, text: str) -> Message:
    case_id, revision = sheet.case.id, drafted.revision
    signers = " and ".join(_signers(sheet, signature) for signature in sheet.policy.signatures)
    return Message(
        line,
        (
            context(f"{line} To be signed off by {signers}, never by its author."),
            *sections(text, quoted=True),
            actions(
                button(f"Sign off revision {revision}", "case.sign_off", f"{case_id}:{revision}", style="primary"),
                button("Edit the draft", "case.draft", str(case_id)),
            ),
        ),
    )


def _signers(sheet: CaseSheet, signature: Signature) -> str:
    titles = sorted(sheet.company.function_title(name) for name in signature.functions)
    return escape(" or ".join(titles) or "anyone")
