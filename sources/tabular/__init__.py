"""Files of mentions, one a row: CSV, XLSX and JSONL."""

from sources.tabular.mapping import parse_mapping, row_to_mention
from sources.tabular.reading import read_mentions, read_rows
from sources.tabular.rows import Raw, Read, Refused, Row

__all__ = ["Raw", "Read", "Refused", "Row", "parse_mapping", "read_mentions", "read_rows", "row_to_mention"]
