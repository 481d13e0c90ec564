"""The main job by clicking, step by step: the browser test walks it, and the pictures are taken on the way."""

from tests.browser.page import Page
from tests.world import AMARA, JONAS, LI, SAFETY

WORDS = "The charger of my new phone smokes. Is it safe to use?"
ANSWER = "Please unplug it and stop using it. We send you a new one today and collect this one."
OUTCOME = "A new charger the same day; the batch is being checked."


def customer_speaks(page: Page) -> None:
    """A customer says something in public, and it stands in the right channel."""
    page.go(channel=SAFETY, as_=AMARA, pane="customer")
    page.fill("What they say", WORDS, within="#right")
    page.press("Say it in public", within="#right")
    page.see(WORDS, within="#middle")
    page.see("“smokes” → Product safety", within="#middle")


def colleagues_answer(page: Page) -> None:
    """Someone claims it, another function helps, the answer is drafted."""
    page.go(channel=SAFETY, as_=AMARA)
    page.press("Claim")
    page.see("Owner: Amara", within="#middle")
    page.go(channel=SAFETY, as_=JONAS)
    page.press("Add my input")
    page.fill("What do you know about this?", "A known batch. It must not be used any more.")
    page.submit()
    page.see("Engineering ✓ Jonas", within="#middle")
    page.go(channel=SAFETY, as_=AMARA)
    page.press("Draft the reply")
    page.fill("The answer to the customer", ANSWER)
    page.submit()
    page.see("revision 1 waits for sign-off", within="#middle")


def answer_goes_out(page: Page) -> None:
    """Another function signs it off, and it is sent."""
    page.go(channel=SAFETY, as_=LI)
    page.press("Sign off revision 1")
    page.see(ANSWER, within="#modals")
    page.submit()
    page.see("Revision 1 signed off by Li", within="#middle")
    page.go(channel=SAFETY, as_=AMARA)
    page.press("Send")
    page.see(ANSWER, within="#modals")
    page.submit()
    page.see("Answered by Amara", within="#middle")


def case_is_closed(page: Page) -> None:
    """The approver closes it and confirms who helped."""
    page.go(channel=SAFETY, as_=LI)
    page.press("Close")
    page.fill("What came of it for the customer?", OUTCOME)
    page.submit()
    page.see(f"Closed: {OUTCOME}", within="#middle")


def board_and_digest(page: Page) -> None:
    """One who helped joins the board, and looks at the week."""
    page.go(channel=SAFETY, as_=JONAS)
    page.say("/muster board")
    page.press("Join the boards")
    page.see("How boards work", within="#modals")
    page.press("Join the boards", within="#modals")
    page.see("You are on the boards", within="#modals")
    page.press("Close", within="#modals")
    page.say("/muster board")
    page.see("1  Jonas · 2", within="#middle")
    page.say("/muster digest")
    page.see("Took the initiative (opted in): 1 Jonas (2)", within="#middle")
    page.press("Share here")
    page.go(channel=SAFETY, as_=AMARA)
    page.see("What we did for customers · Product safety", within="#middle")
