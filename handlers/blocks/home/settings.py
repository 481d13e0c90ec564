"""What a person's Home says of their settings."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.home import Home
from bot.domain.people import Member
from handlers.blocks.inputs import wall
from handlers.blocks.kit import Block, button, section


def settings(home: Home) -> Iterator[Block]:
    """How it is set, and the way to change it."""
    yield section(f"*Settings*\n{' · '.join(_facts(home.member))}", button("Settings", "settings", "open"))


def _facts(member: Member) -> Iterator[str]:
    if member.quiet_from is None or member.quiet_until is None:
        yield "No quiet hours"
    else:
        yield f"Quiet from {wall(member.quiet_from)} until {wall(member.quiet_until)}"
    yield "a note of your week" if member.weekly_note else "no note of your week"
    yield "on the boards" if member.on_boards else "on no board"
    yield "suggested to colleagues" if member.suggested else "suggested to nobody"
