"""A new user tries Muster: everything by clicking, in a real browser."""

from selenium.webdriver import Chrome

from tests.browser import story
from tests.browser.page import Page


def test_the_whole_path_by_clicking(browser: Chrome, page: str) -> None:
    workspace = Page(browser, page)
    story.customer_speaks(workspace)
    story.colleagues_answer(workspace)
    story.answer_goes_out(workspace)
    story.case_is_closed(workspace)
    story.board_and_digest(workspace)
