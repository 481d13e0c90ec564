"""A customer's words without who wrote them, for people outside the company."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from bot.domain.mention import BY_HAND, Mention
from bot.domain.names import candidates
from bot.domain.personal import PersonalKind, personal
from bot.domain.wording import Reading, Span, read

_NAME, _LINK = "name", "link"
_MARK = re.compile(rf"\[(?:{'|'.join([_NAME, _LINK, *PersonalKind])}) removed\]")

_ADDRESS = re.compile(
    r"(?:[a-z][a-z0-9+.-]{1,20}://|www\.|(?<![\w@.-])(?:[\w-]{1,63}\.){1,8}[a-z]{2,24}/)[^\s<>\"\[\]]*", re.IGNORECASE
)
_CLOSING = ".,;:!?)}'\"’”»"
"""Signs that end a sentence around a link rather than belong to it."""

_BETWEEN = r"(?:[^\w\[\]]|_){0,3}"
"""What may stand between the words of a name, however it is written."""
_SHORTEST = 3
"""Letters of a name that is told by its capital letter rather than looked for in any case: shorter ones are words."""

_Found = tuple[Span, str]


def redact(mention: Mention, names: Collection[str] = ()) -> str:
    """A mention's words with a mark such as “[name removed]” in the place of its author's name and handle, of links,
    handles, addresses and numbers of persons, and of `names`. What was marked before stays as it is."""
    return redacted(mention.text, mention, names)


def redacted(text: str, mention: Mention, names: Collection[str] = ()) -> str:
    """The same for other words about the same mention."""
    glued = False
    while spans := _merged(text, _Identity(mention, names)):
        text = _replaced(text, [_widened(text, span) if glued else span for span in spans])
        glued = True  # what only shows now stood without a gap beside what went
    return text


def revealing(text: str, mention: Mention, names: Collection[str] = ()) -> tuple[str, ...]:
    """What `redacted` would take out of a text, as it is written there, each once."""
    return tuple(dict.fromkeys(text[start:end] for (start, end), _ in _merged(text, _Identity(mention, names))))


class _Identity:
    """The names by which somebody could be known, ready to be looked for."""

    def __init__(self, mention: Mention, names: Collection[str]) -> None:
        author = mention.author
        own = [author.name or "", author.handle] if author else []
        own += [mention.url.partition("://")[2].rstrip("/")] if mention.url else []
        self.whole = [pattern for name in {*own, *names} if (pattern := _pattern(name))]
        self.parts = frozenset(_parts(author.name or "") if author else ())
        if author and author.source == BY_HAND:
            self.parts |= _parts(author.handle)
        self.parts |= {read(name).folded()[0].strip() for name in {*own, *names} if len(name.strip()) < _SHORTEST}


def _pattern(name: str) -> re.Pattern[str] | None:
    """A whole name in any case, on the bounds of words where its script has such."""
    words = re.findall(r"[^\W_]+", read(name).folded()[0])
    letters = "".join(words)
    if len(letters) < (_SHORTEST if _bounded(letters[:1]) else 2):
        return None
    before = r"(?<![^\W_])" if _bounded(letters[0]) else ""
    after = r"(?![^\W_])" if _bounded(letters[-1]) else ""
    return re.compile(before + _BETWEEN.join(map(re.escape, words)) + after)


def _bounded(letter: str) -> bool:
    """Whether words of this letter's script stand apart, as far as its capitals tell."""
    return letter.lower() != letter.upper() or letter.isdigit()


def _parts(name: str) -> frozenset[str]:
    """The words of a name, each of which may stand alone."""
    written = name.title() if name == name.lower() else name
    return frozenset(part for _, part, rank in candidates(read(written)) if rank == 2 and len(part) > 1)


def _merged(text: str, identity: _Identity) -> list[_Found]:
    """What to take out, in spans of the text that do not overlap."""
    whole = read(text)
    plain = _MARK.sub(lambda mark: "]" * len(mark[0]), whole.plain)
    reading = Reading(text, plain, whole.origins)
    merged: list[_Found] = []
    for span, kind in sorted(_written(reading, found) for found in _found(reading, identity)):
        if merged and span.start < merged[-1][0].end:
            (start, end), first = merged[-1]
            merged[-1] = (Span(start, max(end, span.end)), first)
        else:
            merged.append((span, kind))
    return merged


def _written(reading: Reading, found: _Found) -> _Found:
    (start, end), kind = found
    return Span(reading.origins[start].start, reading.origins[end - 1].end), kind


def _found(reading: Reading, identity: _Identity) -> Iterator[_Found]:
    for match in _ADDRESS.finditer(reading.plain):
        yield Span(match.start(), match.start() + len(match[0].rstrip(_CLOSING))), _LINK
    for one in personal(reading.plain):
        yield one.span, one.kind
    for span, name, rank in candidates(reading):
        if rank == 0 or (rank == 2 and name in identity.parts):
            yield span, _NAME
    folded, where = reading.folded()
    for pattern in identity.whole:
        for match in pattern.finditer(folded):
            yield Span(where[match.start()], where[match.end() - 1] + 1), _NAME


def _widened(text: str, found: _Found) -> _Found:
    """The same up to the next gap or mark on both sides."""
    (start, end), kind = found
    before = re.search(r"[^\s\[\]]*\Z", text[:start])
    after = re.match(r"[^\s\[\]]*", text[end:])
    return Span(before.start() if before else start, end + (after.end() if after else 0)), kind


def _replaced(text: str, spans: list[_Found]) -> str:
    pieces, reached = [], 0
    for (start, end), kind in spans:
        if end <= reached:
            continue
        pieces += [text[reached : max(start, reached)], f"[{kind} removed]"]
        reached = end
    return "".join([*pieces, text[reached:]])
