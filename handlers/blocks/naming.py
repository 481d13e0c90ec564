"""How people and functions are called on the screen."""

from __future__ import annotations

from bot.domain.intent import Intent
from bot.domain.people import MemberId
from bot.domain.policy import Signature
from bot.domain.sheet import CaseSheet
from handlers.blocks.text import escape


def name_of(sheet: CaseSheet, member: MemberId) -> str:
    """How a person is called on the screen: a name, not a ping."""
    return escape(sheet.names.get(member, "someone"))


def slot_title(sheet: CaseSheet, name: str) -> str:
    """How the function or the person is called that owes a slot."""
    if name.startswith("@"):
        return name_of(sheet, MemberId(name[1:]))
    return escape(sheet.company.function_title(name))


def intent_title(name: str) -> str:
    """How an intent is called; one that Muster knows no more keeps its key."""
    return {intent.value: intent.title for intent in Intent}.get(name, escape(name))


def signers(sheet: CaseSheet, signature: Signature) -> str:
    """The functions whose people may give a signature."""
    titles = sorted(sheet.company.function_title(name) for name in signature.functions)
    return escape(" or ".join(titles) or "anyone")
