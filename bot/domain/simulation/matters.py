"""The cases that are open at a moment of a replay."""

from __future__ import annotations

from collections import OrderedDict, deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from bot.domain.activity import Opened
from bot.domain.arriving import Bearing
from bot.domain.case import CaseId
from bot.domain.mention import Mention
from bot.domain.priority import RECENT
from bot.domain.weather import HEARD


@dataclass(slots=True)
class Matter:
    """What must be known of a case while something may join it. `recent` are the moments of its mentions within the
    last hour, `keys` the conversations outside that it has. `siblings` are the cases about the same matter that this
    one leads, with the moment at which that was seen, until it was looked
    whether a storm takes them in; `said` its first texts; `asked` those of which people were asked whether they are
    one with it. It went on in `into`."""

    case: CaseId
    opened: Opened
    heard_at: datetime
    intents: set[str] = field(default_factory=set)
    vulnerable: bool = False
    mentions: int = 0
    reach: int = 0
    authors: set[str] = field(default_factory=set)
    recent: deque[datetime] = field(default_factory=deque)
    keys: set[str] = field(default_factory=set)
    siblings: dict[CaseId, datetime] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)
    asked: set[CaseId] = field(default_factory=set)
    into: Matter | None = None

    @property
    def survivor(self) -> Matter:
        """The case in which it goes on by now, itself where it was not merged."""
        return self.into.survivor if self.into else self

    @property
    def bearing(self) -> Bearing:
        """What decides whether something may join it."""
        return Bearing.of_case(self.opened.community, self.opened.risk, self.intents)

    def take(self, mention: Mention, intents: tuple[str, ...], *, vulnerable: bool) -> None:
        """A mention joins it."""
        self.heard_at = mention.posted_at
        self.intents.update(intents)
        if len(self.said) < HEARD:
            self.said.append(mention.text)
        self.vulnerable |= vulnerable
        self.mentions += 1
        self.reach = max(self.reach, mention.reach or 0)
        if mention.author:
            self.authors.add(mention.author.handle)
        self.recent.append(mention.posted_at)
        while self.recent[0] <= mention.posted_at - RECENT:
            self.recent.popleft()

    def absorb(self, other: Matter) -> None:
        """All of another case goes on in this one."""
        self.heard_at = max(self.heard_at, other.heard_at)
        self.intents |= other.intents
        self.vulnerable |= other.vulnerable
        self.mentions += other.mentions
        self.reach = max(self.reach, other.reach)
        self.authors |= other.authors
        self.recent = deque(sorted(one for one in (*self.recent, *other.recent) if one > self.heard_at - RECENT))
        self.siblings |= other.siblings
        self.asked |= other.asked
        other.into = self


class Matters:
    """All open cases, found by their number or by a conversation that they have."""

    def __init__(self) -> None:
        self._open: OrderedDict[CaseId, Matter] = OrderedDict()
        self._about: dict[str, CaseId] = {}

    def __getitem__(self, case: CaseId) -> Matter:
        return self._open[case]

    def get(self, case: CaseId) -> Matter | None:
        """The case with this number, if it is open."""
        return self._open.get(case)

    def about(self, key: str) -> CaseId | None:
        """The case that has this conversation."""
        return self._about.get(key)

    def heard(self, matter: Matter, key: str) -> None:
        """A case, new or known, was heard of last; the conversation is its own from now on."""
        self._open[matter.case] = matter
        self._open.move_to_end(matter.case)
        self._about[key] = matter.case
        matter.keys.add(key)

    def end_silent(self, since: datetime) -> Iterator[CaseId]:
        """Let go of those that nothing has joined since a moment; their numbers."""
        while self._open:
            matter = next(iter(self._open.values()))
            if matter.heard_at >= since:
                return
            del self._open[matter.case]
            for key in matter.keys:
                del self._about[key]
            yield matter.case

    def merge(self, lesser: Matter, greater: Matter) -> None:
        """Let one case go on in another one."""
        del self._open[lesser.case]
        greater.absorb(lesser)
        for key in lesser.keys:
            self.heard(greater, key)
