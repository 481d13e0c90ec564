"""What customers and the company have said to each other outside, kept by conversation."""

from dataclasses import dataclass, field
from typing import Literal

from sandbox.errors import Json

ReplyFaultMode = Literal["refuse", "hang_after", "hang_before", "error"]


@dataclass(slots=True, kw_only=True)
class ReplyFault:
    """The next `count` replies of the company go wrong in a certain way."""

    mode: ReplyFaultMode
    count: int
    status: int = 422
    """With which status `refuse` answers."""


@dataclass(slots=True, kw_only=True)
class Said:
    """One thing that was said outside: a mention of a customer, or the company's reply to one."""

    kind: Literal["mention", "reply"]
    id: str
    text: str
    at: str
    """When, as ISO 8601."""
    details: Json = field(default_factory=dict)
    """What else belongs to it: of a mention how the bot answered, of a reply what it answers."""

    def shape(self) -> Json:
        """This as JSON."""
        return {"kind": self.kind, "id": self.id, "text": self.text, "at": self.at, **self.details}


@dataclass(slots=True, kw_only=True)
class Conversation:
    """All that was said in one thread outside, in the order in which it was said."""

    thread: str
    author: str
    said: dict[str, Said] = field(default_factory=dict)

    def shape(self) -> Json:
        """This as JSON."""
        return {
            "thread": self.thread,
            "author": self.author,
            "said": [said.shape() for said in self.said.values()],
        }


@dataclass(slots=True)
class Correspondence:
    """All conversations outside, by thread."""

    conversations: dict[str, Conversation] = field(default_factory=dict)

    def mentioned(self, thread: str, author: str, mention: Said) -> Said:
        """A customer says something; the same id again takes the place of the first."""
        conversation = self.conversations.setdefault(thread, Conversation(thread=thread, author=author))
        conversation.said[mention.id] = mention
        return mention

    def unsay(self, mention_id: str) -> None:
        """Take back a mention that never left."""
        for conversation in list(self.conversations.values()):
            conversation.said.pop(mention_id, None)
            if not conversation.said:
                del self.conversations[conversation.thread]

    def with_mention(self, mention_id: str) -> Conversation | None:
        """The conversation in which a customer said this."""
        for conversation in self.conversations.values():
            said = conversation.said.get(mention_id)
            if said and said.kind == "mention":
                return conversation
        return None

    def shape(self) -> list[Json]:
        """All conversations as JSON, the oldest first."""
        return [conversation.shape() for conversation in self.conversations.values()]
