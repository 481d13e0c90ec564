"""What in a text could be the name or the handle of a person."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, zip_longest
from typing import NamedTuple

from bot.domain.wording import Reading, Span, read

NAMES_LIMIT = 200
"""How many possible names of one text are worth a look into the store."""


_HANDLE = re.compile(r"(?<![\w.@/])(?P<sign>@|u/)(?P<name>\w[\w.-]*+(?:@\w[\w.-]*+)?)", re.IGNORECASE)
_NAME_WORD = re.compile(r"[^\W\d_][^\s.,;:!?…(){}\[\]<>\"“”„«»|/\\*=#@+&~^$%–—。、，！？]*")
_POSSESSIVE = re.compile(r"(?:['’][sS])?['’-]*\Z")


def possible_names(text: str) -> frozenset[str]:
    """What in a text could be the name or the handle of a person, folded as by `folded_name`; at most 200.

    Handles come first where there are more, then pairs of capitalised words, single ones, and runs of three.
    In a script without capitals every word may be a name.
    """
    reading = read(text)
    ranked = sorted(candidates(reading), key=lambda candidate: candidate[2])
    return frozenset(islice(dict.fromkeys(name for _, name, _ in ranked), NAMES_LIMIT))


def folded_name(name: str) -> str:
    """A name in the form in which names are compared: compatibility-normalised, case-folded, single spaces."""
    return _folded(read(name).plain)


def _folded(plain: str) -> str:
    return " ".join(plain.casefold().split())


def candidates(reading: Reading) -> Iterator[tuple[Span, str, int]]:
    """Where a name or handle may stand, in its folded form, and its rank: the lower, the more telling."""
    for match in _HANDLE.finditer(reading.plain):
        handle = match["name"].rstrip(".-")
        span = Span(match.start(), match.start("name") + len(handle))
        yield span, _folded(match["sign"] + handle), 0
        yield span, _folded(handle), 0
    words = _name_words(reading.plain)
    for one, two, three in zip_longest(words, words[1:], words[2:]):
        if not one.leads:
            continue
        yield Span(one.start, one.end), one.name, 2
        if two is None or one.gap is None:
            continue
        if two.leads:
            yield Span(one.start, two.end), one.whole + one.gap + two.name, 1
        if three is not None and three.leads and two.gap is not None and (two.leads or len(two.whole) <= 3):
            yield Span(one.start, three.end), one.whole + one.gap + two.whole + two.gap + three.name, 3


class _NameWord(NamedTuple):
    """A word that may be part of a name; `end` and `name` leave out the `’s` of what is theirs."""

    start: int
    end: int
    whole: str
    name: str
    leads: bool
    gap: str | None
    """What stands between it and the next word, None where that one cannot belong to the same name."""


def _name_words(plain: str) -> list[_NameWord]:
    found = [match.span() for match in _NAME_WORD.finditer(plain)]
    words = []
    for (start, end), (following, _) in zip_longest(found, found[1:], fillvalue=(len(plain), 0)):
        written = plain[start:end]
        name = _POSSESSIVE.sub("", written)
        leads = written[0].isalpha() and not written[0].islower()
        gap = _gap(plain[end:following], initial=end - start <= 2)
        words.append(_NameWord(start, start + len(name), written.casefold(), name.casefold(), leads, gap))
    return words


def _gap(between: str, *, initial: bool) -> str | None:
    if between in (" ", "  "):
        return " "
    return {".": ".", ". ": ". "}.get(between) if initial else None
