"""Ideas: what cases taught us to do better, who carries them, and what came of them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import NewType

from bot.domain.case import CaseId
from bot.domain.errors import BadInput, WrongStage
from bot.domain.people import MemberId

IdeaId = NewType("IdeaId", int)

TITLE_LIMIT = 120
DESCRIPTION_LIMIT = 3_000
REASON_LIMIT = 500
"""Characters."""


class IdeaKind(StrEnum):
    """What is to be better: something new, something that is broken, or the way we work."""

    SUGGESTION = "suggestion"
    DEFECT = "defect"
    PROCESS = "process"


class IdeaStatus(StrEnum):
    """Where an idea stands."""

    OPEN = "open"
    PLANNED = "planned"
    IN_WORK = "in work"
    DONE = "done"
    DECLINED = "declined"


SETTLED = frozenset({IdeaStatus.DONE, IdeaStatus.DECLINED})
"""Where there is nothing left to vote on or to join, and where a reason is owed."""

ALIVE = frozenset(IdeaStatus) - SETTLED
"""Where an idea can be voted on and joined."""

FOLLOWS: dict[IdeaStatus, frozenset[IdeaStatus]] = {
    IdeaStatus.OPEN: frozenset({IdeaStatus.PLANNED, IdeaStatus.IN_WORK, *SETTLED}),
    IdeaStatus.PLANNED: frozenset({IdeaStatus.OPEN, IdeaStatus.IN_WORK, *SETTLED}),
    IdeaStatus.IN_WORK: frozenset({IdeaStatus.OPEN, IdeaStatus.PLANNED, *SETTLED}),
    IdeaStatus.DONE: frozenset({IdeaStatus.IN_WORK}),
    IdeaStatus.DECLINED: frozenset({IdeaStatus.OPEN}),
}
"""What may follow where an idea stands. What is settled can be taken up again, never turned into its opposite."""


STATUS_WORDS: dict[str, frozenset[IdeaStatus]] = {
    **{status.value.removeprefix("in "): frozenset({status}) for status in IdeaStatus},
    "in": frozenset(),
    "all": frozenset(IdeaStatus),
}
"""What the words stand for by which ideas are listed; “in work” is two of them."""

NEWEST = "newest"
"""The word that lists the newest first instead of the most wanted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaFilter:
    """Which ideas are listed, and in which order."""

    statuses: frozenset[IdeaStatus] = ALIVE
    newest: bool = False

    @classmethod
    def read(cls, typed: str) -> IdeaFilter:
        """Read words such as “planned in work newest”. Raises BadInput."""
        words = typed.casefold().replace(",", " ").split()
        wrong = next((word for word in words if word not in STATUS_WORDS and word != NEWEST), None)
        if wrong:
            known = ", ".join(status.value for status in IdeaStatus)
            raise BadInput(f"“{wrong[:40]}” is no status of an idea. These are: {known}, all; `newest` orders them.")
        statuses = frozenset[IdeaStatus]().union(*(STATUS_WORDS.get(word, ()) for word in words))
        return cls(statuses=statuses or ALIVE, newest=NEWEST in words)

    def __str__(self) -> str:
        """The words that it is read from."""
        statuses = [status.value for status in IdeaStatus if status in self.statuses]
        return " ".join([*statuses, *([NEWEST] if self.newest else [])])


