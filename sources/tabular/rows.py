"""What becomes of a row. `line` is where it starts in the file, counted from 1 with the header.

`done` is the share of the file read so far, 0 to 1, for a progress bar.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.domain.mention import Mention


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """A row as it stands in the file: values by the name of their column."""

    line: int
    cells: Mapping[str, object]
    done: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A row that is a mention."""

    line: int
    mention: Mention
    done: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A row that is none, and the sentence that says why."""

    line: int
    reason: str
    done: float


Row = Read | Refused
