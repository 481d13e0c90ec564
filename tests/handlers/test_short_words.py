"""What is read on a phone says no more than it must: a story, one's standing, and all commands on one screen."""

from dataclasses import replace

from bot.domain.case import CaseId
from bot.domain.deciding import DecidedBy
from bot.domain.digest import Colleague, Story
from bot.domain.people import MemberId
from handlers.blocks.home.mine import standing, week
from handlers.blocks.lists import COMMANDS
from handlers.blocks.route import route_page
from handlers.blocks.text import points_text
from handlers.blocks.week_people import NamesAndFunctions, story_text
from tests.handlers.board_sheets import home
from tests.handlers.listening_sheets import explanations
from tests.handlers.sheets import COMPANY, Texts
from tests.people import words

TEXTS = Texts(said="It swells.", inside="Replaced.", name="amara", url="https://x.example/1", stage=2)

EXPLAINED = explanations(TEXTS)

LETTERS = 44
"""About as many as a line of a phone has."""

LINES = 32
"""About as many lines as a phone shows at once, beside what stands around them."""


def test_all_commands_fit_one_screen_of_a_phone() -> None:
    lines = [-(-len(f"{example} {what}") // LETTERS) for example, what in COMMANDS.values()]
    assert sum(lines) <= LINES
    assert max(lines) <= 2


def told(spotter: Colleague, *experts: Colleague) -> str:
    """What is told of a case that these brought to its end."""
    story = Story(
        case=CaseId(1),
        matter="It swells",
        outcome="Replaced.",
        spotted_by=spotter,
        answered_by=experts,
        looped_by=Colleague(function="support", member=None),
        link=None,
    )
    names = {MemberId("U0J"): "Jonas", MemberId("U0P"): "Priya"}
    return story_text(story, NamesAndFunctions(COMPANY, names)).splitlines()[1]


def test_who_spotted_it_and_found_the_answer_alone_is_named_once() -> None:
    jonas, priya = Colleague(function="legal", member="U0J"), Colleague(function="pr", member="U0P")
    unnamed = Colleague(function="legal", member=None)
    assert told(jonas, jonas) == "Jonas (Legal) spotted it and found the answer; Support told the customer."
    assert told(jonas, priya) == "Jonas spotted it; Priya (PR) found the answer; Support told the customer."
    assert "Jonas spotted it; Jonas (Legal), Priya (PR) found the answer" in told(jonas, jonas, priya)
    assert told(unnamed, unnamed).startswith("Legal spotted it; Legal found the answer"), "may be two people"


def test_where_one_stands_alone_there_is_no_top_of_many() -> None:
    full = home(TEXTS)
    assert full.standing
    alone = replace(full, standing=replace(full.standing, before=[], behind=[]))
    assert "top 10% from" in words({"blocks": list(standing(full))})
    assert "top 10% from" not in words({"blocks": list(standing(alone))})


def test_points_are_called_so_and_one_is_one() -> None:
    told = words({"blocks": list(week(home(TEXTS)))})
    assert "10 points · It swells. · brought in" in told
    assert [points_text(amount) for amount in (0, 1_000_000, 1_500_000)] == ["0 points", "1 point", "1.5 points"]


def test_what_the_teams_taught_is_shown_for_what_it_is() -> None:
    told = {one.decision.by: words(route_page("It swells.", one, COMPANY).as_arguments()) for one in EXPLAINED}
    assert "It decides only once it has been right more often." in told[DecidedBy.RULES]
    assert "It decides only once" not in told[DecidedBy.MODEL]
