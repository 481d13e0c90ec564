"""A message as Slack keeps it, and the shape in which Slack shows it."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sandbox.errors import Json
from sandbox.people import APP_ID, BOT_ID, FOUNDED, TEAM_ID


@dataclass(slots=True, kw_only=True)
class Message:
    """One message: in a channel, in a thread, or seen by one person only."""

    ts: str
    channel: str
    user: str
    text: str
    team: str = TEAM_ID
    """The organisation of who wrote it."""
    blocks: list[Json] = field(default_factory=list)
    attachments: list[Json] = field(default_factory=list)
    files: list[Json] = field(default_factory=list)
    by_bot: bool = False
    thread_ts: str | None = None
    broadcast: bool = False
    subtype: str | None = None
    extra: Json = field(default_factory=dict)
    metadata: Json | None = None
    edited: Json | None = None
    only_for: str | None = None
    pinned: bool = False
    reactions: dict[str, list[str]] = field(default_factory=dict)

    @property
    def is_reply(self) -> bool:
        """Whether this message stands in a thread below another."""
        return self.thread_ts is not None and self.thread_ts != self.ts

    def shape(self, replies: Sequence["Message"] = (), *, with_metadata: bool = False) -> Json:
        """This message in Slack's JSON; `replies` are those below it, if it heads a thread."""
        shape: Json = {
            "type": "message",
            "user": self.user,
            "text": self.text,
            "ts": self.ts,
            "team": self.team,
        }
        if self.subtype:
            shape["subtype"] = self.subtype
        if self.by_bot:
            shape |= {"bot_id": BOT_ID, "app_id": APP_ID, "bot_profile": bot_profile()}
        shape |= self._optional_parts()
        if self.metadata and with_metadata:
            shape["metadata"] = self.metadata
        if replies:
            shape |= _thread_summary(self.ts, replies)
        return shape | self.extra

    def _optional_parts(self) -> Json:
        parts: Json = {}
        if self.thread_ts:
            parts["thread_ts"] = self.thread_ts
        for name in ("blocks", "attachments", "files", "edited"):
            if value := getattr(self, name):
                parts[name] = value
        if self.reactions:
            parts["reactions"] = self.reaction_list()
        if self.pinned:
            parts["pinned_to"] = [self.channel]
        return parts

    def reaction_list(self) -> list[Json]:
        """The reactions in the order in which they came."""
        return [{"name": name, "users": list(users), "count": len(users)} for name, users in self.reactions.items()]


def bot_profile() -> Json:
    """What Slack says of the bot inside each of its messages."""
    return {
        "id": BOT_ID,
        "app_id": APP_ID,
        "user_id": "U0MUSTER",
        "name": "Muster",
        "icons": {},
        "deleted": False,
        "updated": FOUNDED,
        "team_id": TEAM_ID,
    }


def _thread_summary(root_ts: str, replies: Sequence[Message]) -> Json:
    people = list(dict.fromkeys(reply.user for reply in replies))
    return {
        "thread_ts": root_ts,
        "reply_count": len(replies),
        "reply_users_count": len(people),
        "reply_users": people[:5],
        "latest_reply": replies[-1].ts,
        "is_locked": False,
        "subscribed": False,
    }
