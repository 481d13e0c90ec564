"""Commands that do their work and end: import, digest, migrate; and those that cannot begin."""

import json
import socket
from pathlib import Path

import pytest
from openpyxl import Workbook

from storage.embedded import fresh_database
from tests.cli.conftest import Terminal

ROWS = [
    ("Text", "No", "Who"),
    ("The phone swells.", "1", "dana"),
    ("Where is my refund?", "2", "sam"),
]
MAP = "text=Text,id=No,author=Who"


def as_csv(folder: Path) -> Path:
    path = folder / "said.csv"
    path.write_text("\n".join(";".join(row) for row in ROWS), encoding="utf-8-sig")
    return path


def as_xlsx(folder: Path) -> Path:
    book = Workbook()
    assert book.active is not None
    for row in ROWS:
        book.active.append(row)
    book.save(folder / "said.xlsx")
    return folder / "said.xlsx"


def as_jsonl(folder: Path) -> Path:
    path = folder / "said.jsonl"
    lines = [f'{{"Text": "{text}", "No": {number}, "Who": "{who}"}}' for text, number, who in ROWS[1:]]
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_a_file_of_any_kind_is_imported_once(terminal: Terminal, tmp_path: Path) -> None:
    for number, make in enumerate((as_csv, as_xlsx, as_jsonl)):
        done = terminal.muster("import", make(tmp_path), "--source", "web", "--map", MAP, "--cases", "all")
        assert done.returncode == 0, done.stderr
        new = 2 if number == 0 else 0
        assert f"{new} new mentions from web" in done.stdout
        assert f"{2 - new} repeated, left as they were" in done.stdout
        assert ("2 cases opened; their cards appear as soon as Muster runs" in done.stdout) == bool(new)
        assert ("Nothing changed: all of these are known already." in done.stdout) == (not new)


def test_undated_mentions_become_history_unless_cases_are_asked_for(terminal: Terminal, tmp_path: Path) -> None:
    done = terminal.muster("import", as_csv(tmp_path), "--source", "web", "--map", MAP)
    assert done.returncode == 0
    assert "2 opened no case, since the file does not date them" in done.stdout


def test_rows_that_cannot_be_read_are_refused_with_line_and_reason_and_the_others_taken(
    terminal: Terminal, tmp_path: Path
) -> None:
    path = tmp_path / "said.csv"
    path.write_text('Text,No,When\n"Fine, thanks",1,2026-11-17\n  ,2,\nFine,3,yesterday\nToo,4,,many,cells\n')
    refused = tmp_path / "refused.csv"
    done = terminal.muster(
        "import", path, "--source", "web", "--map", "text=Text,id=No,posted_at=When", "--refused", refused
    )
    assert done.returncode == 0
    assert "1 new mentions from web" in done.stdout
    assert "3 refused" in done.stdout
    assert "  line 3: text is blank; give the words of the mention." in done.stdout
    assert "  line 4: posted_at is “yesterday”; write it in ISO 8601" in done.stdout
    assert "  line 5: The row has 5 values and the header 3 columns" in done.stdout
    assert [line.split(",")[0] for line in refused.read_text().splitlines()] == ["line", "3", "4", "5"]


def test_a_file_without_a_single_good_row_ends_in_failure(terminal: Terminal, tmp_path: Path) -> None:
    path = tmp_path / "said.csv"
    path.write_text("Text,No\n ,1\n")
    done = terminal.muster("import", path, "--source", "web", "--map", "text=Text")
    assert (done.returncode, "1 refused" in done.stdout) == (1, True)


BAD_IMPORTS = {
    ("said.csv", "txet=Text"): "“txet” is not a field of a mention (did you mean “text”?)",
    (
        "said.csv",
        "text=Txet",
    ): "The file has no column “Txet” (did you mean “Text”?). Its columns are: Text, No, Who.",
}


@pytest.mark.parametrize(("name", "mapping"), BAD_IMPORTS)
def test_a_bad_map_or_file_is_explained_in_one_line(
    terminal: Terminal, tmp_path: Path, name: str, mapping: str
) -> None:
    as_csv(tmp_path)
    done = terminal.muster("import", tmp_path / name, "--source", "web", "--map", mapping)
    assert (done.returncode, done.stdout) == (2, "")
    assert BAD_IMPORTS[name, mapping] in done.stderr
    assert "Traceback" not in done.stderr


def test_a_digest_is_shown_without_being_posted_and_needs_no_slack(terminal: Terminal) -> None:
    done = terminal.muster("digest", "--community", "care", "--week", "2026-W46", "--dry-run")
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("What we did for customers · Customer care · week 46 (9–15 Nov)")
    assert "A quiet week: nothing came in" in done.stdout


BAD_DIGESTS = {
    ("nowhere", "2026-W46"): "There is no community “nowhere”. The communities are: care, safety, voice.",
    ("care", "2026-46"): "“2026-46” is not a week. Write the ISO year and week, like 2026-W47.",
}


@pytest.mark.parametrize(("community", "week"), BAD_DIGESTS)
def test_an_unknown_community_or_a_bad_week_is_explained_in_one_line(
    terminal: Terminal, community: str, week: str
) -> None:
    done = terminal.muster("digest", "--community", community, "--week", week, "--dry-run")
    assert (done.returncode, done.stdout) == (2, "")
    assert BAD_DIGESTS[community, week] in done.stderr
    assert "Traceback" not in done.stderr


