"""The note of a person's own week."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.company import Company
from bot.domain.credit import ANSWER, LOOP, SPOT, ConfirmerKind
from bot.domain.credit.level import LOOKS_BACK
from bot.domain.digest import days_of
from bot.domain.own_week import Gained, Missing, OwnWeekNote, Waits
from bot.domain.people import MemberId
from bot.domain.thanks import ThankNote
from handlers.blocks.kit import Block, Message, actions, button, context, header, section
from handlers.blocks.tellings import telling
from handlers.blocks.text import count, escape, points_text, quote

SHOWN = 10
"""Contributions and thanks that are listed, of each."""


@telling.register
def _(told: OwnWeekNote, company: Company) -> Message:
    title = f"Your week · {days_of(told.week)}"
    return Message(
        f"{title}: {_confirmed(told)}",
        (
            header(title),
            *_gained(told, company),
            *_thanks(told),
            *_next(told),
            *_waits(told.waits),
            context("Only you read this."),
            actions(
                button("What waits for me", "list.mine", "mine"),
                button("No more notes", "note.stop", "stop"),
            ),
        ),
    )


def _confirmed(told: OwnWeekNote) -> str:
    if not told.gained:
        return "nothing new was confirmed"
    return f"{count(len(told.gained), 'contribution')} confirmed, {points_text(told.credit)}"


def _gained(told: OwnWeekNote, company: Company) -> Iterator[Block]:
    if told.gained:
        lines = [f"*{_confirmed(told).capitalize()}*", *(_one(one, told, company) for one in told.gained[:SHOWN])]
        if (more := len(told.gained) - SHOWN) > 0:
            lines.append(f"and {more} more")
        yield section("\n".join(lines))


def _one(one: Gained, told: OwnWeekNote, company: Company) -> str:
    slot = one.share.slot
    function = escape(company.function_title(slot.removeprefix(ANSWER)))
    helped = f"you helped with the answer ({function})"
    what = {SPOT: "you brought it in", LOOP: "you told the customer"}.get(slot, helped)
    case = f"case {one.share.case} in {escape(company.community_title(one.community))}"
    return f"{points_text(one.share.credit)} · {case}: {what}; {_confirmer(one, told)} confirmed it"


def _confirmer(one: Gained, told: OwnWeekNote) -> str:
    if one.share.kind is ConfirmerKind.CUSTOMER:
        return "the customer"
    return escape(told.names.get(MemberId(one.share.confirmed_by), "a colleague"))


def _thanks(told: OwnWeekNote) -> Iterator[Block]:
    if told.thanks:
        notes = (_thank_note(one, told) for one in told.thanks[-SHOWN:])
        yield section("\n".join(("*Thank you*", *notes)))


def _thank_note(note: ThankNote, told: OwnWeekNote) -> str:
    return f"{quote(note.text)}\n{escape(told.names.get(note.by, 'A colleague'))} · case {note.case_id}"


def _next(told: OwnWeekNote) -> Iterator[Block]:
    lines = []
    if told.points_to_top:
        share, lacking = told.points_to_top
        lines.append(
            f"{points_text(lacking)} more as a volunteer bring you into the top {share}% of this month’s board."
        )
    if told.missing and (told.gained or told.missing.contributions == 0):
        lines.append(f"Until you are a *Regular*, within {LOOKS_BACK.days} days: {_missing(told.missing)}.")
    if lines:
        yield section("\n".join(("*What comes next*", *lines)))


def _missing(missing: Missing) -> str:
    wanted = (
        (missing.contributions, "more contribution", "more contributions"),
        (missing.confirmers, "more colleague who confirms", "more colleagues who confirm"),
        (missing.customers, "more customer", "more customers"),
        (missing.days, "more day", "more days"),
    )
    named = [count(number, one, many) for number, one, many in wanted if number]
    return f"{', '.join(named[:-1])} and {named[-1]}" if len(named) > 1 else "".join(named)


def _waits(waits: Waits) -> Iterator[Block]:
    wanted = (
        (waits.to_sign, "draft to sign", "drafts to sign"),
        (waits.owned, "case of yours", "cases of yours"),
        (waits.awaited, "case that needs your input", "cases that need your input"),
    )
    if named := [count(number, one, many) for number, one, many in wanted if number]:
        yield section(f"*Waits for you*: {' · '.join(named)}")
