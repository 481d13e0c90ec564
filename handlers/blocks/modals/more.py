"""All that can be done about a case beside what its card offers, in one modal.

To offer one more act: add an `Entry` to its group in `ENTRIES`, with the action of a reaction in `handlers.actions`.
Its button carries the case's number. A reaction that opens a modal takes this one's place; one that acts at once ends
with `press.back.done(...)`, which says so here and nothing where the card tells it already.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.people import Member
from bot.domain.roles import Act, may, may_confirm_help
from bot.domain.sheet import CaseSheet
from bot.domain.status import Status
from handlers.blocks.kit import Block, View, button, divider, modal, section
from handlers.blocks.modals.common import words


@dataclass(frozen=True, slots=True)
class Entry:
    """One act: what its button says and does, what it is for in a line, and for which cases it is offered; an
    `act` for leads alone is offered to them alone, and what is `wanted` of some people, or for a while, to those."""

    label: str
    action: str
    purpose: str
    offered: Callable[[CaseSheet], bool]
    act: Act | None = None
    wanted: Callable[[CaseSheet, Member, datetime], bool] = lambda sheet, reader, now: True


def _open(sheet: CaseSheet) -> bool:
    return sheet.case.status is Status.OPEN


def _live(sheet: CaseSheet) -> bool:
    return sheet.case.live


def _replied(sheet: CaseSheet) -> bool:
    return sheet.case.status is Status.REPLIED


def _owned(sheet: CaseSheet) -> bool:
    return sheet.case.live and sheet.case.owner is not None


def _waits_for_input(sheet: CaseSheet) -> bool:
    return sheet.case.live and any(slot.waits for slot in sheet.case.slots)


def _sent_by_hand(sheet: CaseSheet) -> bool:
    return _open(sheet) and sheet.can_send and sheet.case.signed is not None and sheet.case.sending is None


def _answered(sheet: CaseSheet) -> bool:
    return sheet.case.reply is not None and _in_place(sheet)


def _claimable_beside_its_draft(sheet: CaseSheet) -> bool:
    return _open(sheet) and sheet.case.owner is None and sheet.case.draft is not None


def _draftable_without_owner(sheet: CaseSheet) -> bool:
    return _open(sheet) and sheet.case.owner is None and sheet.case.draft is None


def _in_place(sheet: CaseSheet) -> bool:
    return sheet.case.status not in (Status.MERGED, Status.VOID)


def _splittable(sheet: CaseSheet) -> bool:
    return _open(sheet) and sheet.case.mentions > 1


def _shareable(sheet: CaseSheet) -> bool:
    return _live(sheet) and bool(sheet.company.partners.keys() - set(sheet.case.partners))


def _shared(sheet: CaseSheet) -> bool:
    return bool(sheet.case.partners)


def _authored(sheet: CaseSheet) -> bool:
    return sheet.mention.author is not None


def _can_say_who_helped(sheet: CaseSheet, reader: Member, now: datetime) -> bool:
    """Whether this person may confirm somebody's help yet, and it counts."""
    case = sheet.case
    permitted = may_confirm_help(reader, case, sheet.company)
    return permitted and case.confirmable(now) and bool(case.unconfirmed_by(reader.id))


ENTRIES: dict[str, tuple[Entry, ...]] = {
    "Who helps": (
        Entry("Suggest people", "case.suggest", "Colleagues who have helped with such matters.", _waits_for_input),
        Entry("Ask for input", "case.ask", "One more function, or one person.", _live),
        Entry("Waive input", "case.waive", "Go on without the answer of a function or a person.", _waits_for_input),
        Entry("Add my input", "case.contribute", "What you know about this.", _replied),
    ),
    "Who has it": (
        Entry("Claim", "case.claim", "Make it yours.", _claimable_beside_its_draft),
        Entry("Draft the reply", "case.draft", "Write what the customer could get.", _draftable_without_owner),
        Entry("Hand over", "case.hand_over", "Make somebody else the owner.", _owned),
        Entry("Release", "case.release", "Give it back, so that someone else can claim it.", _owned),
    ),
    "The answer": (
        Entry("Record as sent", "case.reply", "You have posted the signed answer yourself.", _sent_by_hand),
        Entry("Ask how it was", "case.feedback", "A link on which the customer can judge the answer.", _answered),
    ),
    "Where it belongs": (
        Entry("Move elsewhere", "case.move", "To the community that it belongs to.", _open),
        Entry("Reopen", "case.reopen", "Go on, since the matter is not over.", _replied),
        Entry(
            "Change the class", "case.reclass", "Another class of risk: other input is owed, and others sign.", _live
        ),
        Entry("Merge", "case.merge", "It is part of another case.", _open),
        Entry("Split", "case.split", "Some of its mentions are about something else.", _splittable),
        Entry("Dismiss", "case.dismiss", "End it where it needs no answer.", _open),
        Entry("Make it void", "case.void", "It was never a case.", _in_place, Act.VOID),
    ),
    "Who helped": (
        Entry(
            "Say who helped",
            "case.confirm_help",
            "Whose help you saw; credit is counted from that.",
            lambda sheet: sheet.case.status is Status.CLOSED,
            wanted=_can_say_who_helped,
        ),
        Entry("Say thanks", "case.thank", "In your own words, to one colleague alone.", _in_place),
        Entry("We tried something", "case.attempt", "What did not work, and what you learned of it.", _in_place),
    ),
    "What it teaches": (
        Entry("Make it an idea", "case.idea", "Write down what should be better, or join such an idea.", _in_place),
    ),
    "Who sees it outside": (
        Entry(
            "Share with a partner",
            "case.share_partner",
            "A copy that shows nobody, to be answered.",
            _shareable,
            Act.SHARE,
        ),
        Entry("End partner’s access", "case.unshare", "The copy goes, and no more comes in.", _shared),
    ),
    "What happened": (
        Entry("Timeline", "case.timeline", "Every act on this case, in order.", lambda _: True),
        Entry("Customer’s record", "customer.of_case", "Who they are, and all that was said before.", _authored),
    ),
}
"""The acts in their groups, in the order in which they are read."""


def more_modal(sheet: CaseSheet, reader: Member, now: datetime) -> View:
    """What else somebody can do about a case as it stands."""
    blocks: list[Block] = [words(sheet)]
    for title, entries in ENTRIES.items():
        offered = [entry for entry in entries if _offered(entry, sheet, reader, now)]
        if offered:
            blocks += [divider(), section(f"*{title}*")]
            blocks += [_line(entry, sheet) for entry in offered]
    return modal("case.more", "More about this case", blocks)


def _offered(entry: Entry, sheet: CaseSheet, reader: Member, now: datetime) -> bool:
    permitted = entry.act is None or may(entry.act, reader, sheet.case, sheet.company)
    return entry.offered(sheet) and permitted and entry.wanted(sheet, reader, now)


def _line(entry: Entry, sheet: CaseSheet) -> Block:
    return section(entry.purpose, button(entry.label, entry.action, str(sheet.case.id)))