def test_migrating_twice_is_as_good_as_once_and_other_commands_wait_for_it(bare: Terminal, server_url: str) -> None:
    url = fresh_database(server_url, "never_migrated")
    before = bare.muster("digest", "--community", "care", "--week", "2026-W46", "--dry-run", DATABASE_URL=url)
    assert (before.returncode, "Run `python -m bot migrate` once" in before.stderr) == (2, True)
    for _ in range(2):
        done = bare.muster("migrate", DATABASE_URL=url)
        assert (done.returncode, done.stdout) == (0, "The database is up to date.\n"), done.stderr


def test_a_database_that_is_not_there_is_explained_in_one_line(bare: Terminal) -> None:
    done = bare.muster("migrate", DATABASE_URL="postgresql://nobody@127.0.0.1:9/nowhere")
    assert done.returncode == 2
    assert "DATABASE_URL cannot be used: OperationalError" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_tokens_it_does_not_run_and_says_what_is_missing_and_where_to_get_it(terminal: Terminal) -> None:
    done = terminal.muster("run")
    assert (done.returncode, done.stdout) == (2, "")
    for part in (
        "SLACK_BOT_TOKEN is missing: the “Bot User OAuth Token” (xoxb-…)",
        "under OAuth & Permissions.",
        "SLACK_SIGNING_SECRET is missing: the “Signing Secret” of your Slack app, under Basic Information.",
        "run `make demo`: it needs none of these",
    ):
        assert part in done.stderr
    assert "Traceback" not in done.stderr


def test_settings_that_cannot_be_used_are_explained_before_anything_starts(bare: Terminal, tmp_path: Path) -> None:
    (tmp_path / "muster.toml").write_text("[company]\nname = 'x'\n")
    done = bare.muster("run", MUSTER_CONFIG=str(tmp_path / "muster.toml"))
    assert done.returncode == 2
    assert "  company.time_zone: is missing" in done.stderr
    assert not (tmp_path / "var").exists()


WORLD = """{"approvers": ["U1"], "inactive": ["U9"],
 "cases": [{"id": "c1", "external_key": "k1", "external": true, "required": ["legal", "support"], "signed_by": "U1",
            "signed_at": "2026-11-02T10:00:00Z", "voided": false, "reopened": false}],
 "claims": [{"case": "c1", "member": "U2", "slot": "answer:legal", "volunteered": true}],
 "confirmations": [{"case": "c1", "member": "U2", "slot": "answer:legal", "by": "U3", "at": "2026-11-02T12:00:00Z",
                    "kind": "peer"}]}"""


def test_an_auditor_computes_the_ledger_of_a_file(bare: Terminal, tmp_path: Path) -> None:
    (tmp_path / "world.json").write_text(WORLD)
    done = bare.muster("credit", "compute", tmp_path / "world.json")
    share = json.loads(done.stdout)
    assert (share["slot"], share["member"], share["confirmed_by"]) == ("answer:legal", "U2", "U3")
    assert share["share"] == share["credit"] == 3_000_000
    (tmp_path / "world.json").write_text(WORLD.replace('"at": "2026-11-02T12:00:00Z"', '"at": "noon"'))
    refused = bare.muster("credit", "compute", tmp_path / "world.json")
    assert refused.returncode == 2
    assert "confirmations[0].at" in refused.stderr


def test_a_port_that_is_taken_is_explained_before_anything_is_touched(bare: Terminal) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = bare.muster("demo", "--port", str(taken.getsockname()[1]))
    assert done.returncode == 2
    assert "cannot be used: Address already in use. Choose another" in done.stderr
    assert not (Path(bare.environment["MUSTER_VAR"]) / "demo").exists()


def test_an_author_is_forgotten_only_with_yes_and_a_receipt_names_nobody(terminal: Terminal, tmp_path: Path) -> None:
    terminal.muster("import", as_csv(tmp_path), "--source", "web", "--map", MAP, "--cases", "all")
    looked = terminal.muster("forget", "web/dana")
    assert looked.returncode == 0
    assert "1 mentions" in looked.stdout
    assert "Nothing is erased. Add --yes to do it" in looked.stdout
    done = terminal.muster("forget", "web/dana", "--yes")
    assert done.returncode == 0, done.stderr
    receipt = done.stdout[done.stdout.index("Erasure 1:") :]
    assert "1 mentions erased" in receipt
    assert "dana" not in receipt
    gone = terminal.muster("forget", "web/dana", "--yes")
    assert gone.returncode == 2
    assert "Nobody outside is known as “web/dana”" in gone.stderr
    again = terminal.muster("import", as_csv(tmp_path), "--source", "web", "--map", MAP, "--cases", "all")
    assert "0 new mentions from web" in again.stdout


def test_credit_is_made_anew_and_explained_in_plain_lines(terminal: Terminal, tmp_path: Path) -> None:
    terminal.muster("import", as_csv(tmp_path), "--source", "web", "--map", MAP, "--cases", "all")
    again = terminal.muster("credit", "rebuild")
    assert (again.returncode, again.stdout.strip()) == (
        0,
        "Nothing has earned credit yet: no answer is signed off and confirmed.",
    )
    case = terminal.muster("credit", "explain", "1")
    assert "Case 1: The phone swells\n  open, not signed off" in case.stdout
    assert "nobody has claimed a share" in case.stdout
    for who, remedy in (("999", "There is no case 999"), ("U0NOBODY", "Copy member ID")):
        unknown = terminal.muster("credit", "explain", who)
        assert (unknown.returncode, remedy in unknown.stderr) == (2, True)
