"""What a case pays, in integer micro-points, and the most that counts (CREDIT.md, the rules)."""

from __future__ import annotations

from datetime import timedelta

POT = 10_000_000
"""Micro-points that one case pays at most, shown as 10 points."""

SPOT, LOOP, ANSWER = "spot", "loop", "answer:"
"""The slots of a case: brought it in, told the customer, and `answer:<function>`."""

SPOT_PER_MILLE = LOOP_PER_MILLE = 200
ANSWERS_PER_MILLE = 600

CONFIRM_WITHIN = timedelta(days=7)
PEER_CAP = 3 * POT
APPROVER_CAP = 12 * POT
WEEK_CAP = 5 * POT


def points(micro: int) -> str:
    """Micro-points as people read them, rounded towards zero to hundredths: 1_500_000 is "1.5"."""
    whole, hundredths = divmod(abs(micro) // 10_000, 100)
    sign = "−" if micro < 0 and (whole or hundredths) else ""
    return sign + f"{whole}.{hundredths:02}".rstrip("0").rstrip(".")
