"""`credit compute`: the ledger of any world, in the interchange of `bot/domain/interchange.py`."""

from __future__ import annotations

from pathlib import Path

from bot.domain.credit import ledger
from bot.domain.errors import BadInput
from bot.domain.interchange import parse_world, share_lines


def compute(path: Path) -> None:
    """Print the shares of the world in a file, a line of JSON each. It needs no database. Raises BadInput."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise BadInput(f"{path} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise BadInput(f"{path} is not UTF-8. Save the JSON as UTF-8.") from None
    for line in share_lines(ledger(parse_world(text))):
        print(line)
