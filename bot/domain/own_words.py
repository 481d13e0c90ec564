"""What can stand in the glossary: which words of customers mean one thing of the company's."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.errors import BadInput
from bot.domain.grouping import Entry, Kind
from bot.domain.mention import tokens
from bot.domain.wish import tidy

TERM_LIMIT = 60
"""Characters of a term, and of each of its synonyms."""

SYNONYMS_LIMIT = 30
"""Synonyms of one entry."""

ENTRIES_LIMIT = 1_000
"""Entries of a company: every text is read by all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GlossaryPage:
    """Some of the `total` entries, of one kind or of all, in the order of their kinds and terms."""

    kind: Kind | None
    entries: Sequence[Entry]
    total: int
    page: int
    more: bool
    may_edit: bool


def read_kind(word: str) -> Kind | None:
    """The kind that a word names, in the singular or the plural; None for no word. Raises BadInput."""
    named = {name: kind for kind in Kind for name in (kind.value, f"{kind.value}s")}
    wanted = word.strip().lower()
    if wanted and wanted not in named:
        raise BadInput(
            f"“{wanted[:40]}” is no kind of entry. Write `/muster glossary product`, `part` or `symptom`; alone it "
            "lists all."
        )
    return named.get(wanted)


def read_entry(term: str, kind: str, synonyms: str, others: Iterable[Entry]) -> Entry:
    """An entry as somebody typed it, its synonyms one a line, among the others. Raises BadInput."""
    others = tuple(others)
    if len(others) >= ENTRIES_LIMIT:
        raise BadInput(f"{ENTRIES_LIMIT:,} entries are the most. Take out one that nobody needs.", field="term")
    if kind not in [one.value for one in Kind]:
        raise BadInput("Choose one of the kinds.", field="kind")
    taken = {words: other.term for other in others for words in map(_words, (other.term, *other.synonyms))}
    phrase = _phrase(term)
    if not _words(phrase):
        raise BadInput("Write the word that you use for it, such as “boarding pass”.", field="term")
    _expect_room(phrase, "term")
    if (holder := taken.get(_words(phrase))) is not None:
        raise BadInput(_taken(phrase, holder), field="term")
    return Entry(term=phrase, kind=Kind(kind), synonyms=_synonyms(synonyms, phrase, taken))


def _synonyms(typed: str, term: str, taken: dict[tuple[str, ...], str]) -> tuple[str, ...]:
    """What customers say instead, each once; the term itself goes without saying."""
    found = {_words(term): term}
    for phrase in filter(None, map(_phrase, typed.splitlines())):
        words = _words(phrase)
        if not words:
            raise BadInput(f"“{phrase[:40]}” has no letter or digit. Write words as customers do.", field="synonyms")
        _expect_room(phrase, "synonyms")
        if (holder := taken.get(words)) is not None:
            raise BadInput(_taken(phrase, holder), field="synonyms")
        found.setdefault(words, phrase)
    _, *others = found.values()
    if len(others) > SYNONYMS_LIMIT:
        raise BadInput(
            f"{len(others)} are too many; {SYNONYMS_LIMIT} are the most. Keep those that customers write.",
            field="synonyms",
        )
    return tuple(others)


def _expect_room(phrase: str, field: str) -> None:
    if len(phrase) > TERM_LIMIT:
        raise BadInput(f"“{phrase[:20]}…” is too long. Keep each to {TERM_LIMIT} characters.", field=field)


def _taken(phrase: str, holder: str) -> str:
    if _words(phrase) == _words(holder):
        return f"“{holder}” is an entry already. Change that one, or write another word."
    return f"“{phrase}” belongs to the entry “{holder}”. Take it out there first, or leave it there."


def _phrase(typed: str) -> str:
    return tidy(" ".join(typed.split())).strip()


def _words(phrase: str) -> tuple[str, ...]:
    return tuple(tokens(phrase))