@dataclass(frozen=True, slots=True, kw_only=True)
class IdeaChange:
    """Who set an idea to what, and when; the first of an idea is its opening."""

    by: MemberId
    at: datetime
    status: IdeaStatus
    owner: MemberId | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """An idea as somebody words it, before it has a number. Raises BadInput where it cannot be used."""

    kind: IdeaKind
    title: str
    description: str

    def __post_init__(self) -> None:
        if not self.title:
            raise BadInput("Say in a few words what should be better.", field="title")
        if len(self.title) > TITLE_LIMIT:
            raise BadInput(f"Shorten it: a title has at most {TITLE_LIMIT} characters.", field="title")
        if len(self.description) > DESCRIPTION_LIMIT:
            raise BadInput(f"Shorten it: at most {DESCRIPTION_LIMIT:,} characters fit here.", field="description")

    @classmethod
    def of(cls, kind: str, title: str, description: str) -> Wish:
        """Read what was typed. Raises BadInput."""
        if kind not in {one.value for one in IdeaKind}:
            raise BadInput("Choose what kind of idea this is.", field="kind")
        return cls(kind=IdeaKind(kind), title=" ".join(title.split()), description=description.strip())


@dataclass(frozen=True, slots=True, kw_only=True)
class Idea:
    """Something to do better, and the cases behind it. It stands at `status` since `changed_at`."""

    id: IdeaId
    kind: IdeaKind
    title: str
    description: str
    status: IdeaStatus = IdeaStatus.OPEN
    reason: str | None = None
    owner: MemberId | None = None
    opened_by: MemberId
    opened_at: datetime
    changed_at: datetime
    votes: frozenset[MemberId] = frozenset()
    cases: tuple[CaseId, ...] = ()

    @property
    def alive(self) -> bool:
        """Whether it can be voted on and joined."""
        return self.status in ALIVE

    @property
    def choices(self) -> tuple[IdeaStatus, ...]:
        """Where it may stand after a change: where it does now, or what may follow."""
        return tuple(status for status in IdeaStatus if status is self.status or status in FOLLOWS[self.status])

    def steered_by(self, member: MemberId) -> bool:
        """Whether it is theirs to steer: its owner's, and its opener's as long as it has none."""
        return member == (self.owner or self.opened_by)

    def change(self, to: IdeaChange) -> Idea:
        """The idea after a change. Raises BadInput where a reason is missing, WrongStage where it cannot follow."""
        if to.status not in self.choices:
            follows = " or ".join(sorted(FOLLOWS[self.status]))
            raise WrongStage(f"Idea {self.id} is {self.status}. Only {follows} may follow.")
        if to.status in SETTLED and not to.reason:
            raise BadInput(f"Say why it is {to.status}; everyone who asked for it reads this.", field="reason")
        if to.reason and len(to.reason) > REASON_LIMIT:
            raise BadInput(f"Shorten it: a reason has at most {REASON_LIMIT} characters.", field="reason")
        since = self.changed_at if to.status is self.status else to.at
        return replace(self, status=to.status, reason=to.reason, owner=to.owner, changed_at=since)

    def take_on(self, by: MemberId, at: datetime) -> IdeaChange:
        """The change that makes someone the owner of a free idea. Raises WrongStage."""
        self._expect_alive()
        if self.owner not in (None, by):
            raise WrongStage(f"Somebody else has taken idea {self.id} on already. Your vote still counts.")
        return IdeaChange(by=by, at=at, status=self.status, owner=by, reason=self.reason)

    def vote(self, by: MemberId, wanted: bool) -> Idea:
        """The idea with or without this person's one vote. Raises WrongStage."""
        self._expect_alive()
        return replace(self, votes=self.votes | {by} if wanted else self.votes - {by})

    def join(self, case: CaseId) -> Idea:
        """The idea with one more case behind it. Raises WrongStage."""
        self._expect_alive()
        return self if case in self.cases else replace(self, cases=(*self.cases, case))

    def _expect_alive(self) -> None:
        if not self.alive:
            raise WrongStage(
                f"Idea {self.id} is {self.status}. Its owner can take it up again, or you open another one."
            )


def open_idea(number: IdeaId, wish: Wish, by: MemberId, at: datetime) -> Idea:
    """A new idea, which nobody owns yet."""
    return Idea(
        id=number,
        kind=wish.kind,
        title=wish.title,
        description=wish.description,
        opened_by=by,
        opened_at=at,
        changed_at=at,
    )
