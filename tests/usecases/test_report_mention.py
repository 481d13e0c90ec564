"""Bring in by hand what a member has seen or heard."""

from typing import Any

import pytest

from bot.bootstrap import Muster
from bot.domain.errors import BadInput, NotAllowed
from bot.domain.mention import BY_HAND
from bot.usecases.bring_in import BroughtIn
from bot.usecases.look_up_case import look_up_case
from bot.usecases.report_mention import report_mention
from tests.builders import amara, do, guest, priya, rows, stored

SEEN = {
    "identity": "view/1",
    "text": " A journalist asks about smoke. ",
    "author": " Dana ",
    "url": "https://news.example/1",
    "community": None,
}


async def report(muster: Muster, **changed: Any) -> BroughtIn:
    return await do(muster, report_mention, **{"actor": priya, **SEEN, **changed})


async def test_who_reports_has_spotted_it_and_the_rules_choose_the_community(muster: Muster) -> None:
    brought = await report(muster)
    case = await stored(muster, brought.case)
    assert (case.community, case.words) == ("safety", ("smoke",))
    assert [(claim.member, claim.slot, claim.volunteered) for claim in case.claims] == [(priya.id, "spot", True)]
    said = (await do(muster, look_up_case, case.id, amara)).mention
    assert (said.source, said.text, said.url) == (BY_HAND, "A journalist asks about smoke.", SEEN["url"])
    assert said.author.handle == "Dana"


async def test_a_person_may_choose_the_community(muster: Muster) -> None:
    assert (await stored(muster, (await report(muster, community="voice")).case)).community == "voice"


async def test_hearing_of_the_same_report_again_changes_nothing(muster: Muster) -> None:
    assert (await report(muster)).opened
    assert await report(muster, text="Other words") == BroughtIn(case=None)


async def test_author_and_link_may_stay_empty(muster: Muster) -> None:
    said = (await do(muster, look_up_case, (await report(muster, author=" ", url="")).case, amara)).mention
    assert (said.author, said.url) == (None, None)


@pytest.mark.parametrize(("field", "value"), [("text", " \n"), ("url", "forum.example/1"), ("url", "javascript:x")])
async def test_what_cannot_be_used_is_refused_at_its_field(muster: Muster, field: str, value: str) -> None:
    with pytest.raises(BadInput) as refused:
        await report(muster, **{field: value})
    assert refused.value.field == field
    assert await rows(muster, "SELECT 1 FROM mentions") == []


async def test_guests_bring_nothing_in(muster: Muster) -> None:
    with pytest.raises(NotAllowed):
        await report(muster, actor=guest)
