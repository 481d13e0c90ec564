"""Those who helped, thanks, and what was tried, of arbitrary texts."""

from __future__ import annotations

from dataclasses import replace

from bot.domain import activity as act
from bot.domain.letters import ThankYou
from bot.domain.sheet import CaseSheet, Note
from handlers.blocks import letters as letters  # its tellings
from handlers.blocks import modals
from handlers.blocks.kit import Message, View
from handlers.blocks.notes import note
from handlers.blocks.tellings import telling
from tests.handlers.sheets import COMPANY, PEOPLE, Texts, sheet
from tests.world import NOON


def helped(texts: Texts) -> CaseSheet:
    """A case with which many people helped."""
    return sheet(replace(texts, stage=44))


def notes(texts: Texts) -> list[Note]:
    """What the thread is told, and what it is not."""
    amara, li = PEOPLE[:2]
    return [
        Note(activity=act.Thanked(at=NOON, by=amara, note=1, member=li)),
        Note(activity=act.Tried(at=NOON, by=amara, attempt=1), text=f"{texts.inside}\nLearned: {texts.inside}"),
        Note(activity=act.Honoured(at=NOON, by=li, attempt=1, member=amara)),
        Note(activity=act.Confirmed(at=NOON, by=li, member=amara, slot="loop", approver=True)),
        Note(activity=act.Unconfirmed(at=NOON, by=li, member=amara, slot="loop")),
    ]


def messages(texts: Texts) -> list[Message]:
    """Every message about those who helped."""
    letter = ThankYou(case_id=helped(texts).case.id, channel="C0CARE", name=texts.name, words=texts.inside)
    return [*(note(helped(texts), told) for told in notes(texts)), telling(letter, COMPANY)]


def views(texts: Texts) -> list[View]:
    """Every modal about those who helped: by one of many, of few, and of nobody."""
    many = helped(texts)
    few = replace(many, case=replace(many.case, claims=many.case.claims[:2], given=()))
    return [
        *(modals.confirm_help_modal(one, PEOPLE[3]) for one in (many, few)),
        *(modals.thank_modal(one, PEOPLE[3]) for one in (many, few, replace(few, case=replace(few.case, claims=())))),
        modals.attempt_modal(many),
    ]
