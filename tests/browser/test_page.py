"""A new user tries Muster: everything by clicking, in a real browser."""

from selenium.webdriver import Chrome

from tests.browser import story
from tests.browser.page import Page
from tests.world import CARE, SAFETY, TOM


def test_the_whole_path_by_clicking(browser: Chrome, page: str) -> None:
    workspace = Page(browser, page)
    story.customer_speaks(workspace)
    story.colleagues_answer(workspace)
    story.answer_goes_out(workspace)
    story.case_is_closed(workspace)
    story.board_and_digest(workspace)


def test_a_visitor_finds_what_was_done_before(browser: Chrome, page: str) -> None:
    workspace = Page(browser, page)
    workspace.go(channel=CARE, as_=TOM)
    workspace.see("Closed: It charges again, without a repair.", within="#middle")
    workspace.go(channel=SAFETY, as_=TOM)
    workspace.say("/muster digest care last week")
    workspace.see("Two minutes, and it charges again.", within="#middle")
    workspace.go(view="home", as_=TOM)
    workspace.see("Your own record (only you see it)", within="#middle")
