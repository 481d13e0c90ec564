"""All benchmarks, one after the other: `python -m benchmarks`."""

from __future__ import annotations

import argparse

from benchmarks import (
    boards,
    claim_press,
    digest,
    home,
    import_rows,
    ingest,
    listening,
    memory,
    mention_to_card,
    search,
    slash_command,
    storm,
    workbook,
)
from benchmarks.measure import as_json, table

ALL = (
    slash_command,
    claim_press,
    mention_to_card,
    import_rows,
    search,
    boards,
    home,
    digest,
    listening,
    ingest,
    memory,
    storm,
    workbook,
)


def main() -> None:
    """Print a table for each, or a line of JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="rounds to take the median of (3)")
    parser.add_argument("--json", action="store_true", help="print lines of JSON instead of tables")
    options = parser.parse_args()
    for benchmark in ALL:
        comparisons = benchmark.run(options.rounds)
        name = benchmark.__name__.rpartition(".")[2]
        shown = as_json(name, options.rounds, comparisons) if options.json else table(benchmark.TITLE, comparisons)
        print(shown, end="\n" if options.json else "\n\n", flush=True)


if __name__ == "__main__":
    main()
