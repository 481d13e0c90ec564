"""What the customers of a case want: it grows with its mentions, goes with the case, and a person's word holds."""

from dataclasses import replace

import pytest

from bot.domain.activity import Joined
from bot.domain.case import Case, CaseId
from bot.domain.errors import BadInput, NotAllowed
from bot.domain.mention import MentionId
from bot.domain.parting import without
from tests.builders import amara, guest, opened, pure_case
from tests.world import NOON

COMPLAINT = pure_case(intents=("complaint",))


def joined(case: Case, *intents: str, vulnerable: bool = False) -> Case:
    """The case with one more mention."""
    one = Joined(at=NOON, mention=MentionId(9), reason="the same words", intents=intents, vulnerable=vulnerable)
    return case.join(one)


def test_what_joins_adds_to_it() -> None:
    grown = joined(COMPLAINT, "safety", "complaint", vulnerable=True)
    assert (grown.intents, grown.vulnerable, grown.mentions) == (("complaint", "safety"), True, 2)
    assert joined(grown).vulnerable


def test_what_a_person_said_holds_whatever_joins() -> None:
    corrected = COMPLAINT.reread(amara, NOON, intents=("question",))
    assert (corrected.intents, corrected.reread_by) == (("question",), amara.id)
    assert joined(corrected, "safety").intents == ("question",)


def test_a_correction_must_change_something_and_is_not_for_guests() -> None:
    with pytest.raises(BadInput, match="Nothing is changed"):
        COMPLAINT.reread(amara, NOON, intents=("complaint",))
    with pytest.raises(NotAllowed):
        COMPLAINT.reread(guest, NOON, intents=())
    assert COMPLAINT.reread(amara, NOON, intents=()).intents == ()


def test_a_case_that_is_taken_in_brings_it_along_and_takes_it_away_again() -> None:
    other = replace(pure_case(intents=("safety",), vulnerable=True), id=CaseId(8))
    both = COMPLAINT.absorb(amara, NOON, other=other)
    assert (both.intents, both.vulnerable) == (("complaint", "safety"), True)
    record = (opened(intents=("complaint",)), both.news[-1])
    absorbed, alone = without(both.id, record, other.id)
    apart = both.part_from(amara, NOON, absorbed=absorbed, alone=alone, mentions=1)
    assert (apart.intents, apart.vulnerable) == (("complaint",), False)
