"""What a person's Home says of themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.domain.company import Company
from bot.domain.credit import ANSWER, LOOP, SPOT, points
from bot.domain.credit.level import (
    LEAST_CLAIMS,
    LEAST_CONFIRMERS,
    LEAST_CONTRIBUTIONS,
    LEAST_CUSTOMERS,
    LEAST_DAYS,
    LOOKS_BACK,
)
from bot.domain.home import Earned, Home, OwnRecord, Praise, Standing
from bot.domain.people import MemberId
from bot.domain.standing import Neighbour
from bot.domain.thanks import ThankNote
from handlers.blocks.boards import month_name
from handlers.blocks.growth import chart
from handlers.blocks.kit import Block, actions, button, context, header, section
from handlers.blocks.text import count, cut, escape, points_text, quote

_STEADY = 0.05
"""Which part of the form of last week makes no difference that is worth a word."""


def week(home: Home) -> Iterator[Block]:
    """What was confirmed this week, who said thank you, and what customers said. Who confirmed it stays unsaid."""
    this = home.week
    if this.contributions:
        lines = [f"*{count(this.contributions, 'contribution')} confirmed · {points_text(this.credit)}*"]
        lines += [_contribution(one, home.company) for one in this.confirmed]
        if more := this.contributions - len(this.confirmed):
            lines.append(f"and {more} more")
        yield section("\n".join(lines))
    if this.praise:
        yield section("\n".join(("*What customers said*", *map(_praise, this.praise))))
    if this.thanks:
        yield section("\n".join(("*Thank you*", *(_thanks(one, home) for one in this.thanks))))
    if not (this.contributions or this.praise or this.thanks):
        yield section(
            "Nothing was confirmed yet this week. What you give to a case counts once somebody else confirms it. "
            "Add your input to one that waits, or bring in what a customer said."
        )


def standing(home: Home) -> Iterator[Block]:
    """Where somebody stands who joined the boards; nothing of others for who did not."""
    yield header("Where you stand")
    if home.standing is None:
        yield section("You are not on the boards, so that nobody is shown beside you, nor you beside anybody.")
        yield actions(button("Join the boards", "board.join", "join"), button("The board", "list.board", "board"))
        return
    one = home.standing
    yield section("\n".join((_initiative(one, home), *_beside(one, home))))
    if facts := [*_bests(one), *_thresholds(one)]:
        yield context("\n".join(facts))
    yield actions(button("The board", "list.board", "board"), button("Leave the boards", "board.leave", "leave"))


def record(home: Home) -> Iterator[Block]:
    """What only its owner sees, whether they joined or not."""
    own = home.record
    if not (own.all_time or own.claimed):
        yield context(
            "Your own record is empty so far. It fills with what others confirm: bringing something in, helping with "
            "an answer, telling the customer."
        )
        return
    yield section(
        f"*Your own record* (only you see it)\nThis month {points_text(own.season)} · "
        f"this year {points(own.year)} · in all {points(own.all_time)}"
    )
    yield context("\n".join((_helpfulness(own), _level(own), *_form(own.form))))


def _contribution(one: Earned, company: Company) -> str:
    slot = one.share.slot
    function = company.function_title(slot.removeprefix(ANSWER))
    what = {SPOT: "brought in", LOOP: "told the customer"}.get(slot, f"helped with the answer ({escape(function)})")
    return f"{points_text(one.share.credit)} · {escape(cut(one.matter, 100))} · {what}"


def _praise(one: Praise) -> str:
    return f"{quote(one.words)}\n{one.score} of 5 · {escape(cut(one.matter, 100))} · case {one.case}"


def _thanks(note: ThankNote, home: Home) -> str:
    return f"{quote(note.text)}\n{escape(home.names.get(note.by, 'A colleague'))} · case {note.case_id}"


def _initiative(one: Standing, home: Home) -> str:
    shown = f", rank {one.rank} on the board" if one.rank else ""
    return f"*Your initiative in {month_name(home.season)}: {points_text(one.credit)}*{shown}"


def _beside(one: Standing, home: Home) -> Iterator[str]:
    """The neighbours with oneself between them; no ranks, which only the public board tells."""
    if not (one.before or one.behind):
        yield "Nobody else who joined has points yet."
        return
    yield from (_neighbour(other, home) for other in one.before)
    yield f"*You · {points(one.credit)}*"
    yield from (_neighbour(other, home) for other in one.behind)


def _neighbour(other: Neighbour, home: Home) -> str:
    return f"{escape(home.names.get(MemberId(other.member), 'someone'))} · {points(other.credit)}"


def _bests(one: Standing) -> Iterator[str]:
    if one.best_week and one.best_season:
        (week_of, of_week), (month, of_month) = one.best_week, one.best_season
        yield (
            f"Your best week: {points_text(of_week)} (week {week_of.number} of {week_of.year}) · "
            f"your best month: {points(of_month)} ({month_name(month)})"
        )


def _thresholds(one: Standing) -> Iterator[str]:
    if one.thresholds and (one.before or one.behind):
        begins = " · ".join(f"top {share}% from {points(least)}" for share, least in sorted(one.thresholds.items()))
        yield f"Of those who joined: {begins} points"


def _helpfulness(own: OwnRecord) -> str:
    said = f"{own.confirmed} of {count(own.claimed, 'contribution')} to signed-off cases confirmed"
    if own.helpfulness is None:
        return f"{said}; from {LEAST_CLAIMS} on it is said here how far others can count on you"
    return f"{said}: others can count on at least {own.helpfulness:.0%}"


def _level(own: OwnRecord) -> str:
    bar = (
        f"{LEAST_CONTRIBUTIONS} contributions confirmed within {LOOKS_BACK.days} days, by {LEAST_CONFIRMERS} people, "
        f"for {LEAST_CUSTOMERS} customers, on {LEAST_DAYS} days"
    )
    return f"*Regular*: {bar}" if own.regular else f"Not yet a Regular. That takes {bar}"


def _form(form: Sequence[float]) -> Iterator[str]:
    drawn = chart([round(value / 1_000) for value in form])
    if drawn and len(form) > 1:
        before, now = form[-2], form[-1]
        way = "steady" if abs(now - before) <= _STEADY * before else "rising" if now > before else "falling"
        yield f"Form over {len(form)} weeks: {drawn} {way}"
