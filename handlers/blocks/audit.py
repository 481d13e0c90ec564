"""The auditors' sheet."""

from __future__ import annotations

from collections.abc import Iterable

from bot.domain.credit import points
from bot.domain.people import MemberId
from bot.usecases.audit_credit import Sheet
from handlers.blocks.boards import month_name
from handlers.blocks.kit import Block, Message, context, section
from handlers.blocks.text import escape, when

LISTED = 10
"""Lines of each part."""


def audit_page(sheet: Sheet) -> Message:
    """What is worth a look in a season; what is not found is said too."""
    found = sheet.audit

    def name(member: str) -> str:
        return escape(sheet.names.get(MemberId(member), member))

    pairs = (
        f"{name(one.first)} {points(one.to_first)} · {name(one.second)} {points(one.to_second)} points "
        "by each other’s word"
        for one in found.pairs
    )
    ahead = (
        f"{name(one.member)}: {one.credit:.1%} of the credit, {one.trust:.1%} of the trust" for one in found.ahead
    )
    caps = (
        f"{name(one.first)} and {name(one.second)}: {points(one.total)} points would be, {points(one.cap)} are "
        f"the most, {points(one.taken)} were taken"
        for one in found.caps
    )
    title = f"The auditors’ sheet of {month_name(sheet.season)}"
    blocks = (
        section(f"*{title}*\nA look at the ledger, never a score: each line may have a good reason."),
        _part("Who confirmed each other", pairs, "Nobody confirmed somebody who had confirmed them."),
        _part(
            "Whose credit is ahead of the trust that reaches them from approvers",
            ahead,
            "Credit and trust go together; or no approver confirmed anybody yet.",
        ),
        _part("Caps that bit", caps, "No pair came to its cap."),
        context(_looks(sheet)),
    )
    return Message(title, blocks)


def _part(title: str, lines: Iterable[str], nothing: str) -> Block:
    known = list(lines)
    more = f"\nand {len(known) - LISTED} more; `credit export` has them all" if len(known) > LISTED else ""
    return section(f"*{title}*\n" + ("\n".join(known[:LISTED]) or nothing) + more)


def _looks(sheet: Sheet) -> str:
    looked = ", ".join(f"{escape(sheet.names.get(one.by, one.by))} {when(one.at)}" for one in sheet.looks)
    return (
        f"Each look is noted. Before you: {looked}." if looked else "Each look is noted. You are the first to look."
    )
