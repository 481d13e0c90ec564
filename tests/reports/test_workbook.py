"""The workbook: whatever was written outside is text in it, and it opens again with the same values."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import datetime, timedelta

from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from bot.domain.case import CaseId
from bot.domain.opening import OpenedCommunity, State
from bot.domain.people import MemberId
from bot.domain.retrospective import CaseLine, Deed, Given, Retrospective
from bot.domain.status import Status
from reports.cells import TEXT_LIMIT, safe_text
from reports.workbook import XlsxWorkbooks, retrospective_workbook
from tests.builders import BERLIN
from tests.world import AMARA, LI, NOON

COMMUNITY = OpenedCommunity(
    name="winter",
    title="Winter",
    purpose="Nobody freezes.",
    channel="C0WINTER",
    state=State.CLOSED,
    functions=("support",),
    sign_off=(),
    keywords=(),
    leads=(MemberId(AMARA),),
    people=(),
    private=False,
    ends_on=None,
    ends_with_cases=False,
    opened_by=MemberId(AMARA),
    opened_at=NOON,
    closed_at=NOON + timedelta(days=9),
    closed_by=MemberId(AMARA),
    outcome="Done.",
)
TRAPS = [
    "=1+1",
    "+49 30 1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "#N/A",
    "2026-11-18",
    "1e5",
    "_x0041_",
    "\r\n=1",
    "TRUE",
    "\x07=1",
]
texts = st.text(max_size=60) | st.sampled_from(TRAPS).flatmap(lambda trap: st.text(max_size=9).map(trap.__add__))


def line(**more: object) -> CaseLine:
    """A case that was closed two hours after it was opened."""
    given_ = {
        "id": CaseId(1),
        "matter": "It froze",
        "status": Status.CLOSED,
        "outcome": "Replaced.",
        "mentions": 3,
        "opened_at": NOON,
        "first_replied_at": NOON + timedelta(minutes=41),
        "ended_at": NOON + timedelta(hours=2),
        "link": "https://forum.example/1",
        **more,
    }
    return CaseLine(**given_)


def looking_back(text: str = "It is batch 7.", cases: tuple[CaseLine, ...] = (line(),)) -> Retrospective:
    """A community with a contribution of this text."""
    one = Given(case=CaseId(1), by=MemberId(LI), function="legal", partner=None, text=text, at=NOON)
    return Retrospective(
        community=COMMUNITY,
        cases=cases,
        given=(one,),
        deeds=(Deed(case=CaseId(1), kind="signed_off", by=MemberId(LI), at=NOON),),
        names={MemberId(LI): text, MemberId(AMARA): "Amara"},
        functions={MemberId(LI): "legal"},
        zone=BERLIN,
    )


@settings(max_examples=60, deadline=None)
@given(texts)
@example("=cmd|' /C calc'!A0")
@example("\ud800 \x00 \x1b[31m \ufffe")
@example("a" * (TEXT_LIMIT + 9))
def test_every_text_from_outside_is_inert_and_comes_back_as_it_was(text: str) -> None:
    file = retrospective_workbook(looking_back(text, (line(matter=text, outcome=text, link=text),)))
    book, kept = load_workbook(io.BytesIO(file)), safe_text(text) or None
    cells = [cell for sheet in book for row in sheet.iter_rows(min_row=2) for cell in row]
    assert not [cell for cell in cells if cell.data_type in ("f", "e")]
    assert [cell.value for cell in book["Cases"][2]][1:4:2] == [kept, kept]
    assert book["Contributions"]["E2"].value == book["Contributions"]["C2"].value == kept
    assert b"<f>" not in b"".join(
        zipfile.ZipFile(io.BytesIO(file)).read(f"xl/worksheets/sheet{n}.xml") for n in (1, 2, 3)
    )


@given(st.text(alphabet=st.characters(categories=["L", "N", "P", "Z", "S"]), max_size=40))
def test_a_text_that_can_be_shown_stays_as_it_is(text: str) -> None:
    assert safe_text(text) == text.replace("_x", "_ x") or "_x" not in text
    if "_x" not in text:
        assert safe_text(text) == text


async def test_moments_are_dates_on_the_communitys_wall_and_numbers_are_numbers() -> None:
    book = load_workbook(io.BytesIO(await XlsxWorkbooks().retrospective(looking_back())))
    _, matter, status, _, mentions, opened, replied, *_ = [cell.value for cell in book["Cases"][2]]
    assert (matter, status, mentions) == ("It froze", "closed", 3)
    assert opened == datetime(2026, 11, 18, 13, 0)  # noqa: DTZ001 - on the wall in Berlin
    assert replied - opened == timedelta(minutes=41)
    assert book["Cases"]["F2"].is_date
    assert [cell.value for cell in book["Timeline"]["C"]] == [
        "What",
        "community opened",
        "signed off",
        "community closed",
    ]


def test_each_sheet_has_a_header_in_sight_and_a_filter_over_all_of_it() -> None:
    book = load_workbook(io.BytesIO(retrospective_workbook(looking_back(cases=(line(),) * 5))))
    assert book.sheetnames == ["Cases", "Contributions", "Timeline"]
    assert [sheet.freeze_panes for sheet in book] == ["A2"] * 3
    assert [sheet.auto_filter.ref for sheet in book] == ["A1:I6", "A1:E2", "A1:D4"]
    assert book["Cases"].column_dimensions["B"].width == 50


def test_what_a_community_did_is_counted_and_everyone_is_named_once() -> None:
    late = NOON + timedelta(hours=5)
    back = looking_back(
        "Li",
        (line(), line(id=CaseId(2), first_replied_at=None, status=Status.DISMISSED, opened_at=late, mentions=1)),
    )
    assert back.first_case_at == NOON
    assert back.first_reply_minutes == 41
    assert (back.mentions, back.count(Status.CLOSED), back.count(Status.DISMISSED)) == (4, 1, 1)
    assert back.helpers == {"legal": ["Li"]}
    empty = replace(back, cases=(), given=(), deeds=())
    assert (empty.first_case_at, empty.first_reply_minutes, empty.helpers) == (None, None, {})
