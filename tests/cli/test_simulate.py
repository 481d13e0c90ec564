"""`simulate`: a replay that needs nothing and sends nothing."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.cli.conftest import ROOT, Terminal

MAP = "text=Text,id=No,author=Who,posted_at=When"
ROWS = """Text,No,Who,When
Where is my refund?,2,sam,2026-11-16T08:00:00Z
=HYPERLINK(1) The [/b] battery swells.,1,dana,2026-11-16T07:00:00Z
The battery swells.,1,dana,2026-11-16T07:00:00Z
Good morning,3,eli,
"""


@pytest.fixture
def said(tmp_path: Path) -> Path:
    path = tmp_path / "said.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


@pytest.fixture
def proposed(tmp_path: Path) -> Path:
    """The sample settings, with refunds for the public voice."""
    path = tmp_path / "proposed.toml"
    written = (ROOT / "muster.toml").read_text(encoding="utf-8")
    path.write_text(
        written.replace('keywords = ["journalist"', 'keywords = ["refund*", "journalist"'), encoding="utf-8"
    )
    return path


def test_it_tells_what_would_have_happened_and_what_a_change_would_change(
    bare: Terminal, said: Path, proposed: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out.xlsx"
    done = bare.muster("simulate", said, "--map", MAP, "--with", proposed, "--xlsx", out, COLUMNS="200")
    assert done.returncode == 0, done.stderr
    assert "2 mentions\n1 repeated, counted once\n1 refused\n  line 5: posted_at is missing" in done.stdout
    assert "because of “refund”" in done.stdout
    assert "=HYPERLINK(1) The [/b] battery swells" in done.stdout
    assert "Nothing was sent and nothing stored." in done.stdout
    book = load_workbook(out)
    assert all(sheet.freeze_panes == "A2" and sheet.auto_filter.ref for sheet in book)
    alerts = {tuple(row[:2]): row[2:] for row in book["Alerts"].iter_rows(min_row=2, values_only=True)}
    assert alerts["Product safety", "alerts"] == (1, 1, 0)
    assert alerts["Public voice", "alerts"] == (0, 1, 1)
    assert alerts["Customer care", "alerts"] == (1, 0, -1)
    urgent = book["Most urgent, today"]["A2"]
    assert urgent.data_type == "s"
    assert urgent.value.startswith("=HYPERLINK(1) The [/b] battery swells")


def test_without_a_change_figures_stand_alone(bare: Terminal, said: Path) -> None:
    done = bare.muster("simulate", said, "--map", MAP, "--history", said)
    assert done.returncode == 0, done.stderr
    assert "learnt from said.csv, 4 mentions" in done.stdout
    assert "proposed" not in done.stdout


@pytest.mark.parametrize(
    ("rows", "mapping", "code", "told"),
    [
        (ROWS, "text=Text", 2, "Add posted_at=COLUMN to --map"),
        (ROWS, "text=Text,posted_at=Day", 2, "no column “Day”"),
        ("Text,When\n", "text=Text,posted_at=When", 2, "holds no mentions"),
        ("Text,When\nhello,\n", "text=Text,posted_at=When", 1, "line 2: posted_at is missing"),
    ],
)
def test_what_cannot_be_replayed_is_said(
    bare: Terminal, tmp_path: Path, rows: str, mapping: str, code: int, told: str
) -> None:
    path = tmp_path / "said.csv"
    path.write_text(rows, encoding="utf-8")
    done = bare.muster("simulate", path, "--map", mapping)
    assert done.returncode == code
    assert told in done.stdout + done.stderr


def test_a_proposal_with_mistakes_names_each(bare: Terminal, said: Path, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('[company]\nname = "Sample"\n', encoding="utf-8")
    done = bare.muster("simulate", said, "--map", MAP, "--with", wrong)
    assert done.returncode == 2
    assert f"{wrong} needs mending" in done.stderr
    assert "communities: is missing" in done.stderr
