"""Five ways to play for credit, each by people who know the rules and do the best that these leave them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from random import Random

from benchmarks.fairness.people import Kind, Person
from benchmarks.fairness.world import AT_WORK, CASES_A_PERSON, Deed, Story, Year
from bot.domain.credit import ANSWER, LOOP, SPOT

LINE, PRETENCE = 1 / 60, 1 / 4
"""What a line in a thread costs, and words that look like help: to help in a case costs 1."""

WHOLE = 2.0
"""What a case costs that one brings in, answers and closes alone; a made-up one as well, with its customer."""

PARTS = 10
"""Cases that a splitter makes of a thread. The first is real work, from end to end; each copy is three lines."""

PRICES = {
    Kind.RING: PRETENCE,
    Kind.SOCKPUPPET: WHOLE,
    Kind.SPAMMER: LINE,
    Kind.SPLITTER: WHOLE + (PARTS - 1) * 3 * LINE,
    Kind.FRIENDLY: PRETENCE,
}

CREDIBLE = {Kind.RING: 0.1, Kind.SOCKPUPPET: 1.0, Kind.SPAMMER: 0.02, Kind.SPLITTER: 0.5, Kind.FRIENDLY: 0.1}
"""How readily honest people take a trick for help."""

LOOKED_AT = 5
"""Cases that a ring looks at before it claims the one that pays best."""

FAKE_REFUSED, COPY_REFUSED = 0.4, 0.5
"""Of the made-up cases, and of the copies of a thread, that honest approvers do not sign off."""

FAKE_FOUND = 0.1
"""Of the made-up cases are found out; then all that this person has made up in the month are voided."""

OTHER_KEY = 0.15
"""Of the copies of a thread pass for another matter."""

THIN = 1 / 9
"""Of a clique’s tricks are cases of no weight, signed by its own approver."""

TARGETED = 0.5
"""Of a spammer’s lines go to cases whose owner confirms anything."""


class Games:
    """What everybody who plays adds to a year; `effort` multiplies how much, `watched` how often approvers refuse and
    find out."""

    def __init__(self, random: Random, year: Year, *, effort: float, watched: float) -> None:
        self._random, self._year, self._effort, self._watched = random, year, effort, watched
        self._with_each_other: Counter[tuple[frozenset[str], int]] = Counter()
        self._unwatched: list[Story] = []
        self._made = 0

    def play(self) -> None:
        """Add the tricks of all months."""
        tricks: dict[Kind, Callable[[Person, int, list[Story]], None]] = {
            Kind.RING: self._claim_with_mates,
            Kind.SOCKPUPPET: self._make_up_a_case,
            Kind.SPAMMER: self._write_a_line,
            Kind.SPLITTER: self._split_a_thread,
            Kind.FRIENDLY: self._lean_on_a_friend,
        }
        for month, stories in enumerate(self._year.months):
            genuine = list(stories)
            self._unwatched = [one for one in genuine if self._year.people[one.owner].careless]
            for person in self._year.people.values():
                if person.kind:
                    for _ in range(self._how_often(person)):
                        tricks[person.kind](person, month, genuine)
                if person.kind is Kind.SOCKPUPPET:
                    self._look_into([story for story in stories if story.owner == person.id and story.made_up])

    def _how_often(self, person: Person) -> int:
        """As often in a month as the time allows that they do not work."""
        assert person.kind
        time = CASES_A_PERSON * (1 - AT_WORK) * person.activity * self._effort
        return int(time / PRICES[person.kind] + self._random.random())

    def _claim_with_mates(self, person: Person, month: int, genuine: list[Story]) -> None:
        """Claim what pays best among a few genuine cases, and be confirmed by the mate with whom most is left of
        the pair cap. Mates keep off each other's slots, or they could not confirm them."""
        looked_at = self._random.sample(genuine, min(LOOKED_AT, len(genuine)))
        story = max(looked_at, key=lambda one: _worth(one, _slot(person, one)))
        slot = _slot(person, story)
        taken = any((mate, slot) in story.deeds for mate in person.mates)
        if taken or not self._claim(person, story, slot):
            return
        mates = person.mates
        if person.kind is Kind.FRIENDLY:  # every pair with the approver has four times the room
            mates = tuple(mate for mate in mates if self._year.people[mate].approver) or mates
        by = min(mates, key=lambda mate: (self._with_each_other[frozenset((person.id, mate)), month], mate))
        self._with_each_other[frozenset((person.id, by)), month] += _worth(story, slot)
        self._year.confirm(self._random, story, person.id, slot, by)

    def _make_up_a_case(self, person: Person, month: int, _: list[Story]) -> None:
        """Write outside under a made-up name what one's own function answers, bring it in, answer it, and thank
        oneself as the customer: if an approver signs it off, all of it is confirmed without a cap."""
        story = self._own_case(person, month)
        story.happy = story.made_up = True
        story.voided = False
        if self._random.random() < FAKE_REFUSED * self._watched:
            story.signer = None
        self._claim_all(person, story)

    def _look_into(self, made_up: list[Story]) -> None:
        """Whoever finds out one looks at what else this person brought in."""
        if any(self._random.random() < FAKE_FOUND * self._watched for _ in made_up):
            for story in made_up:
                story.voided = True

    def _write_a_line(self, person: Person, _: int, genuine: list[Story]) -> None:
        """Claim a part in any case with a line; half of the time where the owner will not look."""
        story = self._random.choice(genuine)
        if self._random.random() < TARGETED:
            story = self._random.choice(self._unwatched or genuine)
        self._claim(person, story, _slot(person, story))

    def _split_a_thread(self, person: Person, month: int, _: list[Story]) -> None:
        """Bring in a genuine thread, answer it, and then bring it in and answer it again a few times."""
        first = self._own_case(person, month)
        self._claim_all(person, first, earned=True)
        for number in range(1, PARTS):
            copy = self._own_case(person, month)
            copy.signed_at = first.signed_at + timedelta(hours=number)
            if self._random.random() >= OTHER_KEY:
                copy.key = first.key
            if self._random.random() < COPY_REFUSED * self._watched:
                copy.signer = None
            self._claim_all(person, copy)

    def _lean_on_a_friend(self, person: Person, month: int, genuine: list[Story]) -> None:
        """As a ring, only that an approver confirms; and now and then a post of no weight that he signs off too."""
        friend = next((mate for mate in person.mates if self._year.people[mate].approver), None)
        if friend is None or self._random.random() >= THIN:
            self._claim_with_mates(person, month, genuine)
            return
        story = self._own_case(person, month)
        story.signer = friend
        self._claim_all(person, story)
        for member, slot in story.deeds:
            self._with_each_other[frozenset((member, friend)), month] += _worth(story, slot)
            self._year.confirm(self._random, story, member, slot, friend)

    def _own_case(self, person: Person, month: int) -> Story:
        self._made += 1
        story = self._year.open(self._random, month, f"{month + 1}/by {person.id}/{self._made}", (person.function,))
        story.owner = person.id
        self._year.months[month].append(story)
        return story

    def _claim_all(self, person: Person, story: Story, *, earned: bool = False) -> None:
        for slot in (SPOT, ANSWER + person.function, LOOP):
            self._claim(person, story, slot, earned=earned)

    def _claim(self, person: Person, story: Story, slot: str, *, earned: bool = False) -> bool:
        assert person.kind
        deed = Deed(volunteered=True, earned=earned, credible=1.0 if earned else CREDIBLE[person.kind])
        return self._year.claim(self._random, story, person.id, slot, deed)


def _slot(person: Person, story: Story) -> str:
    """All that a line in a thread can claim: the answer of one's own function, or, unasked, a part in spotting."""
    return ANSWER + person.function if person.function in story.required else SPOT


def _worth(story: Story, slot: str) -> int:
    """What one more claimant can expect of a slot, per mille of the pot."""
    whole = 600 // len(story.required) if slot.startswith(ANSWER) else 200
    return whole // (story.on(slot) + 1)
