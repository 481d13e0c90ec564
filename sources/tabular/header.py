"""The first row of a table, and what the rows under it owe to it."""

from collections import Counter
from collections.abc import Sequence

from bot.domain.errors import BadInput
from sources.tabular.rows import Raw, Refused


def read_header(cells: Sequence[object]) -> list[str]:
    """The columns' names, stripped. Raises BadInput where there is none, or one stands twice."""
    columns = ["" if cell is None else str(cell).strip() for cell in cells]
    if not any(columns):
        raise BadInput("The first row is empty; it must name the columns.")
    for column, count in Counter(filter(None, columns)).items():
        if count > 1:
            raise BadInput(f"The column “{column}” stands {count} times in the header; give each its own name.")
    return columns


def row_of(columns: Sequence[str], cells: Sequence[object], *, line: int, done: float) -> Raw | Refused:
    """The row by its columns. One with more values than columns has slipped sideways, and is refused."""
    if any(cell not in (None, "") for cell in cells[len(columns) :]):
        return Refused(
            line=line,
            reason=f"The row has {len(cells)} values and the header {len(columns)} columns; "
            "put a text that holds the separator in quotation marks.",
            done=done,
        )
    return Raw(line=line, cells=dict(zip(columns, cells, strict=False)), done=done)
