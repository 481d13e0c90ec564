"""What people know, read off the words in which they helped, and the topics that hang on one person alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt

from bot.domain.case.record import CaseId
from bot.domain.mention import tokens
from bot.domain.people import MemberId

LEAST_CASES = 3
"""Confirmed cases that make a word a topic."""

_SHORTEST, _LONGEST = 3, 40
"""Letters of a word that can be a topic."""

_EMPTY = """
    about after again all also always and any are been before being but can cannot could did does don't done each
    even ever every for from get got had has have her here him his how i'm i've into isn't it's its just like make
    many may me more most much must need never new not now off one only other our out over own please really same
    see she should some still such sure than thank thanks that that's the their them then there these they they're
    this those through told too two under until use used very want was we'll we're well were what when where which
    while who why will with without won't would yes yet you you're your aber alle allem allen aller alles als also
    am an auch auf aus bei beim bin bis bitte da dabei damit danach dann das dass dein dem den denn der des dich die
    dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen einer eines einmal er erst es
    etwas euch euer für gegen gibt hab habe haben hat hatte hier ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im
    immer in ist ja jede jedem jeden jeder jedes jetzt kann kein keine keinem keinen keiner können könnte man mehr
    mein meine meinem meinen meiner mich mir mit muss nach nicht nichts noch nun nur ob oder ohne sehr sein seine
    seinem seinen seiner seit sich sie sind so soll sollte sondern über um und uns unser unsere unter viel vom von
    vor war waren warum was weil wenn wer werde werden wie wieder will wir wird wo wurde wurden zu zum zur zwar
"""
"""Words that name nothing, English and German."""

_EMPTY_WORDS = frozenset(_EMPTY.split())

Vector = Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Helped:
    """What somebody gave to one case, confirmed by others, with the words that the case was about."""

    member: MemberId
    case: CaseId
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Match:
    """How near what somebody knows is to a text, from 0 to 1: the `topic` that says most about it, and in how many
    confirmed cases they helped with that."""

    nearness: float
    topic: str
    cases: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LoneTopic:
    """A topic on which one person alone has helped, in so many confirmed cases."""

    topic: str
    member: MemberId
    cases: int


def terms(text: str) -> Iterator[str]:
    """The words that name something, and each two of them that stand side by side, as often as they occur."""
    words = [word if _names_something(word) else "" for word in tokens(text)]
    yield from filter(None, words)
    yield from (f"{one} {other}" for one, other in pairwise(words) if one and other)


class Knowledge:
    """What each person knows: the TF-IDF of the words in which they helped, every case as one document."""

    def __init__(self, helped: Iterable[Helped]) -> None:
        self._documents: dict[tuple[MemberId, CaseId], Counter[str]] = defaultdict(Counter)
        for one in helped:
            self._documents[one.member, one.case].update(terms(one.text))
        self._occurs: Counter[str] = Counter(term for words in self._documents.values() for term in words)
        self._profiles = self._summed()

    def match(self, text: str) -> dict[MemberId, Match]:
        """Those who know something that a text is about, by the cosine of its words and theirs."""
        asked = self._vector(Counter(terms(text)))
        found = {member: _products(asked, profile) for member, profile in self._profiles.items()}
        return {member: self._told(member, shared) for member, shared in found.items() if shared}

    def _told(self, member: MemberId, shared: Vector) -> Match:
        topic = max(shared, key=lambda term: (shared[term], len(term), term))
        cases = sum(topic in words for (helper, _), words in self._documents.items() if helper == member)
        return Match(nearness=min(sum(shared.values()), 1.0), topic=topic, cases=cases)

    def _summed(self) -> dict[MemberId, Vector]:
        sums: dict[MemberId, defaultdict[str, float]] = defaultdict(lambda: defaultdict(float))
        for (member, _), words in self._documents.items():
            for term, weight in self._vector(words).items():
                sums[member][term] += weight
        return {member: _normed(total) for member, total in sums.items()}

    def _vector(self, words: Counter[str]) -> Vector:
        documents = len(self._documents)
        return _normed(
            {
                term: (1 + log(count)) * (1 + log((1 + documents) / (1 + self._occurs[term])))
                for term, count in words.items()
            }
        )


def lone_topics(helped: Sequence[Helped], *, most: int) -> tuple[LoneTopic, ...]:
    """The topics of several cases on which one person alone has helped, one for each person; those of the most cases
    first, and of equal ones those that say more."""
    helpers: dict[str, set[MemberId]] = defaultdict(set)
    cases: dict[str, set[CaseId]] = defaultdict(set)
    for one in helped:
        for term in set(terms(one.text)):
            helpers[term].add(one.member)
            cases[term].add(one.case)
    lone = [term for term, people in helpers.items() if len(people) == 1 and len(cases[term]) >= LEAST_CASES]
    lone.sort(key=lambda term: (-len(cases[term]), -len(term.split()), -len(term), term))
    told: dict[MemberId, LoneTopic] = {}
    for term in lone:
        (member,) = helpers[term]
        told.setdefault(member, LoneTopic(topic=term, member=member, cases=len(cases[term])))
    return tuple(told.values())[:most]


def _names_something(word: str) -> bool:
    return _SHORTEST <= len(word) <= _LONGEST and word not in _EMPTY_WORDS and not word.isdecimal() and word[0] != "@"


def _normed(weights: Vector) -> Vector:
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return {term: weight / length for term, weight in weights.items()} if length else {}


def _products(one: Vector, other: Vector) -> Vector:
    return {term: weight * other[term] for term, weight in one.items() if term in other}
