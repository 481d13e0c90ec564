"""How much is said about each matter just now, and whether that is a storm.

What many customers say on ordinary days in the same words (thanks, “on hold for hours”) is still a matter of each of
them, and each is owed an answer of their own. So a text that is near to an open matter joins its case by itself only
where it says nearly the same, or where a storm has broken out about that matter.

A matter is as hot as the mentions of it that came lately: each counts 1 and half as much every three hours. It storms
once it is hot by itself, and either a large share of all that is said just now or risen far above its own last days,
compared with how all else has risen. The same counting with a long half-life stands for its last days.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.grouping import Placement

HALF_LIFE = 3 * 3600.0
"""Seconds in which a mention comes to count half as much for what is said just now."""

DAYS = 24
"""How many times longer the memory of a matter's last days is: three days."""

LEAST = 8.0
"""How hot a matter must be at least to storm: about so many mentions within minutes."""

SHARE = 0.1
"""The share of all that is said just now from which a hot matter storms."""

RISE = 6.0
"""How far above its own last days a hot matter storms, as a multiple of how all else has risen."""

REPEAT = 0.6
"""How near a text must be to join a matter that does not storm."""

SUGGESTED = 0.4
"""How near two cases must be for people to be asked whether they are one."""

KIN = 0.04
"""How near the words of a case must be to a storm, apart from the one word that brings them nearest, to become part
of it: strangers name the same thing and say something else of it. Measured on storms of 10,000 and 4,000 with
confusers, ten draws of each: share .972 to .986 and purity .979 to .996, save one with share .964. By the nearness
that was noted no threshold gives both: at .25 purity falls to .951, at .3 share to .956."""

HEARD = 5
"""Texts of a case, the first ones, by which it is held against a storm."""

COHERENT = 0.11
"""How near the texts of a matter must be to each other on average for it to storm. Measured: posts about one defect
in ever new words .14 to .18, a heap of complaints that share everyday words .08."""

TELLING = 3
"""Words that two texts must share at least, for their nearness to mean something: many say “thank you”."""

ALL = 0
"""The key under which all that is said is counted."""


@dataclass(frozen=True, slots=True)
class Heat:
    """How hot a matter was at a moment, in seconds: of late, and over its last days; and whether it storms."""

    fast: float = 0.0
    slow: float = 0.0
    at: float = 0.0
    storm: bool = False

    def later(self, at: float) -> Heat:
        """The same after it has cooled until a later moment."""
        passed = max(0.0, at - self.at) / HALF_LIFE
        return Heat(self.fast * 0.5**passed, self.slow * 0.5 ** (passed / DAYS), max(at, self.at), self.storm)

    def with_(self, other: Heat) -> Heat:
        """Both together."""
        at = max(self.at, other.at)
        one, two = self.later(at), other.later(at)
        return Heat(one.fast + two.fast, one.slow + two.slow, at, one.storm or two.storm)

    @property
    def risen(self) -> float:
        """How much faster mentions came of late than over the last days; DAYS for what has just begun."""
        return self.fast * DAYS / self.slow if self.slow else 0.0


class Weather:
    """The heat of every open matter, and of all that is said."""

    def __init__(self, heats: Mapping[int, Heat] | None = None) -> None:
        self._heats = dict(heats or {})
        self._changed: set[int] = set()

    def feel(self, matter: int, at: float, *, new: bool, coherence: float = 1.0) -> bool:
        """Count one more mention of a matter whose texts are so near to each other. Returns whether a storm broke out
        with it. The first mention of a `new` matter is counted with its second."""
        one = Heat(1.0, 1.0, at)
        self._put(ALL, self._heats.get(ALL, Heat()).with_(one))
        if new:
            return False
        heat = self._heats.get(matter, one).with_(one)
        self._put(matter, heat)
        if heat.storm or coherence < COHERENT or not self._storms(heat):
            return False
        self._put(matter, Heat(heat.fast, heat.slow, heat.at, storm=True))
        return True

    def storms(self, matter: int, coherence: float = 1.0) -> bool:
        """Whether a storm broke out about a matter. It stays one as long as the matter is open and its texts keep to
        it."""
        return coherence >= COHERENT and self._heats.get(matter, Heat()).storm

    def move(self, matter: int, to: int) -> None:
        """Count all of a matter to another one."""
        if matter in self._heats:
            self._put(to, self._heats.pop(matter).with_(self._heats.get(to, Heat())))
            self._changed.add(matter)

    def forget(self, matter: int) -> None:
        """Know nothing of a matter any more."""
        if self._heats.pop(matter, None):
            self._changed.add(matter)

    def take_changes(self) -> tuple[dict[int, Heat], list[int]]:
        """What changed since this was called last: the heats to be kept, and the matters that are no more."""
        kept = {key: self._heats[key] for key in sorted(self._changed & self._heats.keys())}
        gone = sorted(self._changed - self._heats.keys())
        self._changed.clear()
        return kept, gone

    def _storms(self, heat: Heat) -> bool:
        everything = self._heats[ALL].later(heat.at)
        rest = Heat(everything.fast - heat.fast, everything.slow - heat.slow)
        hot = heat.fast >= LEAST
        return hot and (heat.fast >= SHARE * everything.fast or heat.risen >= RISE * max(1.0, rest.risen))

    def _put(self, key: int, heat: Heat) -> None:
        self._heats[key] = heat
        self._changed.add(key)


def joins_by_itself(placement: Placement, *, storms: bool) -> bool:
    """Whether a text that is surely about an open matter becomes part of its case without anybody being asked."""
    return storms or (placement.near >= REPEAT and _telling(placement.shared))


def worth_asking(near: float, shared: tuple[str, ...]) -> bool:
    """Whether people should be asked if two cases are one."""
    return near >= SUGGESTED and _telling(shared)


def _telling(shared: tuple[str, ...]) -> bool:
    """Whether the words that two texts share say something; whom they address does not."""
    return sum(not word.startswith("@") for word in shared) >= TELLING
