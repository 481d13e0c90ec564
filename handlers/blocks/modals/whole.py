"""Modals that merge, split, take apart, void and restore cases."""

from __future__ import annotations

from collections.abc import Sequence

from bot.domain.case import Case
from bot.domain.mention import KeptMention
from bot.domain.sheet import CaseSheet
from handlers.blocks.inputs import choice, choices, text_input
from handlers.blocks.kit import Block, View, modal, section
from handlers.blocks.modals.common import ids, reason_modal, words
from handlers.blocks.text import cut, when

_SHOWN = 70
"""Characters of a mention that one sees when choosing."""


def merge_modal(sheet: CaseSheet, others: Sequence[Case]) -> View:
    """Make a case part of one of the `others`, which are offered in their order, or of any other one."""
    offered = [(f"{other.id} · {other.matter}", str(other.id)) for other in others]
    hint = f"Its number, as in “/muster case {sheet.case.id}”."
    fields: list[Block] = [text_input("into", "Which case is it part of?", hint=hint)]
    if offered:
        fields = [
            choice("suggested", "Which case is it part of?", offered, optional=True),
            text_input("into", "Or another one, by its number", hint=hint, optional=True),
        ]
    note = section("Its mentions and its input go along, and the older promise to a customer holds for both.")
    return modal(
        "case.merge", "Merge", (words(sheet), note, *fields), submit="Merge", metadata=ids(case=sheet.case.id)
    )


def split_modal(sheet: CaseSheet, mentions: Sequence[KeptMention]) -> View:
    """Let some of these mentions become a case of their own."""
    left_out = sheet.case.mentions - len(mentions)
    older = f" Only the newest {len(mentions)} can be chosen." if left_out > 0 else ""
    return modal(
        "case.split",
        "Split",
        (
            words(sheet),
            choices(
                "mentions",
                "Which mentions are about something else?",
                [(_shown(one), str(one.id)) for one in mentions],
                hint=f"They become a case of their own. At least one stays here.{older}",
            ),
        ),
        submit="Split",
        metadata=ids(case=sheet.case.id),
    )


def void_modal(sheet: CaseSheet) -> View:
    """Say that this was never a case."""
    return reason_modal(sheet, "case.void", "Make it void", "Why is this no case?")


def restore_modal(sheet: CaseSheet) -> View:
    """Let a void case go on."""
    return reason_modal(sheet, "case.restore", "Restore the case", "Why does this count after all?")


def part_modal(sheet: CaseSheet) -> View:
    """Take a merged case apart again, if that is meant."""
    case = sheet.case
    merged_at = when(case.clocks.spans[-1].end or case.opened_at)
    return modal(
        "case.part",
        "Take apart",
        (
            section(
                f"Case {case.id} goes its own way again. The mentions and the input that it had brought to case "
                f"{case.merged_into} come back; what came in since {merged_at} stays there."
            ),
        ),
        submit="Take apart",
        metadata=ids(case=case.id),
    )


def _shown(one: KeptMention) -> str:
    return cut(" ".join(one.mention.text.split()), _SHOWN) or "Without words"
