"""What the thread of a card is told: one line an act."""

from collections.abc import Sequence

from bot.domain import activity as act
from bot.domain.activity import Activity
from bot.domain.sheet import CaseSheet, Note
from handlers.blocks.kit import Message, actions, button, context, sections
from handlers.blocks.text import cut, escape, link, when


def note(sheet: CaseSheet, told: Note) -> Message:
    """The message for one activity; drafts and contributions come with their words."""
    line = say(told.activity, escape(told.by_name or "Muster"), sheet)
    if isinstance(told.activity, act.Drafted):
        return _draft_note(sheet, told.activity, line, told.text or "")
    if told.text:
        return Message(line, (context(line), *sections(told.text, quoted=True)))
    return Message(line, (context(line),))


def timeline(sheet: CaseSheet, told: Sequence[Note]) -> list[str]:
    """What happened, each act with its time. Who confirmed whom is not told here: that comes with the week."""
    return [
        f"{when(one.activity.at)} · {say(one.activity, escape(one.by_name or 'Muster'), sheet)}"
        for one in told
        if not isinstance(one.activity, act.Confirmed)
    ]


def _draft_note(sheet: CaseSheet, drafted: act.Drafted, line: str, text: str) -> Message:
    case_id, revision = sheet.case.id, drafted.revision
    titles = sorted(sheet.company.function_title(name) for name in sheet.community.sign_off)
    signers = " or ".join(titles) or "anyone"
    return Message(
        line,
        (
            context(f"{line} To be signed off by {escape(signers)}, never by its author."),
            *sections(text, quoted=True),
            actions(
                button(f"Sign off revision {revision}", "case.sign_off", f"{case_id}:{revision}", style="primary"),
                button("Edit the draft", "case.draft", str(case_id)),
            ),
        ),
    )


def say(activity: Activity, who: str, sheet: CaseSheet) -> str:
    """An activity in a sentence."""
    match activity:
        case act.Opened():
            return f"{who} brought it in." if activity.by else "The mention came in."
        case act.Joined():
            return f"One more mention came in ({escape(cut(activity.reason, 300))})."
        case act.Claimed():
            return f"{who} claimed this."
        case act.Released():
            return f"{who} released this; it is free to claim."
        case act.Contributed():
            title = activity.function and sheet.company.function_title(activity.function)
            return f"{who} gave input for {escape(title)}." if title else f"{who} gave input."
        case act.Amended():
            return f"{who} changed their input."
        case act.Withdrawn():
            return f"{who}’s input was deleted."
        case act.Drafted():
            return f"{who} wrote revision {activity.revision}."
        case act.SignedOff():
            return f"{who} signed off revision {activity.revision}."
        case act.Replied():
            flag = "" if activity.as_signed else " ⚠ What went out differs from what was signed."
            return f"{who} told the customer: {link(activity.url, 'reply')}.{flag}"
        case act.Closed():
            return f"{who} closed this: {escape(cut(activity.outcome, 300))}"
        case act.Dismissed():
            return f"{who} dismissed this: {escape(cut(activity.reason, 300))}"
        case act.Reopened():
            return f"{who} reopened this: {escape(cut(activity.reason, 300))}"
        case act.Moved():
            title = sheet.company.community_title(activity.community)
            return f"{who} sent this to {escape(title)}: {escape(cut(activity.reason, 300))}"
        case _:
            raise TypeError(f"no words for {activity!r}")
