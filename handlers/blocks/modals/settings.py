"""Modals about what somebody wants to be told, and about the boards."""

from __future__ import annotations

from bot.domain.digest import HOW_COUNTED
from bot.domain.people import Member
from handlers.blocks.boards import COUNTED, HOW_BOARDS_WORK
from handlers.blocks.inputs import checkboxes, time_input
from handlers.blocks.kit import Block, View, actions, button, context, modal, section

NOTE, BOARDS, SUGGESTED = "note", "boards", "suggested"


def settings_modal(member: Member) -> View:
    """What somebody is told, when, and where they are shown."""
    return modal("settings", "Settings", _fields(member), submit="Save the settings")


def join_boards_modal() -> View:
    """How boards work, and a button to join them."""
    explained = (section(part) for part in HOW_BOARDS_WORK)
    return modal("board.join", "How boards work", (*explained, actions(button(*COUNTED))), submit="Join the boards")


def counted_modal() -> View:
    """How credit is counted."""
    return modal("board.counted", COUNTED[0], [section(HOW_COUNTED)], close="Back")


def _fields(member: Member) -> tuple[Block, ...]:
    wants = [
        ("Tell me of my week in a note", NOTE),
        ("Suggest me to colleagues who look for help", SUGGESTED),
        *([("Show me on the boards where I am among the first", BOARDS)] if member.may_take_part else []),
    ]
    holds = {NOTE: member.weekly_note, BOARDS: member.on_boards, SUGGESTED: member.suggested}
    zone = f" ({member.zone})" if member.zone else ""
    return (
        time_input("quiet_from", "Quiet from", initial=member.quiet_from),
        time_input(
            "quiet_until",
            "Quiet until",
            initial=member.quiet_until,
            hint=f"On your own clock{zone}. What Muster would tell you then comes afterwards. Clear both for none.",
        ),
        checkboxes("wants", "What you want", wants, ticked=[name for name, on in holds.items() if on]),
        *([context(*HOW_BOARDS_WORK[:1]), actions(button(*COUNTED))] if member.may_take_part else []),
    )
