"""A conversation: a channel or the direct messages of one person with the bot."""

import re
from dataclasses import dataclass, field

from sandbox.errors import Json, SlackError
from sandbox.messages import Message
from sandbox.people import FOUNDED, TEAM_ID, Person


@dataclass(slots=True, kw_only=True)
class Channel:
    """A conversation, its members and its messages in order of time."""

    id: str
    name: str = ""
    creator: str = ""
    created: int = FOUNDED
    is_private: bool = False
    partner: str | None = None
    """The person on the other side, when this is a direct message with the bot."""
    connected_teams: tuple[str, ...] = ()
    """The other organisations with which this channel is shared (Slack Connect)."""
    is_archived: bool = False
    members: list[str] = field(default_factory=list)
    topic: Json = field(default_factory=lambda: {"value": "", "creator": "", "last_set": 0})
    purpose: Json = field(default_factory=lambda: {"value": "", "creator": "", "last_set": 0})
    previous_names: list[str] = field(default_factory=list)
    messages: dict[str, Message] = field(default_factory=dict)
    threads: dict[str, list[Message]] = field(default_factory=dict)
    """The replies below each head, oldest first."""
    ephemerals: dict[str, Message] = field(default_factory=dict)
    last_read: dict[str, str] = field(default_factory=dict)

    @property
    def is_im(self) -> bool:
        """Whether this is a direct message."""
        return self.partner is not None

    @property
    def kind(self) -> str:
        """`channel_type` as message events name it."""
        return "im" if self.is_im else "group" if self.is_private else "channel"

    def is_visible_to(self, person: Person) -> bool:
        """Whether a person can look into this conversation: guests and outsiders only where they are members."""
        if self.is_im:
            return self.partner == person.id
        needs_membership = self.is_private or person.is_guest or person.is_external
        return person.id in self.members or not needs_membership

    def message(self, ts: str) -> Message:
        """The message with this ts, or Slack's `message_not_found`."""
        try:
            return self.messages[ts]
        except KeyError:
            raise SlackError("message_not_found") from None

    def roots(self) -> list[Message]:
        """What the channel itself shows: everything but replies that stay in their thread."""
        return [message for message in self.messages.values() if not message.is_reply or message.broadcast]

    def replies(self, root_ts: str) -> list[Message]:
        """The replies below a message, oldest first."""
        return self.threads.get(root_ts, [])

    def thread_root(self, thread_ts: str | None) -> str | None:
        """The ts of the thread to write in; a reply's own ts leads to its thread.

        When the head of the thread is gone, Slack says nothing and posts to the channel itself.
        """
        if thread_ts is None:
            return None
        if not re.fullmatch(r"\d+\.\d+", thread_ts):
            raise SlackError("invalid_thread_ts", messages=[f"{thread_ts} is not a valid thread_ts"])
        message = self.messages.get(thread_ts)
        return (message.thread_ts or message.ts) if message else None

    def add(self, message: Message) -> None:
        """Take in a new message, in the channel or in its thread."""
        self.messages[message.ts] = message
        if message.is_reply and message.thread_ts:
            self.threads.setdefault(message.thread_ts, []).append(message)

    def remove(self, message: Message) -> None:
        """Let a message go."""
        del self.messages[message.ts]
        if message.is_reply and message.thread_ts:
            self.threads[message.thread_ts].remove(message)

    def shown(self, message: Message, *, with_metadata: bool = False) -> Json:
        """A message of this channel in Slack's JSON, with the summary of its thread."""
        return message.shape(self.replies(message.ts), with_metadata=with_metadata)

    def shape(self, *, viewer: str, with_count: bool = False) -> Json:
        """This conversation as `conversations.list` gives it to `viewer`."""
        shape: Json = {"id": self.id, "created": self.created, "is_archived": self.is_archived}
        shape |= {"is_im": self.is_im, "is_mpim": False, "is_org_shared": False, "context_team_id": TEAM_ID}
        if self.is_im:
            return shape | {"user": self.partner, "is_user_deleted": False, "priority": 0}
        shape |= {
            "name": self.name,
            "name_normalized": self.name,
            "creator": self.creator,
            "is_channel": not self.is_private,
            "is_group": self.is_private,
            "is_private": self.is_private,
            "is_general": self.id == "C0GENERAL",
            "is_shared": bool(self.connected_teams),
            "is_ext_shared": bool(self.connected_teams),
            "is_pending_ext_shared": False,
            "is_member": viewer in self.members,
            "unlinked": 0,
            "shared_team_ids": [TEAM_ID, *self.connected_teams],
            "pending_shared": [],
            "topic": self.topic,
            "purpose": self.purpose,
            "previous_names": self.previous_names,
        }
        if with_count:
            shape["num_members"] = len(self.members)
        return shape

    def detailed_shape(self, *, viewer: str, with_count: bool = False) -> Json:
        """This conversation as `conversations.info` gives it: only there Slack names the teams it is shared with."""
        shape = self.shape(viewer=viewer, with_count=with_count)
        if self.connected_teams:
            shape |= {
                "connected_team_ids": list(self.connected_teams),
                "connected_limited_team_ids": [],
                "pending_connected_team_ids": [],
                "internal_team_ids": [],
                "conversation_host_id": TEAM_ID,
            }
        return shape
