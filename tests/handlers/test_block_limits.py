"""Whatever is written outside or inside, Slack takes the blocks, and nothing in the text comes to life."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.digest import Figures, Words
from bot.domain.mention import BY_HAND, TEXT_LIMIT
from handlers.blocks import modals
from handlers.blocks.card import card, pointer
from handlers.blocks.digest import digest_message
from handlers.blocks.found import found_page, search_page
from handlers.blocks.ideas import idea_page, ideas_page, shared_idea
from handlers.blocks.kit import Message, context
from handlers.blocks.lists import help_page, work_list
from handlers.blocks.notes import note, timeline
from handlers.blocks.partners import sharing_message
from handlers.blocks.report import report_page
from sandbox.blockkit import checked_blocks, checked_view
from sandbox.content import UPDATE_TEXT_LIMIT
from tests.handlers import board_sheets as made_boards
from tests.handlers import community_sheets as made_communities
from tests.handlers import customer_sheets as made_customers
from tests.handlers import digest_sheets as made_digests
from tests.handlers import draft_sheets as made_drafts
from tests.handlers import forgetting_sheets as made_forgetting
from tests.handlers import idea_sheets as made_ideas
from tests.handlers import listening_sheets as made_listening
from tests.handlers import partner_sheets as made_partners
from tests.handlers import recognising_sheets as made_recognising
from tests.handlers import sending_sheets as made_sending
from tests.handlers import sheets as made
from tests.handlers import suggestion_sheets as made_suggestions
from tests.handlers import whole_sheets as made_whole
from tests.handlers.sheets import COMPANY, PEOPLE, Texts
from tests.people import alive
from tests.world import NOON

TRAPS = [
    "<!channel>",
    "<!here|x>",
    "<@U0AMARA>",
    "<#C0CARE>",
    "<http://evil.example|click>",
    "&",
    "&lt;",
    "```",
    "> ",
]
SIGNS = ["swell", "refund ", "\n", "\r\n", "\u2028", "\u202e", "\u200b", "\x1c", "👩‍👩‍👧", "|", "a", " ", "*", "_"]
_bits = st.sampled_from([*TRAPS, *SIGNS]) | st.characters(codec="utf-8", exclude_characters="\x00")


def text(most: int) -> st.SearchStrategy[str]:
    """A text as people and attackers write them: mark-up, signs of all scripts, of any length."""
    repeated = st.tuples(st.lists(_bits, min_size=1, max_size=12), st.sampled_from([1, 1, 40, most]))
    return repeated.map(lambda drawn: ("".join(drawn[0]) * drawn[1]).strip()[:most].strip()).filter(bool)


drawn = st.builds(
    Texts,
    said=text(TEXT_LIMIT),
    inside=text(3_000),
    name=text(40),
    url=text(1_980).map(lambda tail: "https://x.example/" + "".join(tail.split())),
    source=st.sampled_from(["web", BY_HAND]),
    stage=st.integers(0, 51),
)
PLAIN = Texts(said="It swells.", inside="Replaced.", name="amara", url="https://x.example/1", stage=50)
AMPERSANDS = "&" * TEXT_LIMIT
LONG_WORD = "swell" + "a" * 9_000
ONE_SIGN_LINES = "&\n" * 10_000


def whatever_is_written(test: Callable[[Texts], None]) -> Callable[[], None]:
    """Run a test on texts that are drawn, and on those that once broke a message."""
    for stage in (0, 2, 45, 46, 49, 51):
        test = example(texts=replace(PLAIN, stage=stage))(test)
    for said in (AMPERSANDS, LONG_WORD, ONE_SIGN_LINES):
        test = example(texts=replace(PLAIN, said=said, stage=3))(test)
    test = example(texts=replace(PLAIN, inside="&" * 3_000, name="&" * 40))(test)
    test = example(texts=replace(PLAIN, url="https://x.example/?" + "&" * 1_900))(test)
    return settings(max_examples=25, deadline=None)(given(texts=drawn)(test))


def accepted(message: Message) -> None:
    """Slack takes the message, also as an edit, and no text in it comes to life."""
    assert message.text.strip()
    assert len(message.text) <= UPDATE_TEXT_LIMIT
    sent = message.as_arguments()
    checked_blocks(sent["blocks"], charts=True, text=message.text)
    assert not alive(sent)


def accepted_view(view: dict[str, Any], kind: str = "modal") -> None:
    """Slack takes the view, and no text in it comes to life."""
    checked_view(view, kind=kind)
    assert not alive(view)


@whatever_is_written
def test_a_card_is_always_accepted(texts: Texts) -> None:
    sheet = made.sheet(texts)
    accepted(card(sheet, NOON))
    accepted(pointer(sheet))


@whatever_is_written
def test_a_line_in_the_thread_is_always_accepted(texts: Texts) -> None:
    sheet = made.sheet(texts)
    for told in made.notes(texts):
        accepted(note(sheet, told))


@whatever_is_written
def test_a_case_with_what_happened_last_is_always_accepted(texts: Texts) -> None:
    sheet = made.sheet(texts)
    shown = card(sheet, NOON)
    accepted(Message(shown.text, (*shown.blocks, context("\n".join(timeline(sheet, made.notes(texts))[-8:])))))


@whatever_is_written
def test_every_modal_about_a_case_is_always_accepted(texts: Texts) -> None:
    sheet = made.sheet(texts)
    lines = timeline(sheet, made.notes(texts))
    for view in (
        modals.contribute_modal(sheet),
        modals.reply_modal(sheet),
        modals.close_modal(sheet, PEOPLE[3]),
        modals.dismiss_modal(sheet),
        modals.reopen_modal(sheet),
        modals.move_modal(sheet, COMPANY),
        modals.read_modal(sheet),
        modals.more_modal(sheet, made.ADMINISTRATOR, NOON),
        modals.ask_modal(sheet),
        modals.ask_modal(sheet, person=PEOPLE[0], warning=texts.said),
        modals.reread_modal(sheet),
        *(modals.suggest_modal(found, texts.name) for found in made_suggestions.found(texts)),
        modals.hand_over_modal(sheet),
        *([modals.waive_modal(sheet)] if any(slot.waits for slot in sheet.case.slots) else []),
        modals.timeline_modal(sheet, lines * 3),
        modals.notice_modal(card(sheet, NOON)),
    ):
        accepted_view(view)


@whatever_is_written
def test_whole_cases_that_go_together_or_aside_are_always_accepted(texts: Texts) -> None:
    merged = made_whole.set_aside(texts, made_whole.MERGED)
    void = made_whole.set_aside(texts, made_whole.voided(texts))
    for sheet in (merged, void):
        accepted(card(sheet, NOON))
    for told in made_whole.notes(texts):
        accepted(note(merged, told))
    for view in (
        modals.merge_modal(void, [merged.case] * 50),
        modals.merge_modal(void, []),
        modals.split_modal(void, made_whole.mentions(texts)),
        modals.part_modal(merged),
        modals.void_modal(merged),
        modals.restore_modal(void),
    ):
        accepted_view(view)


@whatever_is_written
def test_drafts_and_what_becomes_of_them_are_always_accepted(texts: Texts) -> None:
    accepted(card(made_drafts.sheet(texts), NOON))
    for message in made_drafts.messages(texts):
        accepted(message)
    for view in made_drafts.views(texts):
        accepted_view(view)


@whatever_is_written
def test_answers_that_are_sent_and_judged_are_always_accepted(texts: Texts) -> None:
    for message in made_sending.messages(texts):
        accepted(message)
    for view in made_sending.views(texts):
        accepted_view(view)


@whatever_is_written
def test_what_is_said_of_those_who_helped_is_always_accepted(texts: Texts) -> None:
    for message in made_recognising.messages(texts):
        accepted(message)
    for view in made_recognising.views(texts):
        accepted_view(view)


@whatever_is_written
def test_digests_with_charts_their_previews_and_weekly_notes_are_always_accepted(texts: Texts) -> None:
    for message in made_digests.messages(texts):
        accepted(message)


@whatever_is_written
def test_the_form_of_a_mention_is_always_accepted(texts: Texts) -> None:
    accepted_view(modals.mention_modal(COMPANY, text=texts.said[:3_000], origin="C0CARE/1763752000.000100"))


@whatever_is_written
def test_lists_help_and_home_are_always_accepted(texts: Texts) -> None:
    work = made.work(texts)
    accepted(work_list(work, COMPANY, NOON))
    accepted(help_page(COMPANY, misheard=texts.said, nearest="mine"))
    for home in made_boards.homes(texts):
        accepted_view(home, kind="home")


@whatever_is_written
def test_boards_and_settings_are_always_accepted(texts: Texts) -> None:
    for message in made_boards.messages(texts):
        accepted(message)
    for view in made_boards.views():
        accepted_view(view)


@whatever_is_written
def test_what_a_search_finds_is_always_accepted(texts: Texts) -> None:
    findings = made.found(texts)
    accepted(found_page(findings, COMPANY, page=1))
    accepted(found_page(replace(findings, lines=(), in_the_way=tuple(findings.inquiry.filters)), COMPANY, page=0))
    accepted(search_page())


@whatever_is_written
def test_a_digest_is_always_accepted(texts: Texts) -> None:
    digest = made.digest(texts)
    accepted(digest_message(digest, COMPANY, made.names(texts)))
    accepted(digest_message(replace(digest, figures=Figures(), words=Words()), COMPANY, {}))
    accepted(report_page(made.report(texts), COMPANY))


@whatever_is_written
def test_ideas_are_always_accepted(texts: Texts) -> None:
    behind, alive_one = made_ideas.with_ideas(texts), made_ideas.idea(texts)
    accepted(card(behind, NOON))
    accepted(ideas_page(made_ideas.idea_page(texts)))
    accepted(ideas_page(made_ideas.idea_page(texts, ideas=[], page=0, more=False)))
    for standing in made_ideas.STANDINGS[::3]:
        accepted(idea_page(made_ideas.idea_sheet(texts, **standing), PEOPLE[0]))
    accepted(shared_idea(made_ideas.idea_sheet(texts)))
    for view in (
        modals.idea_modal(title=texts.said[:3_000]),
        modals.case_idea_modal(behind, [alive_one] * 100),
        modals.steer_modal(alive_one),
        modals.join_modal(alive_one, [behind.case] * 100),
    ):
        accepted_view(view)


@whatever_is_written
def test_a_customer_s_record_is_always_accepted(texts: Texts) -> None:
    for message in (*made_customers.messages(texts), *made_forgetting.messages(texts)):
        accepted(message)
        accepted_view(modals.notice_modal(message))
    for view in (*made_customers.views(texts), *made_forgetting.views(texts)):
        accepted_view(view)


@whatever_is_written
def test_what_is_told_of_listening_is_always_accepted(texts: Texts) -> None:
    for message in made_listening.messages(texts):
        accepted(message)
    for view in made_listening.views(texts):
        accepted_view(view)


@whatever_is_written
def test_communities_are_always_accepted(texts: Texts) -> None:
    for message in made_communities.messages(texts):
        accepted(message)
    for view in made_communities.views(texts):
        accepted_view(view)


@whatever_is_written
def test_what_a_partner_sees_and_what_is_told_of_partners_is_always_accepted(texts: Texts) -> None:
    sheet, copy = made_partners.shared(texts), made_partners.copy(texts)
    accepted(sharing_message(copy, COMPANY))
    accepted(sharing_message(replace(copy, ended_at=NOON), COMPANY))
    if sheet.case.live:
        accepted(card(sheet, NOON))
    for told in made_partners.notes(texts):
        accepted(note(sheet, told))
    accepted_view(modals.share_partner_modal(made.sheet(texts), texts.said))
    accepted_view(modals.unshare_modal(sheet))
    accepted_view(modals.more_modal(sheet, made.ADMINISTRATOR, NOON))
