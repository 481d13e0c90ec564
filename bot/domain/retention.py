"""How long what is personal is kept."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum


class Class(StrEnum):
    """A class of data with a time of its own."""

    RAW = "raw"
    """Bytes of deliveries that were read, from their arrival on."""

    PARKED = "parked"
    """Bytes of deliveries that could not be read, from their arrival on."""

    HISTORY = "history"
    """Words of mentions without a case, from their arrival on."""

    ENDED = "ended"
    """Words of the mentions of ended cases, from the end on."""

    VERDICTS = "verdicts"
    """Words of verdicts, from the verdict on."""

    AUTHORS = "authors"
    """Names and handles of authors, from when the last of their words went."""


DEFAULT_DAYS: Mapping[Class, int | None] = {
    Class.RAW: 30,
    Class.PARKED: 90,
    Class.HISTORY: 730,
    Class.ENDED: 1_825,
    Class.VERDICTS: 1_825,
    Class.AUTHORS: 30,
}
"""Days that each is kept where the settings say nothing; None is for good."""

DEFAULT_KEPT: Mapping[Class, timedelta | None] = {
    what: None if days is None else timedelta(days=days) for what, days in DEFAULT_DAYS.items()
}
