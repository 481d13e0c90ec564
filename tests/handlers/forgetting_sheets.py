"""What is shown about forgetting, from texts of any kind."""

from __future__ import annotations

from typing import Any

from bot.domain.case import CaseId
from bot.domain.erasure import COUNTED, Erasure, Preview, Step
from bot.domain.letters import Receipt
from handlers.blocks import modals
from handlers.blocks.forgetting import PREVIEWED, forget_page
from handlers.blocks.kit import Message
from handlers.blocks.tellings import telling
from tests.handlers.customer_sheets import author
from tests.handlers.sheets import COMPANY, Texts
from tests.world import NOON


def preview(texts: Texts) -> Preview:
    """All that can be counted, much of it."""
    return Preview(author=author(texts), counts=dict.fromkeys(PREVIEWED, 10**9), others=99)


def messages(texts: Texts) -> list[Message]:
    """Whom the words mean, and the receipt."""
    erasure = Erasure(
        id=10**12,
        author=author(texts).id,
        asked_by=None,
        asked_at=NOON,
        step=Step.DONE,
        counts=dict.fromkeys(COUNTED, 10**9),
        named_in=[CaseId(10**12)] * 50,
        done_at=NOON,
    )
    return [forget_page([preview(texts)] * 5), telling(Receipt(erasure=erasure), COMPANY)]


def views(texts: Texts) -> list[dict[str, Any]]:
    """The modal that asks."""
    return [modals.forget_modal(preview(texts))]
