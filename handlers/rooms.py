"""Listeners stand in rooms by topic; here the rooms come together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

Listener = TypeVar("Listener")


def together(*rooms: Mapping[str, Listener]) -> dict[str, Listener]:
    """All that stands in these rooms. Raises ValueError where two of them use one key: one would never be heard."""
    found: dict[str, Listener] = {}
    for room in rooms:
        if twice := found.keys() & room.keys():
            raise ValueError(f"two rooms use one key: {', '.join(sorted(twice))}")
        found.update(room)
    return found
