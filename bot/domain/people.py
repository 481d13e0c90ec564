"""The people inside."""

from dataclasses import dataclass
from typing import NewType

MemberId = NewType("MemberId", str)
"""Slack's user id; never a name, which anyone can change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person inside. `function` is their department's key in `muster.toml`, None until it is known."""

    id: MemberId
    name: str
    function: str | None = None
    active: bool = True
    guest: bool = False
    on_boards: bool = False

    @property
    def may_take_part(self) -> bool:
        """Guests and people who have left read along at most."""
        return self.active and not self.guest
