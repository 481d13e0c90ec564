"""What may stand in a section of the kind `discourse`."""

from typing import Literal

from sources.base import SourceSettings


class DiscourseSettings(SourceSettings):
    """`url` is the forum's address, `internal` where it stands in the company's own network. People with one of the
    roles `own`, or whose primary group is one of `own_groups`, are no customers. Replies are posted as `username`."""

    url: str
    internal: bool = False
    own: frozenset[Literal["admin", "moderator", "staff"]] = frozenset({"admin", "moderator", "staff"})
    own_groups: frozenset[str] = frozenset()
    username: str = "system"
