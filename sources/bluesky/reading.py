"""An event of Jetstream, read: https://github.com/bluesky-social/jetstream."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.domain.mention import TEXT_LIMIT, Mention, tokens
from sources import strict_json
from sources.bluesky.position import moment_of
from sources.bluesky.settings import BlueskySettings
from sources.fields import EARLIEST, mention_from
from sources.payload import missing, part, shortened, words

POSTS = "app.bsky.feed.post"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One change of one post. `at` is in microseconds; `record` is empty where the post was deleted."""

    at: int
    did: str
    key: str
    revision: str
    operation: str
    record: Mapping[str, object]

    @property
    def uri(self) -> str:
        """The post's address in the network, which is its identity."""
        return f"at://{self.did}/{POSTS}/{self.key}"

    @property
    def mark(self) -> str:
        """What tells this change of the post from its others."""
        return f"{self.uri} {self.revision} {self.operation}"


def read_time(event: Mapping[str, object]) -> int:
    """When Jetstream saw this, in microseconds. Raises BadInput."""
    at = event.get("time_us")
    if not isinstance(at, int) or isinstance(at, bool) or not 0 < at < 2**53:
        raise missing("time_us", "a time in microseconds")
    return at


def read_frame(frame: str | bytes) -> Mapping[str, object]:
    """The object that a frame is. Raises BadInput."""
    given = strict_json.read(frame if isinstance(frame, str) else frame.decode(errors="replace"))
    if not isinstance(given, dict):
        raise missing("the frame", "an object")
    return given


def read_event(given: Mapping[str, object]) -> Event | None:
    """The change of a post; None for all else that the stream tells. Raises BadInput."""
    if given.get("kind") != "commit":
        return None
    commit = part(given, "commit")
    operation = words(commit, "operation", "commit.")
    if commit.get("collection") != POSTS or operation not in ("create", "update", "delete"):
        return None
    return Event(
        at=read_time(given),
        did=words(given, "did"),
        key=words(commit, "rkey", "commit."),
        revision=words(commit, "rev", "commit."),
        operation=operation,
        record={} if operation == "delete" else part(commit, "record", "commit."),
    )


def concerns(event: Event, settings: BlueskySettings) -> bool:
    """Whether a post holds one of the terms, or names or answers one of the accounts."""
    if event.did in settings.accounts:
        return False
    if any(did in settings.accounts for did in _spoken_to(event.record)):
        return True
    said = event.record.get("text")
    return isinstance(said, str) and _holds(said[:TEXT_LIMIT], settings.terms)


def read_post(source: str, event: Event, *, received_at: datetime) -> Mention:
    """What a post says: its words, and those that stand for its pictures. Raises BadInput."""
    seen = moment_of(event.at)
    fields = {
        "id": event.uri,
        "text": shortened("\n\n".join([words(event.record, "text", "record."), *_described(event.record)])),
        "author": {"handle": event.did},
        "posted_at": min(_written_at(event.record) or seen, seen),
        "edited_at": seen if event.operation == "update" else None,
        "url": f"https://bsky.app/profile/{event.did}/post/{event.key}",
        "thread": _root(event.record) or event.uri,
    }
    return mention_from(source, fields, received_at=received_at)


def _holds(text: str, terms: tuple[str, ...]) -> bool:
    """A term is found under a hashtag too; one that is a hashtag only there."""
    said = tokens(text)
    plain = f" {' '.join(word.lstrip('#@') for word in said)} "
    tagged = f" {' '.join(said)} "
    return any(f" {term} " in plain or f" {term} " in tagged for term in terms)


def _spoken_to(record: Mapping[str, object]) -> Iterator[str]:
    """The accounts that a post answers or names."""
    for end in ("parent", "root"):
        uri = _inside(record, "reply", end).get("uri")
        if isinstance(uri, str):
            yield uri.removeprefix("at://").partition("/")[0]
    for facet in _list(record.get("facets")):
        for feature in _list(facet.get("features")):
            if isinstance(did := feature.get("did"), str):
                yield did


def _root(record: Mapping[str, object]) -> str | None:
    uri = _inside(record, "reply", "root").get("uri")
    return uri if isinstance(uri, str) and uri.startswith("at://") and len(uri) < 400 else None


def _described(record: Mapping[str, object]) -> list[str]:
    embed = record.get("embed")
    pictures = _list(embed.get("images")) if isinstance(embed, dict) else []
    return [alt for one in pictures if isinstance(alt := one.get("alt"), str) and alt]


def _written_at(record: Mapping[str, object]) -> datetime | None:
    """When the author's own program says that it was; None where it says nothing that can be."""
    try:
        written = datetime.fromisoformat(str(record.get("createdAt")))
    except ValueError:
        return None
    aware = written if written.tzinfo else written.replace(tzinfo=UTC)
    return aware if aware >= EARLIEST else None


def _inside(record: Mapping[str, object], *keys: str) -> Mapping[str, object]:
    found: object = record
    for key in keys:
        found = found.get(key) if isinstance(found, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def _list(given: object) -> list[Mapping[str, object]]:
    return [one for one in given if isinstance(one, dict)] if isinstance(given, list) else []
