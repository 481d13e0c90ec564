"""The pictures of the documentation: `python -m tests.browser.screenshots FOLDER`."""

import asyncio
import sys
import tempfile
from pathlib import Path

from bot.muster_file import read_muster_file
from storage.embedded import embedded, fresh_database
from storage.migrate import migrate
from tests import people
from tests.browser import listening, recognition, story
from tests.browser.chrome import chrome
from tests.browser.demo import ROOT, running_demo
from tests.browser.page import Page
from tests.scenarios import safety_case
from tests.world import AMARA, CARE, JONAS, SAFETY, TOM, SetClock, make_world


def main(folder: Path) -> None:
    """Walk the main job and a safety case, and take a picture where there is something to see."""
    folder.mkdir(parents=True, exist_ok=True)
    main_job(folder)
    with (
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place,
        embedded(Path(place) / "postgres") as server,
    ):
        for name, scene in (("response", response), ("listening", listened), ("recognition", recognised)):
            url = fresh_database(server, name)
            migrate(url)
            asyncio.run(scene(url, folder))


def main_job(folder: Path) -> None:
    """The card and the digest."""
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


async def response(database_url: str, folder: Path) -> None:
    """A safety case while it is worked on, and the timeline that tells of it at the end."""
    file = read_muster_file(ROOT / "muster.toml")
    async with make_world(database_url, file, SetClock(), replying=True) as world:
        await world.muster_knows_everyone()
        address, cast = str(world.slack.http.base_url), safety_case.Cast.of(world)
        await safety_case.alert(world, cast)
        await safety_case.gather_input(world, cast)
        thread = (await world.slack.messages(SAFETY))[0]["ts"]
        await asyncio.to_thread(picture_of_case, address, folder, thread)
        await safety_case.agree_on_an_answer(world, cast)
        await safety_case.answer(world, cast)
        await safety_case.timeline(world, cast.tom)
        await asyncio.to_thread(picture_of_timeline, address, folder)


async def listened(database_url: str, folder: Path) -> None:
    """The card of a storm, and the record of a customer who wrote in it."""
    file = read_muster_file(ROOT / "muster.toml")
    async with make_world(database_url, file, SetClock(), replying=True) as world:
        address = str(world.slack.http.base_url)
        await listening.ordinary_days(world)
        await listening.waves(world, 0, 4)
        await asyncio.to_thread(picture_of_channel, address, folder / "suggestion.png", top="Perhaps the same")
        await listening.waves(world, 4, len(listening.WAVES))
        await asyncio.to_thread(picture_of_channel, address, folder / "storm.png", top="mentions by")
        await listening.asks(world, f"customer {listening.CUSTOMER}")
        await asyncio.to_thread(picture_of_channel, address, folder / "customer.png")


async def recognised(database_url: str, folder: Path) -> None:
    """The board of a month, and the Home of one who helped in it."""
    file = read_muster_file(ROOT / "muster.toml")
    async with make_world(database_url, file, SetClock(), replying=True) as world:
        address, who = str(world.slack.http.base_url), people.Person(world, JONAS, SAFETY)
        await recognition.a_month(world)
        await who.opens_home()
        await asyncio.to_thread(picture_of_home, address, folder)
        await who.command("board")
        await who.command("board functions")
        await asyncio.to_thread(picture_of_board, address, folder)


def picture_of_home(address: str, folder: Path) -> None:
    """All of it, as one sees it who scrolls."""
    with chrome(1000, 1360) as driver:
        page = Page(driver, address)
        page.go(view="home", as_=JONAS)
        page.see("Where you stand", within="#middle")
        page.picture(str(folder / "home.png"))


def picture_of_board(address: str, folder: Path) -> None:
    """Both boards, below each other."""
    with chrome(1000, 900) as driver:
        page = Page(driver, address)
        page.go(channel=SAFETY, as_=JONAS)
        page.bring_up("Initiative ·")
        page.picture(str(folder / "board.png"))


def picture_of_channel(address: str, file: Path, top: str = "") -> None:
    """What Amara sees of customer care: the newest, or from the message on that has these words."""
    with chrome(1180, 820) as driver:
        page = Page(driver, address)
        page.go(channel=CARE, as_=AMARA)
        if top:
            page.bring_up(top)
        page.picture(str(file))


def picture_of_case(address: str, folder: Path, thread: str) -> None:
    """The card with its thread."""
    with chrome(1400, 980) as driver:
        page = Page(driver, address)
        page.go(channel=SAFETY, as_=AMARA, thread=thread)
        page.picture(str(folder / "response.png"))


def picture_of_timeline(address: str, folder: Path) -> None:
    """What a newcomer reads."""
    with chrome(1100, 1400) as driver:
        page = Page(driver, address)
        page.go(channel=SAFETY, as_=TOM)
        page.see("The mention came in.", within="#modals")
        page.unfold("#modals .dialog")
        page.picture(str(folder / "timeline.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
