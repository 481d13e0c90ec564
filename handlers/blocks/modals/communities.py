"""Modals about communities: opening, changing and closing them."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from bot.domain.company import Company
from bot.domain.opening import OpenedCommunity
from bot.domain.people import MemberId
from bot.domain.wish import PURPOSE_LIMIT, Wish
from handlers.blocks.inputs import choice, choices, date_input, people_input, radio, text_input
from handlers.blocks.kit import Block, View, modal, section
from handlers.blocks.text import count, escape

NEVER, ON_A_DAY, WITH_CASES = "never", "day", "cases"
"""When a community ends."""

_ENDS = [
    ("When somebody closes it", NEVER),
    ("After a day", ON_A_DAY),
    ("When its cases are closed", WITH_CASES),
]
_REACH = [("Public: everyone here can find it", "public"), ("Private: by invitation only", "private")]


def open_modal(
    company: Company, wish: Wish | None = None, *, title: str = "", again: str = "", problem: str = ""
) -> View:
    """What a community is to be for. `wish` is what was typed before, where that is more than its `title`; `problem`
    says why it could not be, `again` names the one that Slack refused."""
    return modal(
        "community.open",
        "Open a community",
        (
            *([section(escape(problem))] if problem else []),
            text_input("title", "Name", initial=wish.title if wish else title, hint="The channel is called like it."),
            *_rules(company, wish),
            radio("reach", "Who can find it?", _REACH, initial="private" if wish and wish.private else "public"),
            *_end(wish.ends_on if wish else None, bool(wish and wish.ends_with_cases)),
        ),
        submit="Choose people",
        metadata=json.dumps({"again": again, "people": list(wish.people)[:100] if wish else []}),
    )


def people_modal(wish: Wish, suggested: Sequence[MemberId], *, again: str = "") -> View:
    """Who is invited. It carries what was typed before, so that both are sent as one."""
    return modal(
        "community.people",
        "Open a community",
        (
            section(f"*{escape(wish.title)}*\n{escape(wish.purpose)}"),
            people_input(
                "people",
                "Who is invited?",
                initial=suggested,
                hint="Suggested: who helped lately in such cases, and the people of the functions you chose.",
                optional=True,
            ),
        ),
        submit="Open it",
        metadata=json.dumps({"again": again, "wish": written(wish)}, ensure_ascii=False),
    )


def edit_modal(company: Company, community: OpenedCommunity) -> View:
    """Change an open community."""
    return modal(
        "community.edit",
        "Change the community",
        (
            section(f"*{escape(community.title)}* keeps its name and its channel."),
            *_rules(company, community.as_wish),
            people_input("leads", "Who leads it?", initial=community.leads),
            *_end(community.ends_on, community.ends_with_cases),
        ),
        submit="Change it",
        metadata=json.dumps({"community": community.name}),
    )


def close_community_modal(company: Company, community: OpenedCommunity, live: int, *, outcome: str = "") -> View:
    """End a community; its open cases need another one to go on in."""
    blocks: list[Block] = [
        section(
            f"*{escape(community.title)}*\nIts channel is told what was done, with a workbook, and then archived. "
            "It takes no cases any more."
        )
    ]
    blocks.append(text_input("outcome", "What came of it?", initial=outcome, hint="One line; the channel is told."))
    if live:
        others = [(one.title, name) for name, one in company.communities.items() if name != community.name]
        blocks.append(section(f"{count(live, 'case is', 'cases are')} not over. All of them move together."))
        blocks.append(choice("move_to", "Where do its open cases go on?", others[:100], optional=True))
    return modal(
        "community.close",
        "Close the community",
        blocks,
        submit="Close it",
        metadata=json.dumps({"community": community.name}),
    )


def written(wish: Wish) -> dict[str, object]:
    """A wish for a modal to carry, but for its people; `read_wish` reads it."""
    return {
        "title": wish.title,
        "purpose": wish.purpose,
        "functions": list(wish.functions),
        "sign_off": list(wish.sign_off),
        "keywords": wish.keywords,
        "private": wish.private,
        "ends_on": wish.ends_on.isoformat() if wish.ends_on else None,
        "ends_with_cases": wish.ends_with_cases,
    }


def read_wish(carried: dict[str, object], people: Sequence[str]) -> Wish:
    """The wish that a modal carried, with the people that were chosen in it."""
    day = carried["ends_on"]
    lists = {name: tuple(map(str, _list(carried[name]))) for name in ("functions", "sign_off")}
    return Wish(
        title=str(carried["title"]),
        purpose=str(carried["purpose"]),
        keywords=str(carried["keywords"]),
        private=bool(carried["private"]),
        ends_on=date.fromisoformat(str(day)) if day else None,
        ends_with_cases=bool(carried["ends_with_cases"]),
        people=tuple(MemberId(member) for member in people),
        **lists,
    )


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _rules(company: Company, wish: Wish | None) -> tuple[Block, ...]:
    functions = [(function.title, name) for name, function in company.functions.items()][:100]
    return (
        text_input(
            "purpose",
            "What is it for?",
            initial=wish.purpose if wish else "",
            multiline=True,
            hint=f"A sentence, at most {PURPOSE_LIMIT} characters.",
        ),
        choices("functions", "Which functions help?", functions, initial=wish.functions if wish else ()),
        choices(
            "sign_off",
            "Who signs off?",
            functions,
            initial=wish.sign_off if wish else (),
            hint="One of any of these functions. Without one, anybody but the author.",
            optional=True,
        ),
        text_input(
            "keywords",
            "Words that bring cases in",
            initial=wish.keywords if wish else "",
            hint="Parted by commas; swell* fits all that begins so. They come before the words of other communities.",
            optional=True,
        ),
    )


def _end(ends_on: date | None, with_cases: bool) -> tuple[Block, ...]:
    chosen = WITH_CASES if with_cases else ON_A_DAY if ends_on else NEVER
    return (
        radio("ends", "When does it end?", _ENDS, initial=chosen),
        date_input("ends_on", "Last day", initial=ends_on, hint="Only where it ends after a day."),
    )
