"""Short-lived permissions that Slack hands to an app: trigger ids and response URLs."""

import secrets
import time
from dataclasses import dataclass, field

from sandbox.errors import SlackError

RESPONSE_SECONDS = 30 * 60
RESPONSE_USES = 5


@dataclass(slots=True, kw_only=True)
class Trigger:
    """The right to open one modal for one person, for a few seconds."""

    user: str
    expires: float
    view_id: str | None = None
    """The modal in which the person acted, if they acted in one."""
    used: bool = False


@dataclass(slots=True, kw_only=True)
class ResponseUrl:
    """The right to answer one interaction a few times."""

    user: str
    channel: str
    message_ts: str | None
    """The message that was acted on: the one that `replace_original` replaces."""
    thread_ts: str | None
    expires: float
    uses_left: int = RESPONSE_USES


@dataclass(slots=True)
class Tickets:
    """All trigger ids and response URLs handed out so far."""

    trigger_seconds: float
    triggers: dict[str, Trigger] = field(default_factory=dict)
    response_urls: dict[str, ResponseUrl] = field(default_factory=dict)

    def issue_trigger(self, user: str, *, view_id: str | None = None) -> str:
        """A new trigger id for what `user` has just done."""
        trigger_id = f"{time.time_ns()}.{secrets.randbelow(10**12)}.{secrets.token_hex(16)}"
        expires = time.monotonic() + self.trigger_seconds
        self.triggers[trigger_id] = Trigger(user=user, expires=expires, view_id=view_id)
        return trigger_id

    def exchange(self, trigger_id: str) -> Trigger:
        """Use up a trigger id; refuses as Slack does one that is unknown, used or too old."""
        trigger = self.triggers.get(trigger_id)
        if trigger is None:
            raise SlackError("invalid_trigger_id")
        if trigger.used:
            raise SlackError("exchanged_trigger_id")
        if time.monotonic() > trigger.expires:
            raise SlackError("expired_trigger_id")
        trigger.used = True
        return trigger

    def issue_response_url(
        self, user: str, channel: str, *, message_ts: str | None = None, thread_ts: str | None = None
    ) -> str:
        """The secret end of a new response URL."""
        token = secrets.token_urlsafe(24)
        self.response_urls[token] = ResponseUrl(
            user=user,
            channel=channel,
            message_ts=message_ts,
            thread_ts=thread_ts,
            expires=time.monotonic() + RESPONSE_SECONDS,
        )
        return token

    def use_response_url(self, token: str) -> ResponseUrl:
        """Use a response URL once more; refuses one that is unknown, too old or used up."""
        response_url = self.response_urls.get(token)
        if response_url is None or time.monotonic() > response_url.expires:
            raise SlackError("expired_url")
        if response_url.uses_left == 0:
            raise SlackError("used_url")
        response_url.uses_left -= 1
        return response_url
