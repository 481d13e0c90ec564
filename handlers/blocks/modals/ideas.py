"""Modals about ideas."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot.domain.case import Case
from bot.domain.idea import DESCRIPTION_LIMIT, TITLE_LIMIT, Idea
from bot.domain.sheet import CaseSheet
from handlers.blocks.ideas import KINDS, idea_title
from handlers.blocks.inputs import checkboxes, choice, person_input, text_input
from handlers.blocks.kit import Block, View, context, modal, section
from handlers.blocks.modals.common import ids, words
from handlers.blocks.text import cut, escape

MOST_BOXES = 10
"""Tick boxes that one field of Slack's holds."""


def idea_modal(*, title: str = "") -> View:
    """Write an idea down on its own."""
    return modal("idea.new", "Write down an idea", _wish(title=title), submit="Write it down")


def case_idea_modal(sheet: CaseSheet, joinable: Sequence[Idea]) -> View:
    """Let a case stand behind an idea that is known, or behind a new one."""
    blocks: list[Block] = [words(sheet)]
    stands = [(idea_title(idea), str(idea.id)) for idea in sheet.ideas[:MOST_BOXES]]
    if stands:
        blocks.append(checkboxes("stays", "This case stands behind", stands, hint="Take a tick away to part them."))
    if joinable:
        known = [(idea_title(idea), str(idea.id)) for idea in joinable]
        blocks.append(choice("idea", "Join an idea", known, optional=True))
        blocks.append(context("Those that speak of the same stand first. Or write down a new one:"))
    blocks += _wish(optional=bool(stands or joinable))
    shown = {"case": sheet.case.id, "ideas": [idea.id for idea in sheet.ideas[:MOST_BOXES]]}
    return modal("case.idea", "Make it an idea", blocks, submit="Save", metadata=json.dumps(shown))


def steer_modal(idea: Idea) -> View:
    """Decide where an idea stands, why, and whose it is."""
    choices = [(status.capitalize(), status.value) for status in idea.choices]
    return modal(
        "idea.steer",
        f"Change idea {idea.id}",
        (
            section(f"*{escape(idea.title)}*"),
            choice("status", "Where does it stand?", choices, initial=idea.status.value),
            text_input(
                "reason",
                "Why?",
                initial=idea.reason or "",
                multiline=True,
                hint="Needed where it is done or declined. Once it is done, its cases come back to be told.",
                optional=True,
            ),
            person_input("owner", "Who owns it?", initial=idea.owner, optional=True),
        ),
        submit="Change it",
        metadata=ids(idea=idea.id),
    )


def join_modal(idea: Idea, cases: Sequence[Case]) -> View:
    """Choose which of one's cases stands behind an idea."""
    mine = [(f"Case {case.id}: {case.matter}", str(case.id)) for case in cases]
    return modal(
        "idea.join",
        "Join my case",
        (section(f"*{escape(cut(idea_title(idea), 200))}*"), choice("case", "Which case of yours?", mine)),
        submit="Join my case",
        metadata=ids(idea=idea.id),
    )


def _wish(*, title: str = "", optional: bool = False) -> list[Block]:
    kinds = [(name, kind.value) for kind, name in KINDS.items()]
    return [
        text_input(
            "title",
            "What should be better?",
            initial=title,
            hint=f"In at most {TITLE_LIMIT} characters.",
            optional=optional,
        ),
        choice("kind", "What is it?", kinds, initial=kinds[0][1]),
        text_input(
            "description",
            "What do we know about it?",
            multiline=True,
            hint=f"At most {DESCRIPTION_LIMIT:,} characters.",
            optional=True,
        ),
    ]
