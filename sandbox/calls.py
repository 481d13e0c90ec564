"""The log of Web API calls, and the faults that a test or a person asked for."""

import time
from dataclasses import dataclass, field
from typing import Literal

from sandbox.errors import Json

FaultKind = Literal["limit", "fail", "drop_before", "drop_after"]
_CONTENT = {
    "text",
    "blocks",
    "attachments",
    "view",
    "metadata",
    "token",
    "initial_comment",
    "topic",
    "purpose",
}


@dataclass(slots=True, kw_only=True)
class Fault:
    """The next `count` calls of a method go wrong in a certain way."""

    kind: FaultKind
    method: str
    count: int
    channel: str | None = None
    retry_after: int = 1
    error: str = "internal_error"
    seconds: float = 0.0
    """How long the connection hangs before it breaks."""


@dataclass(slots=True)
class Calls:
    """Every call that came in, and the faults that wait for one."""

    log: list[Json] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    def note(self, method: str, arguments: Json) -> Json:
        """Write a call into the log, without what people wrote."""
        kept = {name: value for name, value in arguments.items() if name not in _CONTENT}
        entry: Json = {"method": method, "arguments": kept, "at": time.time()}
        self.log.append(entry)
        return entry

    def fault_for(self, method: str, channel: str | None) -> Fault | None:
        """The fault that this call meets, if any; each is met as often as it was asked for."""
        for fault in self.faults:
            if fault.method == method and fault.channel in (None, channel):
                fault.count -= 1
                if fault.count <= 0:
                    self.faults.remove(fault)
                return fault
        return None

    def counts(self) -> dict[str, int]:
        """How often each method was called."""
        counts: dict[str, int] = {}
        for entry in self.log:
            counts[entry["method"]] = counts.get(entry["method"], 0) + 1
        return counts
