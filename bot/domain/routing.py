"""Which community a mention goes to, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.company import Company
from bot.domain.mention import tokens
from bot.domain.policy import ORDINARY
from bot.domain.wording import Phrase, Words, phrase


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
            name: [usable for keyword in community.keywords if (usable := phrase(keyword))]
            for name, community in company.communities.items()
        }

        self._risks = {
            name: [usable for keyword in risk.keywords if (usable := phrase(keyword))]
            for name, risk in company.risks.items()
        }

    def risk(self, text: str) -> str:
        """The gravest class of risk whose words occur in a text."""
        words = tokens(text)
        found = (name for name, phrases in self._risks.items() if any(_matches(words, phrases)))
        return next(found, ORDINARY)

    def route(self, text: str) -> Route:
        """Choose the community for a text."""
        words = tokens(text)
        for community, phrases in self._phrases.items():
            found = tuple(dict.fromkeys(_matches(words, phrases)))
            if found:
                return Route(community=community, words=found)
        return Route(community=self._default)


def _matches(words: list[str], phrases: Iterable[Phrase]) -> Iterable[str]:
    asked = Words(words)
    for sought in phrases:
        for place in asked.find(sought):
            yield " ".join(words[place : place + len(sought)])
