"""Cases that may be the same matter, on the card: people say which are."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.sheet import CaseSheet
from bot.domain.suggestion import Suggestion
from handlers.blocks.kit import Block, actions, button, confirmation, section
from handlers.blocks.text import count, cut, escape

TERMS_SHOWN = 4
"""Words that two cases have in common, as many as a line on a phone holds."""


def perhaps_the_same(sheet: CaseSheet) -> Iterator[Block]:
    """Each case that is suggested, with what makes it so alike and the two answers."""
    for one in sheet.suggested:
        yield section(_line(one, sheet))
        yield actions(_merge(one, sheet), _apart(one, sheet))


def _line(one: Suggestion, sheet: CaseSheet) -> str:
    shared = ", ".join(f"“{escape(cut(term, 40))}”" for term in one.terms[:TERMS_SHOWN])
    because = f" ({shared})" if shared else ""
    where = (
        "" if one.community == sheet.case.community else f" in {escape(sheet.company.community_title(one.community))}"
    )
    many = f", {count(one.mentions, 'mention')}" if one.mentions > 1 else ""
    return f"Perhaps the same as case {one.other}, *{escape(one.matter)}*{because}{where}{many}"


def _merge(one: Suggestion, sheet: CaseSheet) -> Block:
    case, goes_on = sheet.case, one.survivor(sheet.case)
    ends, matter = (one.other, case.matter) if goes_on == case.id else (case.id, one.matter)
    asked = confirmation(
        "Merge the two cases",
        f"Case {ends} becomes part of case {goes_on}, “{cut(matter, 120)}”. Its mentions and its input go along. "
        "They can be taken apart again.",
        yes="Merge",
    )
    return button("Merge", "case.suggested.merge", f"{ends}:{goes_on}", confirm=asked)


def _apart(one: Suggestion, sheet: CaseSheet) -> Block:
    return button("Not the same", "case.suggested.apart", f"{sheet.case.id}:{one.other}")
