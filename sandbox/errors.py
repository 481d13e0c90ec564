"""How the sandbox says no: to the bot in Slack's codes, to people in a sentence."""

from collections.abc import Sequence
from typing import Any

Json = dict[str, Any]


class SlackError(Exception):
    """A Web API call that Slack refuses, with the code that Slack gives."""

    def __init__(self, code: str, *, messages: Sequence[str] = (), **details: Any) -> None:
        super().__init__(code)
        self.code = code
        self.messages = tuple(messages)
        self.details = details

    def body(self) -> Json:
        """The refusal in Slack's JSON."""
        body: Json = {"ok": False, "error": self.code, **self.details}
        if self.messages:
            body["response_metadata"] = {"messages": [f"[ERROR] {message}" for message in self.messages]}
        return body


class Refused(Exception):
    """Something a person asked of the sandbox that cannot be done, in a clear sentence."""
