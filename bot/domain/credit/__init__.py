"""Credit: what each member earned in which case, after the rules of CREDIT.md."""

from bot.domain.credit.adjusting import Adjustment, adjustments
from bot.domain.credit.amounts import (
    ANSWER,
    ANSWERS_PER_MILLE,
    APPROVER_CAP,
    CONFIRM_WITHIN,
    LOOP,
    LOOP_PER_MILLE,
    PEER_CAP,
    POT,
    SPOT,
    SPOT_PER_MILLE,
    WEEK_CAP,
    points,
)
from bot.domain.credit.capping import season_of, week_capped
from bot.domain.credit.form import form
from bot.domain.credit.ledger import ledger
from bot.domain.credit.level import Confirmed, helpfulness, is_regular
from bot.domain.credit.records import Claim, Confirmation, ConfirmerKind, CreditCase, Share, World
from bot.domain.credit.season import Entry, closes_at, fingerprint_of
from bot.domain.credit.trust import CapThatBit, Reciprocity, caps_that_bit, eigentrust, reciprocity

__all__ = [
    "ANSWER",
    "ANSWERS_PER_MILLE",
    "APPROVER_CAP",
    "CONFIRM_WITHIN",
    "LOOP",
    "LOOP_PER_MILLE",
    "PEER_CAP",
    "POT",
    "SPOT",
    "SPOT_PER_MILLE",
    "WEEK_CAP",
    "Adjustment",
    "CapThatBit",
    "Claim",
    "Confirmation",
    "Confirmed",
    "ConfirmerKind",
    "CreditCase",
    "Entry",
    "Reciprocity",
    "Share",
    "World",
    "adjustments",
    "caps_that_bit",
    "closes_at",
    "eigentrust",
    "fingerprint_of",
    "form",
    "helpfulness",
    "is_regular",
    "ledger",
    "points",
    "reciprocity",
    "season_of",
    "week_capped",
]
