"""Where a case stands."""

from enum import StrEnum


class Status(StrEnum):
    """Where a case stands: being worked on, answered and waiting for the customer, or done."""

    OPEN = "open"
    REPLIED = "replied"
    CLOSED = "closed"
    DISMISSED = "dismissed"
