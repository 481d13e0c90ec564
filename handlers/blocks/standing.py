"""The lower part of a card: who owes input, who has the case, and how far its answer is."""

from __future__ import annotations

from datetime import datetime

from bot.domain.case import Case
from bot.domain.draft import DraftMark, SignOff
from bot.domain.sheet import CaseSheet
from bot.domain.slot import Slot, SlotState
from bot.domain.status import Status
from handlers.blocks.kit import Block, section
from handlers.blocks.naming import name_of, signers, slot_title
from handlers.blocks.text import cut, due, escape, link


def who_does_what(sheet: CaseSheet, now: datetime) -> tuple[Block, ...]:
    """Whose input is there and whose is not, the owner, and what comes next by when."""
    slots = " · ".join(_slot(sheet, slot, now) for slot in sheet.case.slots)
    lines = (f"{_owner(sheet, now)} · {_progress(sheet, now)}", _drafting(sheet, now))
    asked = (section(slots),) if slots else ()
    return (*asked, section("\n".join(filter(None, lines))))


def _slot(sheet: CaseSheet, slot: Slot, now: datetime) -> str:
    title = f"*{slot_title(sheet, slot.name)}*"
    match slot.state(now):
        case SlotState.ANSWERED:
            return f"{title} ✓ {', '.join(name_of(sheet, member) for member in slot.answered_by)}"
        case SlotState.WAIVED:
            return f"{title} – waived"
        case SlotState.OVERDUE:
            return f"{title} ◷ overdue since {due(slot.due, now)}"
        case SlotState.ASKED:
            return f"{title} ◷ asked, due {due(slot.due, now)}"


def _owner(sheet: CaseSheet, now: datetime) -> str:
    case = sheet.case
    if case.owner is None:
        return "Owner: nobody yet"
    ends = case.lease_ends_at if case.status is Status.OPEN else None
    return f"Owner: {name_of(sheet, case.owner)}" + (f" (free again at {due(ends, now)} unless kept)" if ends else "")


def _drafting(sheet: CaseSheet, now: datetime) -> str:
    """Who writes right now; of many, the first few."""
    if sheet.case.status is not Status.OPEN:
        return ""
    writing = [f"{name_of(sheet, one.member)} is drafting (since {due(one.since, now)})" for one in sheet.drafting]
    return " · ".join(writing[:3])


def _progress(sheet: CaseSheet, now: datetime) -> str:
    case = sheet.case
    if case.reply:
        flag = "" if case.reply.as_signed else " ⚠ differs from what was signed"
        return f"Answered by {name_of(sheet, case.reply.by)} · {link(case.reply.url, 'Reply')}{flag}"
    if case.sending:
        return f"Revision {case.sending.revision} is on its way, sent by {name_of(sheet, case.sending.by)}"
    wanted, which = case.clocks.due or case.first_reply_due, "Next" if case.clocks.first_replied_at else "First"
    promise = f"{which} reply {'overdue since' if wanted < now else 'due'} {due(wanted, now)}"
    if case.signed:
        failed = f"\n⚠ It could not be sent: {escape(cut(case.send_problem, 300))}" if case.send_problem else ""
        return f"{promise}\nRevision {case.signed.revision} signed off by {_signed_by(sheet, case.signed)}{failed}"
    if waiting := signable(case):
        return f"{promise} · revision {waiting.revision} waits for sign-off by {_missing(sheet, waiting)}"
    if case.draft is None:
        return promise
    if case.draft.changes_wanted:
        return f"{promise} · changes are wanted in revision {case.draft.revision}"
    return f"{promise} · revision {case.draft.revision} went out already"


def _signed_by(sheet: CaseSheet, signed: SignOff) -> str:
    """Everyone whose signature the answer has, in the order in which they gave it."""
    mark = sheet.case.revision(signed.revision)
    return ", ".join(name_of(sheet, one.by) for one in (mark.signatures if mark and mark.signatures else (signed,)))


def _missing(sheet: CaseSheet, waiting: DraftMark) -> str:
    """Whose signatures a revision waits for now; where they come one after the other, the next one's."""
    missing = sheet.policy.missing(waiting.signatures)
    return " and ".join(signers(sheet, one) for one in (missing[:1] if sheet.policy.in_order else missing))


def signable(case: Case) -> DraftMark | None:
    """The newest revision that waits for nothing but signatures, and is not what the customer has already."""
    return next((draft for draft in reversed(case.drafts) if not (draft.sent or draft.changes_wanted)), None)
