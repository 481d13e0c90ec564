"""Boards and Homes with names, words and communities of arbitrary texts, full and empty."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.domain.board import FunctionPlace, FunctionStanding, Place
from bot.domain.case import CaseId
from bot.domain.credit import POT, ConfirmerKind, Share
from bot.domain.home import (
    CommunityLoad,
    Earned,
    Glance,
    Health,
    Home,
    OwnRecord,
    OwnWeek,
    Praise,
    Standing,
)
from bot.domain.mention import TEXT_LIMIT
from bot.domain.people import Member
from bot.domain.period import Month, Week
from bot.domain.sheet import Work
from bot.domain.standing import Neighbour
from bot.domain.thanks import ThankNote
from bot.usecases.show_board import Board, FunctionBoard, SeasonState
from handlers.blocks import modals
from handlers.blocks.boards import board_page, function_board_page
from handlers.blocks.home import home_view
from handlers.blocks.kit import Message
from tests.handlers import sheets as made
from tests.handlers.sheets import COMPANY, PEOPLE, Texts
from tests.world import NOON

NOVEMBER, WEEK = Month(2026, 11), Week(2026, 47)


def board(texts: Texts, **of: Any) -> Board:
    """The initiative board of a community that is called like this, with five people who are called alike."""
    given = {
        "season": NOVEMBER,
        "community": replace(COMPANY.community("care"), title=texts.name),
        "state": SeasonState.COUNTED,
        "places": tuple(Place(rank=n, member=one, credit=POT) for n, one in enumerate(PEOPLE[:5], start=1)),
        "names": made.names(texts),
        "opted_in": 41,
        "on_it": True,
        "own": 3 * POT,
        "own_rank": 1,
        **of,
    }
    return Board(**given)


def function_board(**of: Any) -> FunctionBoard:
    """All functions of the company, the first of them one's own."""
    standings = [FunctionStanding(function=name, credit=POT, people=12, taking_part=7) for name in COMPANY.functions]
    given = {
        "season": NOVEMBER,
        "community": None,
        "state": SeasonState.CLOSED,
        "places": tuple(FunctionPlace(rank=1, standing=one) for one in standings),
        "own": standings[0],
        "compared": len(standings),
        "people": 40,
        "taking_part": 31,
        **of,
    }
    return FunctionBoard(**given)


def messages(texts: Texts) -> list[Message]:
    """Boards of each kind: running, counted and closed; with nobody, and with nobody to compare."""
    empty: dict[str, Any] = {"places": (), "community": None, "state": SeasonState.RUNNING, "own_rank": None}
    return [
        board_page(board(texts)),
        board_page(board(texts, on_it=False)),
        board_page(board(texts, on_it=False, **empty)),
        *(
            function_board_page(one, COMPANY)
            for one in (
                function_board(),
                function_board(places=(), own=None, state=SeasonState.RUNNING),
                function_board(places=(), own=None, compared=0, people=3),
            )
        ),
    ]


def views() -> list[dict[str, Any]]:
    """The modals about settings and the boards."""
    member = Member(id=PEOPLE[0], name="Amara", zone="Europe/Berlin", quiet_from=1_320, quiet_until=420)
    return [
        modals.settings_modal(member),
        modals.settings_modal(Member(id=PEOPLE[1], name="Guest", guest=True)),
        modals.join_boards_modal(),
        modals.counted_modal(),
    ]


def homes(texts: Texts) -> list[dict[str, Any]]:
    """A Home full of everything, one of somebody who did not join, and one with nothing."""
    full = home(texts)
    return [home_view(one) for one in (full, replace(full, standing=None), _empty(full))]


def home(texts: Texts) -> Home:
    """A Home with as much as it may ever hold, of a lead who is an administrator too."""
    communities = [replace(one, title=texts.name, purpose=texts.inside) for one in COMPANY.communities.values()] * 5
    return Home(
        member=Member(id=PEOPLE[0], name=texts.name, on_boards=True, quiet_from=1_320, quiet_until=420),
        company=COMPANY,
        now=NOON,
        work=made.work(texts),
        week=_week(texts),
        season=NOVEMBER,
        record=OwnRecord(
            season=POT,
            year=-POT,
            all_time=40 * POT,
            confirmed=5,
            claimed=6,
            helpfulness=0.44,
            regular=True,
            form=(0.0, 1e6, 2e6, 1e6),
        ),
        standing=Standing(
            credit=POT,
            rank=2,
            before=[Neighbour(one, 2 * POT) for one in PEOPLE[1:3]],
            behind=[Neighbour(one, 1) for one in PEOPLE[3:5]],
            best_week=(WEEK, POT),
            best_season=(NOVEMBER, POT),
            thresholds={10: 3 * POT, 25: 2 * POT, 50: POT},
        ),
        own=communities,
        loads={one.name: CommunityLoad(live=12, overdue=1) for one in communities},
        led=[
            Glance(community=one, people=12, taking_part=7, contributions=30, first_reply=41.0) for one in communities
        ]
        + [Glance(community=communities[0], people=4, taking_part=None, contributions=None, first_reply=None)],
        health=Health(
            workers=0,
            waiting=3,
            parked={"deliveries": 1, "messages": 2, "jobs": 0},
            troubled={texts.source: texts.inside},
            sources=2,
        ),
        names=made.names(texts),
    )


def _week(texts: Texts) -> OwnWeek:
    share = Share(
        case="1",
        slot="answer:legal",
        member=PEOPLE[0],
        confirmed_by=PEOPLE[1],
        kind=ConfirmerKind.PEER,
        share=POT,
        credit=POT,
        signed_at=NOON,
        volunteered=True,
    )
    of_case = {"matter": texts.said, "community": "care"}
    slots = ("answer:legal", "spot", "loop", "answer:gone", "spot")
    note = ThankNote(case_id=CaseId(1), by=PEOPLE[1], member=PEOPLE[0], text=texts.inside, at=NOON)
    return OwnWeek(
        week=WEEK,
        credit=5 * POT,
        contributions=9,
        confirmed=[Earned(share=replace(share, slot=slot), week=WEEK, customer="", **of_case) for slot in slots],
        thanks=[note] * 5,
        praise=[Praise(case=1, score=5, words=texts.said[:TEXT_LIMIT], **of_case)] * 5,
    )


def _empty(full: Home) -> Home:
    nothing: dict[str, Any] = dict.fromkeys(("season", "year", "all_time", "confirmed", "claimed"), 0)
    return replace(
        full,
        member=Member(id=PEOPLE[0], name="Amara"),
        work=Work(to_sign=[], owned=[], awaited=[]),
        week=OwnWeek(week=WEEK, credit=0, contributions=0, confirmed=[], thanks=[], praise=[]),
        record=OwnRecord(**nothing, helpfulness=None, regular=False, form=[0.0] * 8),
        standing=None,
        own=full.own[:1],
        loads={},
        led=[],
        health=Health(workers=1, waiting=0, parked={}, troubled={}, sources=1),
    )
