"""Which community a mention goes to, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.company import Company
from bot.domain.mention import tokens
from bot.domain.phrases import PhraseBook
from bot.domain.policy import ORDINARY
from bot.domain.wording import phrase


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
        self.default = company.default_community
        self._communities = _book((name, one.keywords) for name, one in company.communities.items())
        self._order = list(company.communities)
        self._risks = _book((name, risk.keywords) for name, risk in company.risks.items())
        self._gravity = list(company.risks)

    def risk(self, text: str) -> str:
        """The gravest class of risk whose words occur in a text."""
        found = {name for (name, _), _, _ in self._risks.find(tokens(text))}
        return next((name for name in self._gravity if name in found), ORDINARY)

    def route(self, text: str) -> Route:
        """Choose the community for a text."""
        return next(iter(self.matches(text)), Route(community=self.default))

    def matches(self, text: str) -> tuple[Route, ...]:
        """Each community whose rules match a text, in the order in which they are asked."""
        words = tokens(text)
        found: dict[str, list[tuple[int, int, str]]] = {}
        for (name, rank), sought, place in self._communities.find(words):
            found.setdefault(name, []).append((rank, place, " ".join(words[place : place + len(sought)])))
        return tuple(
            Route(community=name, words=tuple(dict.fromkeys(said for _, _, said in sorted(found[name]))))
            for name in self._order
            if name in found
        )


def _book(keywords: Iterable[tuple[str, Iterable[str]]]) -> PhraseBook[tuple[str, int]]:
    """The phrases, each under the name that it speaks for and its rank among the keywords of that name."""
    return PhraseBook(
        ((name, rank), usable)
        for name, several in keywords
        for rank, keyword in enumerate(several)
        if (usable := phrase(keyword))
    )
