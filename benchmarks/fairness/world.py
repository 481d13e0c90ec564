"""A year of genuine cases, and of what honest people do and confirm in them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from random import Random

from benchmarks.fairness.people import FUNCTIONS, Person
from bot.domain.credit import ANSWER, LOOP, SPOT, Claim, Confirmation, ConfirmerKind, CreditCase, World

CASES_A_PERSON = 12
"""Cases a month in which an average person helps: the reference member of the rules."""

HELPERS_A_CASE = 2.6
"""People who help in an average case; it follows from the chances below."""

REQUIRED = (1, 1, 1, 1, 1, 1, 2, 2, 2, 3)
"""How many functions a case needs, one as likely as the other."""

BROUGHT_IN = 0.4
"""Of the cases come by hand, by a volunteer; the others come from a connector, and nobody spotted them."""

SECOND_ANSWER, ANSWERED_BY_OWNER, UNASKED = 0.2, 0.7, 0.15
"""How often a function answers twice, the owner gives one of the answers, and somebody unasked helps."""

VOLUNTEERED = 0.5
"""Of the answers, and of the owners, are neither asked for by name nor on duty."""

VERDICT = 0.15
"""Of the cases end with a good verdict of the customer. It confirms everybody who has a claim, as in Muster."""

OWNER, SIGNER, COLLEAGUE = 0.8, 0.5, 0.3
"""How often each of them confirms help that they take for real."""

VOIDED = 0.03
MESSAGES = (0, 0, 0, 0, 1, 1, 1, 2, 2, 3)
"""How many further messages a claim comes with, true or false, one as likely as the other."""

AT_WORK = 0.5
"""Of their working time people who play still work; the rest goes into the game."""


@dataclass(frozen=True, slots=True)
class Deed:
    """What stands behind a claim: `earned` if it is true; `credible` is how readily honest people think it is."""

    volunteered: bool
    earned: bool
    credible: float


@dataclass(slots=True, kw_only=True)
class Story:
    """A case as it grows. `signer` is None where an approver refused it."""

    id: str
    key: str
    required: tuple[str, ...]
    signed_at: datetime
    signer: str | None
    happy: bool
    voided: bool
    made_up: bool = False
    owner: str = ""
    deeds: dict[tuple[str, str], Deed] = field(default_factory=dict)
    said: list[Confirmation] = field(default_factory=list)

    def on(self, slot: str) -> int:
        """How many claim this slot."""
        return sum(claimed == slot for _, claimed in self.deeds)


class Year:
    """A company’s year, of which `months` are told; `cases` is in how many of a month an average person helps.

    With `playing`, those who would play work half as much.

    `acts` counts each claim and message by member and month: one point each under the naive rule.
    """

    def __init__(self, random: Random, people: list[Person], months: int, *, cases: float, playing: bool) -> None:
        self.people = {person.id: person for person in people}
        self.approvers = [person.id for person in people if person.approver]
        self.months: list[list[Story]] = []
        self.acts: Counter[tuple[str, int]] = Counter()
        self._random = random
        workers = {function: [one for one in people if one.function == function] for function in FUNCTIONS}
        self._workers = {"": people, **{name: found for name, found in workers.items() if found}}
        self._weights = {
            name: list(accumulate(one.activity * (AT_WORK if playing and one.kind else 1) for one in found))
            for name, found in self._workers.items()
        }
        for month in range(months):
            number = round(cases / HELPERS_A_CASE * len(people))
            self.months.append([self._genuine(month, place) for place in range(number)])

    def open(self, random: Random, month: int, name: str, required: tuple[str, ...]) -> Story:
        """A new case, signed off by any approver at some working hour of the month (0 is January)."""
        at = datetime(
            2026, month + 1, random.randint(1, 28), random.randint(8, 17), random.randint(0, 59), tzinfo=UTC
        )
        return Story(
            id=name,
            key=name,
            required=required,
            signed_at=at,
            signer=random.choice(self.approvers),
            happy=random.random() < VERDICT,
            voided=random.random() < VOIDED,
        )

    def claim(self, random: Random, story: Story, member: str, slot: str, deed: Deed) -> bool:
        """Claim a slot and talk about it; whether it was free to claim for this member."""
        if (member, slot) in story.deeds or (slot.startswith(ANSWER) and member == story.signer):
            return False
        story.deeds[member, slot] = deed
        self.acts[member, story.signed_at.month - 1] += 1 + random.choice(MESSAGES)
        return True

    def confirm(self, random: Random, story: Story, member: str, slot: str, by: str) -> None:
        """Say that a member helped, two days after the sign-off on average: one in thirty comes too late."""
        person = self.people.get(by)
        kind = ConfirmerKind.APPROVER if person and person.approver else ConfirmerKind.PEER
        at = story.signed_at + timedelta(days=random.expovariate(0.5))
        kind = kind if person else ConfirmerKind.CUSTOMER
        story.said.append(Confirmation(case=story.id, member=member, slot=slot, by=by, at=at, kind=kind))

    def records(self, random: Random) -> World:
        """The year as credit sees it, once honest people have confirmed what they take for help."""
        stories = [story for month in self.months for story in month]
        for story in stories:
            for (member, slot), deed in story.deeds.items():
                for by in self._honest_words(random, story, member, deed):
                    self.confirm(random, story, member, slot, by)
        return World(
            cases=tuple(_case(story) for story in stories),
            claims=tuple(
                Claim(case=story.id, member=member, slot=slot, volunteered=deed.volunteered)
                for story in stories
                for (member, slot), deed in story.deeds.items()
            ),
            confirmations=tuple(one for story in stories for one in story.said),
            approvers=frozenset(self.approvers),
            inactive=frozenset(),
        )

    def _genuine(self, month: int, number: int) -> Story:
        random = self._random
        required = tuple(random.sample(FUNCTIONS, random.choice(REQUIRED)))
        story = self.open(random, month, f"{month + 1}/{number}", required)
        if random.random() < BROUGHT_IN:
            self._work(story, self._worker(random), SPOT, True)
        story.owner = self._worker(random, required[0] if random.random() < ANSWERED_BY_OWNER else "")
        owner_volunteers = random.random() < VOLUNTEERED
        self._work(story, story.owner, LOOP, owner_volunteers)
        for function in required:
            if self.people[story.owner].function == function:
                self._work(story, story.owner, ANSWER + function, owner_volunteers)
            else:
                self._work(story, self._worker(random, function), ANSWER + function, random.random() < VOLUNTEERED)
            if random.random() < SECOND_ANSWER:
                self._work(story, self._worker(random, function), ANSWER + function, random.random() < VOLUNTEERED)
        if random.random() < UNASKED:
            self._work(story, self._worker(random), SPOT, True)
        return story

    def _work(self, story: Story, member: str, slot: str, volunteered: bool) -> None:
        self.claim(self._random, story, member, slot, Deed(volunteered=volunteered, earned=True, credible=1.0))

    def _worker(self, random: Random, function: str = "") -> str:
        pool = function if function in self._workers else ""
        return random.choices(self._workers[pool], cum_weights=self._weights[pool])[0].id

    def _honest_words(self, random: Random, story: Story, member: str, deed: Deed) -> Iterable[str]:
        """Who confirms a claim of their own accord; the ledger passes over those who may not."""
        owner = self.people[story.owner]
        if story.happy:
            yield f"customer of {story.id}"
        if random.random() < (1.0 if owner.careless else OWNER * deed.credible):
            yield story.owner
        if story.signer and random.random() < SIGNER * deed.credible:
            yield story.signer
        if random.random() < COLLEAGUE * deed.credible:
            yield self._worker(random)


def _case(story: Story) -> CreditCase:
    return CreditCase(
        id=story.id,
        external_key=story.key,
        external=True,
        required=story.required,
        signed_by=story.signer,
        signed_at=story.signed_at if story.signer else None,
        voided=story.voided,
        reopened=False,
    )
