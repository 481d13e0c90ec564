"""`quality`: how well Muster groups, reads and routes, measured on labelled data beside simpler ways of doing it.

Each act is a module with `measure(options) -> Sequence[Table]`, imported only when it is asked for: some load a
learner, which takes seconds. None needs a database or a muster.toml.
"""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Sequence
from pathlib import Path

from bot.cli.quality.tables import Table, as_json, show


def add_quality(parser: argparse.ArgumentParser) -> None:
    """The acts of `python -m bot quality` and what each takes."""
    acts = parser.add_subparsers(dest="act", required=True, metavar="ACT")
    grouping = acts.add_parser("grouping", help="texts of known matters, in order of arrival")
    grouping.add_argument("file", type=Path, help="JSONL with id, matter, text")
    storm = acts.add_parser("storm", help="a made-up storm among real mentions")
    storm.add_argument(
        "files", type=Path, nargs="+", metavar="FILE", help="CSV with a column text: ordinary mentions"
    )
    intent = acts.add_parser("intent", help="what a text is about, learnt from labelled texts")
    intent.add_argument("--train", type=Path, required=True, help="CSV with text, category")
    intent.add_argument("--test", type=Path, required=True, help="CSV with text, category; oos is out of scope")
    routing = acts.add_parser("routing", help="where a text goes, as corrections come in")
    routing.add_argument("file", type=Path, help="CSV with text and the right route")
    safety = acts.add_parser("safety", help="whether danger and the law are heard, on a list of our own")
    safety.add_argument("--data", type=Path, metavar="FILE", help="CSV with a column text: ordinary mentions")
    quiet = acts.add_parser("quiet", help="whether quiet customers in danger come before loud complaints")
    quiet.add_argument("file", type=Path, help="CSV with a column text: ordinary mentions")
    everything = acts.add_parser("all", help="each of these on the files that a folder holds")
    everything.add_argument("folder", type=Path)
    for act in (grouping, storm, intent, routing, safety, quiet, everything):
        act.add_argument("--json", action="store_true", help="a line of JSON for each row instead of tables")


def run(options: argparse.Namespace) -> int:
    """Measure and print. Raises BadInput for a file that cannot be measured, with the line where that is known."""
    module = "everything" if options.act == "all" else options.act
    tables: Sequence[Table] = importlib.import_module(f"bot.cli.quality.{module}").measure(options)
    for table in tables:
        if options.json:
            print("\n".join(as_json(table)))
        else:
            show(table)
    return 0
