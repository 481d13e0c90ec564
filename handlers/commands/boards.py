"""The boards, and how their words are read."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import ZoneInfo

from bot.domain.community import Community
from bot.domain.errors import BadInput
from bot.domain.period import Month
from bot.domain.privacy import as_seen_by
from bot.usecases.show_board import show_board, show_function_board
from handlers.blocks.boards import board_page, function_board_page
from handlers.blocks.kit import Message
from handlers.commands.question import Answer, Question

INITIATIVE, FUNCTIONS = "initiative", "functions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which board somebody wants to see; of all communities, and of the running month, where they name none."""

    kind: str = INITIATIVE
    community: Community | None = None
    season: Month | None = None


async def answer_board(asked: Question) -> Message:
    """A board of a community, or of all, in a month. Raises BadInput."""
    desk, wanted = asked.desk, read_wanted(asked)
    if wanted.kind == FUNCTIONS:
        board = await show_function_board(
            asked.member, wanted.community, wanted.season, uow=desk.uow(), clock=desk.clock
        )
        return function_board_page(board, desk.company)
    return board_page(
        await show_board(asked.member, wanted.community, wanted.season, uow=desk.uow(), clock=desk.clock)
    )


def read_wanted(asked: Question) -> Wanted:
    """What `[initiative|functions] [community] [month]` say, in any order. Raises BadInput."""
    communities = as_seen_by(asked.member, asked.desk.company).communities
    running = Month.of(asked.desk.clock.now(), ZoneInfo("UTC"))
    typed = " ".join(asked.words.lower().split())
    typed = typed.replace("this month", str(running)).replace("last month", str(running.previous))
    kinds: list[str] = []
    homes: list[Community] = []
    months: list[Month] = []
    for word in typed.split():
        if word in (INITIATIVE, FUNCTIONS):
            kinds.append(word)
        elif word in communities:
            homes.append(communities[word])
        elif word[0].isdigit():
            months.append(Month.parse(word))
        else:
            raise BadInput(
                f"“{word[:40]}” is no word for a board. Write {INITIATIVE} or {FUNCTIONS}, one of the communities "
                f"{', '.join(sorted(communities))}, and a month like 2026-11, or this month or last month."
            )
    for given, what in ((kinds, "board"), (homes, "community"), (months, "month")):
        if len(given) > 1:
            raise BadInput(
                f"Name one {what} at a time, like `/muster board {FUNCTIONS} {next(iter(communities))} {running}`."
            )
    return Wanted(
        kind=kinds[0] if kinds else INITIATIVE,
        community=homes[0] if homes else None,
        season=months[0] if months else None,
    )


ANSWERS: dict[str, Answer] = {"board": answer_board}
"""What the word for the boards is answered with."""
