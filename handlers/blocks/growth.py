"""How a matter grows, as a small chart of characters."""

from __future__ import annotations

from collections.abc import Sequence

STEPS = "▁▂▃▄▅▆▇█"


def chart(counts: Sequence[int]) -> str:
    """A bar for each stretch of time, the first one left; the highest fills its line. Empty where nothing came."""
    highest = max(counts, default=0)
    if highest == 0:
        return ""
    return "".join(STEPS[round((len(STEPS) - 1) * count / highest)] for count in counts)
