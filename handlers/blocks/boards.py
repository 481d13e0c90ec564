"""The boards, and how they work."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bot.domain.board import LEAST_PEOPLE, FunctionPlace
from bot.domain.company import Company
from bot.domain.credit import closes_at, points
from bot.domain.people import MemberId
from bot.domain.period import Month
from bot.usecases.show_board import Board, FunctionBoard, SeasonState
from handlers.blocks.kit import Block, Message, actions, button, context, header, section
from handlers.blocks.text import count, day, escape, points_text

HOW_BOARDS_WORK = (
    "*What is shown.* Each month begins from zero. The board names those who did most for customers unasked: the "
    "first tenth of those who joined, five at most, with their points. Nobody else is named, so there is no last "
    "place. On their own Home those who joined also see the two before and the two behind them; you may be one.",
    "*What counts.* What you do beyond your duty: bringing in what a customer said, helping with an answer that "
    "nobody asked you for, telling the customer. It counts once somebody else confirms it. Speed and volume earn "
    "nothing.",
    "*Leaving.* One button, at any time. Your name then goes from the boards, from the digests that were posted, and "
    "from what others see, at once. Your own record stays yours alone.",
)
"""What somebody reads before they join."""

EMPTY = (
    "Nobody is on the board yet. It fills as what people did is confirmed: close a case and say who helped, or thank "
    "for input in a thread with a reaction."
)


def month_name(month: Month) -> str:
    """A month as people write it: November 2026."""
    return f"{date(month.year, month.number, 1):%B %Y}"


def board_page(board: Board) -> Message:
    """The initiative board: the top of those who opted in, and what only its reader sees of themselves."""
    title = f"Initiative · {_where(board)}{month_name(board.season)}"
    listed = [
        f"{place.rank}  {escape(board.names.get(MemberId(place.member), 'someone'))} · {points_text(place.credit)}"
        for place in board.places
    ]
    empty = EMPTY if board.state is SeasonState.RUNNING else "Nobody was on the board in this month."
    leave_or_join = (
        button("Leave the boards", "board.leave", "leave")
        if board.on_it
        else button("Join the boards", "board.join", "join", style="primary")
    )
    other = button("Functions", "board.functions", _words("functions", board))
    return Message(
        escape(title),
        (
            header(title),
            *_state(board),
            section("\n".join(listed) or empty),
            context(_own_words(board)),
            actions(leave_or_join, other, _earlier("initiative", board), button(*COUNTED)),
        ),
    )


COUNTED = ("How this is counted", "board.counted", "counted")
"""The button behind which the paragraph about credit stands."""


def function_board_page(board: FunctionBoard, company: Company) -> Message:
    """The board of functions: the upper half, and what only its reader sees of their own."""
    title = f"Functions · {_where(board)}{month_name(board.season)}"
    return Message(escape(title), (header(title), *_state(board), *_functions(board, company)))


def _functions(board: FunctionBoard, company: Company) -> Iterator[Block]:
    if board.places:
        yield section("\n".join(_function_line(place, company) for place in board.places))
    elif board.compared:
        yield section(f"No contribution was confirmed yet. {EMPTY.partition('. ')[2]}")
    else:
        yield section(
            f"No function has {LEAST_PEOPLE} people that Muster knows of, so none is shown: one could tell who did "
            "what. An administrator names their user groups or people in muster.toml."
        )
    if board.people >= LEAST_PEOPLE:
        yield context(f"In all {board.taking_part} of {count(board.people, 'person', 'people')} took part.")
    if one := board.own:
        shown = f"{escape(company.function_title(one.function))}: {points(one.credit)}"
        yield context(f"Yours (only its own people see this): {shown} · {_part(one.taking_part, one.people)}.")
    yield context(
        "Points for each person on average, drawn towards the average of all, so that no small function is first or "
        f"last by chance. The upper half is shown, of the functions of {LEAST_PEOPLE} people or more."
    )
    yield actions(
        button("Initiative", "board.initiative", _words("initiative", board)),
        _earlier("functions", board),
        button(*COUNTED),
    )


def _function_line(place: FunctionPlace, company: Company) -> str:
    one = place.standing
    title = escape(company.function_title(one.function))
    return f"{place.rank}  {title} · {points_text(one.credit)} a person · {_part(one.taking_part, one.people)}"


def _part(taking_part: int, people: int) -> str:
    return f"{taking_part} of {people} took part"


def _where(board: Board | FunctionBoard) -> str:
    return f"{board.community.title} · " if board.community else ""


def _state(board: Board | FunctionBoard) -> Iterator[Block]:
    if board.state is SeasonState.COUNTED:
        yield context(f"This month is over; it can still change until {day(closes_at(board.season))}.")
    elif board.state is SeasonState.CLOSED:
        yield context("This month is closed. Its points do not change any more.")


def _own_words(board: Board) -> str:
    own = points_text(board.own)
    joined = f"{board.opted_in:,} joined." if board.opted_in else "Nobody has joined yet."
    if board.on_it:
        return f"You: {own} (only you see this unless you are shown). {joined}"
    if board.own_rank:
        return f"You: {own} (only you see this). If you joined, you would be shown on rank {board.own_rank}. {joined}"
    return f"You: {own} (only you see this). If you joined, you would not be among those shown now. {joined}"


def _words(kind: str, board: Board | FunctionBoard, season: Month | None = None) -> str:
    """What one would type to see such a board."""
    return " ".join((kind, *([board.community.name] if board.community else []), str(season or board.season)))


def _earlier(kind: str, board: Board | FunctionBoard) -> Block:
    before = board.season.previous
    return button(month_name(before), "board.earlier", _words(kind, board, before))
