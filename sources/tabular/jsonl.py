"""Rows of JSONL: one JSON object a line."""

from collections.abc import Iterator
from pathlib import Path

from bot.domain.errors import BadInput
from sources import strict_json
from sources.tabular.lines import open_lines
from sources.tabular.rows import Raw, Refused


def read_jsonl(path: Path) -> Iterator[Raw | Refused]:
    """Each line that is not blank. Raises BadInput for a file that is not UTF-8."""
    with open_lines(path) as lines:
        for line in lines:
            if line.strip():
                yield _row(line, number=lines.number, done=lines.done)


def _row(line: str, *, number: int, done: float) -> Raw | Refused:
    try:
        cells = strict_json.read(line)
    except BadInput as error:
        return Refused(line=number, reason=f"The line is {error}", done=done)
    if not isinstance(cells, dict):
        return Refused(line=number, reason="The line is not an object; write it as {“text”: …}.", done=done)
    return Raw(line=number, cells=cells, done=done)
