"""The terms of a text: its words, those of the glossary as one, pairs of signs where a script has no spaces."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bot.domain.grouping.glossary import Glossary
from bot.domain.mention import tokens

MOST_TERMS = 128
"""Different terms of one text that count: a post of this many words has said what it is about."""

_UNSPACED = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff]+"
)
"""Kana, Han, Thai, Lao, Burmese and Khmer: scripts that set no space between words."""

_LONGEST = 40
"""Characters of a word that count; what is longer is no word."""


def read_terms(text: str, glossary: Glossary) -> dict[str, str]:
    """Each term of a text once, with the words of the text that stand for it; at most MOST_TERMS."""
    terms: dict[str, str] = {}
    for term, shown in glossary.read(list(_words(text))):
        if term not in terms:
            terms[term] = shown
            if len(terms) == MOST_TERMS:
                break
    return terms


def _words(text: str) -> Iterator[str]:
    words = tokens(text)
    if text.isascii():
        yield from (word[:_LONGEST] for word in words)
        return
    for word in words:
        if _UNSPACED.search(word):
            yield from _pieces(word)
        else:
            yield word[:_LONGEST]


def _pieces(word: str) -> Iterator[str]:
    """Runs of unspaced script as overlapping pairs, what stands between them as it is."""
    end = 0
    for run in _UNSPACED.finditer(word):
        if run.start() > end:
            yield word[end : run.start()][:_LONGEST]
        signs = run[0]
        yield from (signs[at : at + 2] for at in range(max(1, len(signs) - 1)))
        end = run.end()
    if end < len(word):
        yield word[end:][:_LONGEST]
