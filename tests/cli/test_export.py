"""`python -m bot export`: the workbook as a file."""

from pathlib import Path

from openpyxl import load_workbook

from bot.domain.exporting import Sheet
from tests.cli.conftest import Terminal


def test_the_workbook_is_written_to_a_file(terminal: Terminal, tmp_path: Path) -> None:
    said = tmp_path / "said.csv"
    said.write_text("Text,No,Who\nThe phone swells.,1,dana\n", encoding="utf-8")
    terminal.muster("import", said, "--source", "web", "--map", "text=Text,id=No,author=Who", "--cases", "all")
    done = terminal.muster("export", "--community", "safety", "-o", tmp_path / "month.xlsx")
    assert done.returncode == 0, done.stderr
    assert "Cases 1, Claims 0, Confirmations 0, Credits 0, Boards 0" in done.stdout
    book = load_workbook(tmp_path / "month.xlsx")
    assert book.sheetnames == [sheet.value for sheet in Sheet]
    assert book["Cases"]["I3"].value == "The phone swells."
    assert book["Adjustments"]["A3"].value == "There are none."


def test_what_cannot_be_exported_says_why(terminal: Terminal, tmp_path: Path) -> None:
    for given, why in (
        (("--community", "sefty", "-o", tmp_path / "x.xlsx"), "sefty"),
        (("--period", "2026-13", "-o", tmp_path / "x.xlsx"), "is not a period"),
        (("-o", tmp_path / "nowhere" / "x.xlsx"), "There is no folder"),
    ):
        refused = terminal.muster("export", *given)
        assert refused.returncode == 2
        assert why in refused.stderr
