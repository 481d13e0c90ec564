"""Slack's clock of messages: unique, increasing timestamps."""

import time
from dataclasses import dataclass


@dataclass(slots=True)
class Timestamps:
    """Gives each message its `ts`: seconds, a dot, and six digits, never the same twice."""

    seconds: int = 0
    serial: int = 0

    def next(self) -> str:
        """The next ts of the workspace, later than any before it."""
        now = int(time.time())
        if now > self.seconds:
            self.seconds, self.serial = now, 0
        self.serial += 100
        return f"{self.seconds}.{self.serial:06d}"
