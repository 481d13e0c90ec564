"""The people inside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NewType
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

MemberId = NewType("MemberId", str)
"""Slack's user id; never a name, which anyone can change."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A person inside. `function` is their department's key in `muster.toml`, None until it is known; `groups` are
    the handles of their Slack user groups. `zone` names their time zone as Slack knows it; who is not `suggested` has
    asked not to be. From minute `quiet_from` of their day until minute `quiet_until` nothing is sent to them; once a
    week they get a `weekly_note` unless they want none."""

    id: MemberId
    name: str
    function: str | None = None
    active: bool = True
    guest: bool = False
    on_boards: bool = False
    groups: frozenset[str] = frozenset()
    zone: str | None = None
    suggested: bool = True
    quiet_from: int | None = None
    quiet_until: int | None = None
    weekly_note: bool = True

    @property
    def may_take_part(self) -> bool:
        """Guests and people who have left read along at most."""
        return self.active and not self.guest


def own_zone(member: Member) -> ZoneInfo | None:
    """The time zone in which a person lives, if it is known here."""
    try:
        return ZoneInfo(member.zone) if member.zone else None
    except (ZoneInfoNotFoundError, ValueError):  # Slack may know zones that this machine does not
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Circle:
    """Some people, by their ids or by the handle of their Slack user group."""

    members: frozenset[MemberId] = frozenset()
    usergroup: str | None = None

    def holds(self, member: Member) -> bool:
        """Whether this person is one of them."""
        return member.id in self.members or (self.usergroup is not None and self.usergroup in member.groups)

    def __bool__(self) -> bool:
        """Whether anyone is named at all."""
        return bool(self.members) or self.usergroup is not None


NOBODY = Circle()
"""Where nobody is named."""
