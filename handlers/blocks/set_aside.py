"""What the card of a case becomes that was merged into another one, or is void."""

from __future__ import annotations

from bot.domain.sheet import CaseSheet
from handlers.blocks.kit import Block, actions, button, section
from handlers.blocks.text import cut, escape


def set_aside(sheet: CaseSheet) -> tuple[Block, ...]:
    """Two lines that lead on, with the act that reverses it."""
    case, value = sheet.case, str(sheet.case.id)
    if case.merged_into:
        return (
            section(f"*{escape(case.matter)}*\nPart of case {case.merged_into}. What is written here counts there."),
            actions(
                button(f"Show case {case.merged_into}", "case.show", str(case.merged_into)),
                button("Timeline", "case.timeline", value),
                button("Take apart", "case.part", value),
            ),
        )
    return (
        section(f"*{escape(case.matter)}*\nVoid: {escape(cut(case.voided_because or '', 300))}"),
        actions(button("Timeline", "case.timeline", value), button("Restore", "case.restore", value)),
    )
