"""What a workbook is made of, as it is stored: ids, keys and aware moments."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from bot.domain.credit import Adjustment
from bot.domain.period import Month


class Responder(NamedTuple):
    """Somebody who had a part in an answer: for which function, None where they had none; or for which partner."""

    member: str
    function: str | None
    partner: str | None


class MentionFact(NamedTuple):
    """A mention, beside its case; a case without mentions has one without a mention. `words` are cut."""

    case: int
    matter: str
    community: str
    risk: str
    status: str
    opened_at: datetime
    first_reply_due: datetime
    first_replied_at: datetime | None
    resolution_due: datetime | None
    reply_at: datetime | None
    ended_at: datetime | None
    owner: str | None
    outcome: str | None
    source: str | None
    author: str | None
    words: str | None
    link: str | None
    posted_at: datetime | None
    responders: tuple[Responder, ...] = ()


class ClaimFact(NamedTuple):
    """What somebody did for a case, and whether anybody has confirmed it."""

    case: int
    matter: str
    community: str
    signed_at: datetime | None
    slot: str
    member: str
    volunteered: bool
    confirmed: bool


class ConfirmationFact(NamedTuple):
    """Who confirmed what somebody did for a case; `kind` is how they stand to it."""

    case: int
    community: str
    slot: str
    member: str
    by: str
    kind: str
    at: datetime


class AdjustmentFact(NamedTuple):
    """What a later void changed, in which season it is shown, and in which community its case is."""

    season: Month
    community: str
    adjustment: Adjustment
