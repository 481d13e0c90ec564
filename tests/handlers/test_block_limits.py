"""Whatever is written outside or inside, Slack takes the blocks, and nothing in the text comes to life."""

from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.errors import AlreadyClaimed
from bot.domain.status import Status
from bot.ports import CaseSheet, Found, Note, Work
from bot.usecases.show_board import Board
from handlers.blocks import modals
from handlers.blocks.card import card, pointer
from handlers.blocks.digest import digest_message
from handlers.blocks.home import home_view
from handlers.blocks.kit import Message, context
from handlers.blocks.lists import board_page, found_page, help_page, work_list
from handlers.blocks.notes import note, timeline_line
from handlers.blocks.text import chunks, escape, link, quote
from sandbox.blockkit import checked_blocks, checked_view
from sandbox.content import UPDATE_TEXT_LIMIT
from tests.handlers import sheets as some
from tests.people import alive
from tests.world import NOON

often = settings(max_examples=60, deadline=None)


def accepted(message: Message) -> None:
    """Slack takes the message, also as an edit, and no text in it comes to life."""
    assert message.text.strip()
    assert len(message.text) <= UPDATE_TEXT_LIMIT
    checked_blocks(list(message.blocks), charts=True, text=message.text)
    assert not alive(message.as_arguments())


def accepted_view(view: dict[str, Any], kind: str = "modal") -> None:
    """Slack takes the view, and no text in it comes to life."""
    checked_view(view, kind=kind)
    assert not alive(view)


@often
@given(sheet=some.sheets())
def test_a_card_is_always_accepted(sheet: CaseSheet) -> None:
    accepted(card(sheet, NOON))
    accepted(pointer(sheet))


@often
@given(sheet=some.sheets(), told=some.notes())
def test_a_line_in_the_thread_is_always_accepted(sheet: CaseSheet, told: Note) -> None:
    accepted(note(sheet, told))


@often
@given(sheet=some.sheets(), told=st.lists(some.notes(), min_size=1, max_size=8))
def test_a_case_with_its_timeline_is_always_accepted(sheet: CaseSheet, told: list[Note]) -> None:
    lines = [timeline_line(one, sheet) for one in told]
    accepted_view(modals.timeline_modal(sheet, lines * 30))


@often
@given(sheet=some.sheets(), typed=st.none() | some.text(3_000))
def test_every_modal_about_a_case_is_always_accepted(sheet: CaseSheet, typed: str | None) -> None:
    for view in (
        modals.contribute_modal(sheet),
        modals.draft_modal(sheet, typed=typed),
        modals.reply_modal(sheet),
        modals.close_modal(sheet, some.PEOPLE[0]),
        modals.dismiss_modal(sheet),
        modals.reopen_modal(sheet),
        modals.move_modal(sheet, some.COMPANY),
        modals.read_modal(sheet),
        modals.notice_modal(card(sheet, NOON)),
        *([modals.sign_off_modal(sheet)] if sheet.draft else []),
    ):
        accepted_view(view)


@often
@given(typed=some.text(3_000), url=some.urls)
def test_the_form_of_a_mention_is_always_accepted(typed: str, url: str) -> None:
    accepted_view(modals.mention_modal(some.COMPANY, text=typed, url=url))


@often
@given(work=some.works())
def test_a_list_of_work_and_home_are_always_accepted(work: Work) -> None:
    accepted(work_list(work, some.COMPANY, NOON))
    accepted_view(home_view(work, some.COMPANY, NOON), kind="home")


@often
@given(searched=some.text(4_000), found=some.finds(), page=st.integers(0, 10**6))
def test_what_a_search_finds_is_always_accepted(searched: str, found: list[Found], page: int) -> None:
    accepted(found_page(searched, found, some.COMPANY, page=page, more=True))


@often
@given(digest=some.digests(), names=st.dictionaries(st.sampled_from(some.PEOPLE), some.names))
def test_a_digest_is_always_accepted(digest: Any, names: dict[Any, str]) -> None:
    accepted(digest_message(digest, some.COMPANY, names))
