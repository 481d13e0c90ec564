"""What a word may speak of, where danger and the law are concerned: a hand of the body, a kettle of a device."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


def _read() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """The meanings of whole words, and those of the beginnings of words."""
    whole: dict[str, set[str]] = {}
    begun: dict[str, set[str]] = {}
    for line in (files("bot.domain") / "meanings.txt").read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            meaning, words = line.split(":")
            for word in words.split():
                (begun if word.endswith("*") else whole).setdefault(word.rstrip("*"), set()).add(meaning)
    return whole, begun


_WHOLE, _BEGUN = _read()
_LENGTHS = sorted({len(word) for word in _BEGUN})


@lru_cache(maxsize=50_000)
def meanings(word: str) -> tuple[str, ...]:
    """What a word, as `tokens` gives it, may speak of; nothing for most."""
    found = set(_WHOLE.get(word, ()))
    for length in _LENGTHS:
        if length > len(word):
            break
        found |= _BEGUN.get(word[:length], set())
    return tuple(sorted(found))
