"""The pictures of the README: `python -m tests.browser.screenshots FOLDER`."""

import sys
from pathlib import Path

from tests.browser import story
from tests.browser.chrome import chrome
from tests.browser.demo import running_demo
from tests.browser.page import Page
from tests.world import AMARA, SAFETY


def main(folder: Path) -> None:
    """Walk the main job and take a picture where there is something to see."""
    folder.mkdir(parents=True, exist_ok=True)
    with running_demo() as address, chrome(1180, 820) as driver:
        page = Page(driver, address)
        story.customer_speaks(page)
        story.colleagues_answer(page)
        page.picture(str(folder / "card.png"))
        story.answer_goes_out(page)
        story.case_is_closed(page)
        story.board_and_digest(page)
        page.go(channel=SAFETY, as_=AMARA)
        page.picture(str(folder / "digest.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
