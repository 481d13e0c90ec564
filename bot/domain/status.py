"""Where a case stands."""

from enum import StrEnum


class Status(StrEnum):
    """Where a case stands: being worked on, answered and waiting for the customer, done, or set aside.

    A case is set aside where it was merged into another one, or was void from the start.
    """

    OPEN = "open"
    REPLIED = "replied"
    CLOSED = "closed"
    DISMISSED = "dismissed"
    MERGED = "merged"
    VOID = "void"


LIVE = frozenset({Status.OPEN, Status.REPLIED})
"""Where there is still something to do."""

ENDED = frozenset({Status.CLOSED, Status.DISMISSED})
"""Where a case may be taken up again."""
