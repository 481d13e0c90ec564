"""`simulate`: what would have happened to the mentions of a file, under the settings as they are or as they might be.

Nothing is sent and nothing is stored: it needs no Slack and no database. Texts are read as a Muster reads them that
nobody has taught anything yet: by the rules, and by the start set of sentences that comes with it.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.cli.quality.tables import show
from bot.cli.rows import refused_lines, write_refused
from bot.cli.simulate.figures import Sheet
from bot.cli.simulate.replaying import compared, replayed
from bot.cli.simulate.sheets import brief, sheets
from bot.cli.simulate.stream import Stream, learn, open_stream
from bot.domain.errors import BadInput
from bot.muster_file import MusterFile, read_muster_file
from reports.simulation import simulation_workbook
from sources.tabular import parse_mapping


def run(file: MusterFile, options: argparse.Namespace) -> int:
    """Replay, and print what would have happened; the exit code is 0 where at least one row could be read.

    Raises BadInput, BadSettings."""
    company = file.as_company
    proposed = read_muster_file(options.proposed).as_company if options.proposed else None
    columns = parse_mapping(options.map)
    if "posted_at" not in columns:
        raise BadInput("A replay needs the moment of each mention. Add posted_at=COLUMN to --map.", field="map")
    with open_stream(options.file, source=options.source, mapping=columns) as stream:
        if options.refused:
            write_refused(options.refused, stream.refused)
        if not stream.mentions and not stream.refused:
            raise BadInput(f"{options.file} holds no mentions. Give a file with a row for each.")
        print("\n".join(_read(stream)))
        if not stream.mentions:
            return 1
        fit, learnt = learn(options.history, stream, mapping=columns)
        if proposed is None:
            made = sheets(replayed(company, stream.mentions, fit), notes=learnt)
        else:
            made = sheets(*compared(company, proposed, stream.mentions, fit), notes=learnt)
    _tell(made, options.xlsx)
    return 0


def _read(stream: Stream) -> Iterator[str]:
    yield f"{len(stream.mentions):,} mentions"
    if stream.repeated:
        yield f"{stream.repeated:,} repeated, counted once"
    if stream.refused:
        yield from refused_lines(stream.refused)


def _tell(made: Sequence[Sheet], xlsx: Path | None) -> None:
    for sheet in made:
        if sheet.table.rows:
            show(brief(sheet))
    print("Nothing was sent and nothing stored.")
    if xlsx:
        book = simulation_workbook((sheet.name, sheet.table.rows) for sheet in made if sheet.table.rows)
        try:
            xlsx.write_bytes(book)
        except OSError as error:
            raise BadInput(f"{xlsx} cannot be written: {error.strerror}. Name another file.") from None
        print(f"All of it stands in {xlsx}.")
