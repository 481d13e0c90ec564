"""What was said outside, and by whom."""

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import NewType

MentionId = NewType("MentionId", int)

BY_HAND = "by hand"
"""The source of mentions that a member has seen and brought in."""

TEXT_LIMIT = 20_000
"""Characters of a mention that are kept; longer ones are refused at the door, never cut in silence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """Who wrote a mention, as the source knows them: `handle` is unique within the source."""

    source: str
    handle: str
    name: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One external post, as a source parsed it.

    `(source, external_id)` is its identity: the same one may arrive any number of times.
    `posted_at` is aware; `reach` counts the people the source says have seen it, None if it does not say;
    `thread` names the conversation outside, where the source has such a thing. `edited_at` is when the author changed
    it last: one that is known already is changed where that is later than what is known.
    """

    source: str
    external_id: str
    text: str
    author: Author | None
    posted_at: datetime
    url: str | None = None
    reach: int | None = None
    thread: str | None = None
    edited_at: datetime | None = None

    @property
    def external_key(self) -> str:
        """The conversation it belongs to: the thread outside, else its author and matter."""
        if self.thread:
            return f"{self.source}/thread/{self.thread}"
        if self.author:
            return f"{self.source}/author/{self.author.handle}/{fingerprint(self.text)}"
        return f"{self.source}/post/{self.external_id}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrived:
    """What one arrival says: what was said or changed, and the external ids of what was taken back."""

    mentions: tuple[Mention, ...] = ()
    gone: tuple[str, ...] = ()


NOTHING = Arrived()
"""What an arrival says that does not concern us."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptMention:
    """A mention as it is kept: its number, and when it came in."""

    id: MentionId
    arrived_at: datetime
    mention: Mention


_BETWEEN_WORDS = re.compile(r"[^\w#@+'’]|_")


def tokens(text: str) -> list[str]:
    """The words of a text for matching: compatibility-normalised, case-folded, punctuation dropped.

    Signs that carry meaning inside a word stay (`c++`, `#tag`, `@name`), those around it go.
    """
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = _BETWEEN_WORDS.sub(" ", folded).replace("’", "'")
    return [word for word in (part.strip("'") for part in kept.split()) if word]


def fingerprint(text: str) -> str:
    """A short hash that two texts share when they differ only in case, spacing and punctuation."""
    return hashlib.sha256(" ".join(tokens(text)).encode()).hexdigest()[:16]
