"""People to ask, with names and topics of arbitrary texts."""

from __future__ import annotations

from bot.domain.finding import Suggestion, Wanted
from bot.domain.people import Member
from bot.domain.slot import Slot
from bot.usecases.suggest_people import WhomToAsk
from tests.handlers import sheets as made
from tests.handlers.sheets import PEOPLE, Texts
from tests.world import NOON


def found(texts: Texts) -> list[WhomToAsk]:
    """Whom Muster suggests for a case: three people for each of twelve slots, nobody for one, and no slot at all."""
    sheet = made.sheet(texts)
    people = tuple(
        Suggestion(
            member=Member(id=PEOPLE[0], name=texts.name), topic=topic, cases=cases, learns=learns, at_work=learns
        )
        for topic, cases, learns in ((texts.said[:200], 3, False), (texts.said[:200], 0, True), (None, 0, False))
    )
    slots = [Slot(name=texts.name, due=NOON, asked_at=NOON) for _ in range(12)]
    every = [Wanted(slot=slot, people=people) for slot in slots]
    nobody = [Wanted(slot=slots[0], people=())]
    return [WhomToAsk(sheet=sheet, wanted=wanted) for wanted in (every, nobody, [])]
