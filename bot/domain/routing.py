"""Which community a mention goes to, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.community import Company
from bot.domain.mention import tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """A community with the words of the mention that led there; no words means the default."""

    community: str
    words: tuple[str, ...] = ()


class Rules:
    """The keyword rules of all communities, ready to be asked.

    A keyword is one or more words that stand side by side; a word that ends in `*` matches every word
    that begins like it. Communities are asked in the order of `muster.toml`: the first with a match wins,
    so that what must not be missed stands on top.
    """

    def __init__(self, company: Company) -> None:
        self._default = company.default_community
        self._phrases = {
            name: [phrase for phrase in (_phrase(keyword) for keyword in community.keywords) if phrase]
            for name, community in company.communities.items()
        }

    def route(self, text: str) -> Route:
        """Choose the community for a text."""
        words = tokens(text)
        for community, phrases in self._phrases.items():
            found = tuple(dict.fromkeys(_matches(words, phrases)))
            if found:
                return Route(community=community, words=found)
        return Route(community=self._default)


def _phrase(keyword: str) -> tuple[str, ...]:
    """The tokens of a keyword, each with its `*` kept."""
    return tuple(token + "*" * word.endswith("*") for word in keyword.split() for token in tokens(word.rstrip("*")))


def _matches(words: list[str], phrases: Iterable[tuple[str, ...]]) -> Iterable[str]:
    for phrase in phrases:
        for start in range(len(words) - len(phrase) + 1):
            found = words[start : start + len(phrase)]
            if all(_fits(word, part) for word, part in zip(found, phrase, strict=True)):
                yield " ".join(found)


def _fits(word: str, part: str) -> bool:
    return word.startswith(part[:-1]) if part.endswith("*") else word == part
