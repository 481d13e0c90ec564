"""Which column of a file holds which field of a mention."""

import csv
from collections.abc import Collection, Mapping
from datetime import datetime
from difflib import get_close_matches

from bot.domain.errors import BadInput
from bot.domain.mention import Mention
from sources.fields import FIELDS, mention_from


def parse_mapping(written: str) -> dict[str, str]:
    """Read `text=Comment,id=No` into columns by field. Raises BadInput.

    A pair whose column holds a comma stands in quotation marks: `"text=Comment, full",id=No`.
    """
    mapping: dict[str, str] = {}
    for pair in next(csv.reader([written.replace("\n", " ")], skipinitialspace=True), []):
        field, _, column = (part.strip() for part in pair.partition("="))
        if not field or not column:
            raise BadInput(f"“{pair}” is not FIELD=COLUMN. Write the pairs like text=Comment,id=No.")
        if field not in FIELDS:
            raise BadInput(
                f"“{field}” is not a field of a mention{_meant(field, FIELDS)}. The fields are: {', '.join(FIELDS)}."
            )
        if field in mapping:
            raise BadInput(f"The field “{field}” stands twice. Give each field one column.")
        mapping[field] = column
    if "text" not in mapping:
        raise BadInput("No column is given for the text. Add text=COLUMN.")
    return mapping


def check_columns(mapping: Mapping[str, str], columns: Collection[str]) -> None:
    """Raises BadInput where the mapping names a column that is not among the file's."""
    for column in mapping.values():
        if column not in columns:
            listed = ", ".join(name for name in columns if name)
            raise BadInput(f"The file has no column “{column}”{_meant(column, columns)}. Its columns are: {listed}.")


def row_to_mention(source: str, mapping: Mapping[str, str], cells: Mapping[str, object], now: datetime) -> Mention:
    """The mention that a row holds. Raises BadInput with the reason where it holds none.

    `now` is aware, and stands in for a missing `posted_at`.
    """
    given = {field: cells.get(column) for field, column in mapping.items()}
    return mention_from(source, given, received_at=now)


def _meant(word: str, known: Collection[str]) -> str:
    by_folded = {name.casefold(): name for name in known}
    near = get_close_matches(word.casefold(), by_folded, n=1)
    return f" (did you mean “{by_folded[near[0]]}”?)" if near else ""
