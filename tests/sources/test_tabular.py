"""Files of mentions: CSV, XLSX and JSONL."""

import json
import tracemalloc
import zipfile
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from bot.domain.errors import BadInput
from bot.domain.mention import TEXT_LIMIT, Author, Mention
from sources.tabular import Raw, Read, Refused, Row, parse_mapping, read_mentions, read_rows, row_to_mention
from sources.tabular.lines import LINE_LIMIT

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ALL = parse_mapping("text=text,id=id,author=author,posted_at=posted_at,reach=reach,url=url")

MADE_UP = """\
id,author,airline,posted_at,reach,sentiment,reason,text
x-1,customer-01,Northwind,2026-02-23T05:56:00Z,0,negative,Late,"@Northwind ""call back"", then you hung up."
x-2,customer-02,Northwind,2026-02-22T15:34:00Z,12,neutral,,@Northwind any news?
x-3,customer-01,Contoso,2026-02-22T15:35:00Z,0,negative,Lost Bag,"@Contoso two days
without a bag, really"
"""


def written(folder: Path, text: str | bytes, name: str = "mentions.csv") -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def sheet(folder: Path, *rows: list[object]) -> Path:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    path = folder / "mentions.xlsx"
    book.save(path)
    return path


def cells(path: Path) -> list[tuple[int, dict[str, object]]]:
    return [(row.line, dict(row.cells)) for row in read_rows(path) if isinstance(row, Raw)]


def read(path: Path, mapping: str = "text=text") -> list[Row]:
    return list(read_mentions(path, source="file", mapping=parse_mapping(mapping), now=NOW))


def mentions(rows: list[Row]) -> list[Mention]:
    return [row.mention for row in rows if isinstance(row, Read)]


def reasons(rows: list[Row]) -> list[tuple[int, str]]:
    return [(row.line, row.reason) for row in rows if isinstance(row, Refused)]


# --- CSV


def test_a_csv_becomes_mentions_line_by_line(tmp_path: Path) -> None:
    rows = read(written(tmp_path, MADE_UP), "text=text,id=id,author=author,posted_at=posted_at,reach=reach")
    assert [row.line for row in rows] == [2, 3, 4]
    assert mentions(rows)[0] == Mention(
        source="file",
        external_id="x-1",
        text='@Northwind "call back", then you hung up.',
        author=Author(source="file", handle="customer-01"),
        posted_at=datetime(2026, 2, 23, 5, 56, tzinfo=UTC),
        reach=0,
    )
    assert mentions(rows)[2].text == "@Contoso two days\nwithout a bag, really"


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators_and_endings_are_told_apart(tmp_path: Path, separator: str, ending: str) -> None:
    lines = [separator.join(("id", "text")), separator.join(("1", '"a, b; c\td"')), ""]
    path = written(tmp_path, "\ufeff" + ending.join(lines))
    assert cells(path) == [(2, {"id": "1", "text": "a, b; c\td"})]


def test_a_single_column_needs_no_separator(tmp_path: Path) -> None:
    assert cells(written(tmp_path, "text\nhello there\n")) == [(2, {"text": "hello there"})]


def test_lines_count_through_blank_rows_and_texts_of_several_lines(tmp_path: Path) -> None:
    path = written(tmp_path, 'text,id\n"one\ntwo\n",1\n\n,\nthree,2\n')
    assert [line for line, _ in cells(path)] == [2, 7]


def test_a_row_is_given_as_it_stands(tmp_path: Path) -> None:
    assert cells(written(tmp_path, 'text\r\n" a\r\nb "\r\n')) == [(2, {"text": " a\r\nb "})]


def test_what_looks_like_a_formula_stays_text(tmp_path: Path) -> None:
    path = written(tmp_path, 'text\n=1+1\n"=HYPERLINK(""x"")"\n+49 30\n-5\n@name\n')
    assert [m.text for m in mentions(read(path))] == ["=1+1", '=HYPERLINK("x")', "+49 30", "-5", "@name"]


def test_ragged_rows(tmp_path: Path) -> None:
    rows = read(written(tmp_path, "text,id,author\nshort\nlong,2,ann,,\nslipped,3,ann,really\n"), "text=text,id=id")
    assert [m.text for m in mentions(rows)] == ["short", "long"]
    assert [(line, reason[:31]) for line, reason in reasons(rows)] == [(4, "The row has 4 values and the he")]


def test_broken_quoting_is_refused_and_reading_goes_on(tmp_path: Path) -> None:
    rows = read(written(tmp_path, 'text,id\n"he said "no"",1\nfine,2\n"never closed,3\nswallowed,4\n'))
    assert [m.text for m in mentions(rows)] == ["fine"]
    assert [line for line, _ in reasons(rows)] == [2, 4]
    assert "lines 4 to 5" in reasons(rows)[1][1]


def test_a_latin1_file_is_told_how_to_become_utf8(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"mentions\.csv is not UTF-8, at line 1 or soon after.*iconv"):
        read(written(tmp_path, "text\ncafé\n".encode("latin-1")))


@pytest.mark.parametrize("name", ["mentions.csv", "mentions.jsonl"])
def test_an_endless_line_is_refused_before_it_is_held(tmp_path: Path, name: str) -> None:
    path = written(tmp_path, "{}\n" + "x" * (20 * LINE_LIMIT), name)
    tracemalloc.start()
    with pytest.raises(BadInput, match="Line 2 has more than"):
        read(path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 10 * LINE_LIMIT


@pytest.mark.parametrize("text", ["", "\ufeff", "\n", ",,\n"])
def test_an_empty_file_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadInput, match="must name the columns"):
        read(written(tmp_path, text))


def test_a_header_alone_is_no_mention(tmp_path: Path) -> None:
    assert read(written(tmp_path, "id,text\n")) == []


def test_a_column_may_stand_once(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="“text” stands 2 times"):
        read(written(tmp_path, "text,text\na,b\n"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.binary())
def test_no_csv_is_more_than_refused(tmp_path: Path, raw: bytes) -> None:
    with suppress(BadInput):
        list(read_rows(written(tmp_path, b"text,id\n" + raw)))


# --- XLSX


def test_a_workbook_keeps_its_dates_and_numbers(tmp_path: Path) -> None:
    path = sheet(
        tmp_path,
        ["id", "text", "posted_at", "reach", None],
        [17, "It leaks.", datetime(2026, 2, 23, 5, 56), 12.0, None],  # noqa: DTZ001 - cells have no zone
        [None, None, None, None, None],
        [18.0, 404, date(2026, 2, 24), None, None],
    )
    rows = read(path, "text=text,id=id,posted_at=posted_at,reach=reach")
    assert [(row.line, m.external_id, m.text, m.reach) for row, m in zip(rows, mentions(rows), strict=True)] == [
        (2, "17", "It leaks.", 12),
        (4, "18", "404", None),
    ]
    assert [m.posted_at for m in mentions(rows)] == [
        datetime(2026, 2, 23, 5, 56, tzinfo=UTC),
        datetime(2026, 2, 24, tzinfo=UTC),
    ]


def test_only_the_first_sheet_is_read(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["text"])
    book.active.append(["first"])
    book.create_sheet().append(["text"])
    book.save(tmp_path / "two.xlsx")
    assert cells(tmp_path / "two.xlsx") == [(2, {"text": "first"})]


def test_text_that_looks_like_a_formula_stays_text_in_a_workbook(tmp_path: Path) -> None:
    book = Workbook()
    book.active.append(["text"])
    book.active.append(["x"])
    book.active["A2"].value, book.active["A2"].data_type = "=1+1", "s"
    book.save(tmp_path / "formula.xlsx")
    assert cells(tmp_path / "formula.xlsx") == [(2, {"text": "=1+1"})]


def test_a_formula_is_the_value_saved_with_it(tmp_path: Path) -> None:
    path = rewritten(sheet(tmp_path, ["text"], ["=1+1"]), b"</f>", b"</f><v>2</v>")
    assert cells(path) == [(2, {"text": 2})]


def test_a_workbook_whose_entities_multiply_is_refused(tmp_path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE w [<!ENTITY e0 "{"x" * 100}">{entities}]><worksheet'
    path = rewritten(sheet(tmp_path, ["text"], ["a"]), b"<worksheet", bomb.encode())
    with pytest.raises(BadInput, match="is damaged"):
        read(rewritten(path, b"<t>a</t>", b"<t>&e9;</t>"))


def test_a_workbook_written_as_a_stream_has_a_true_bar(tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    stream = book.create_sheet()
    for value in ["text", *"abcd"]:
        stream.append([value])
    book.save(tmp_path / "stream.xlsx")
    assert [row.done for row in read(tmp_path / "stream.xlsx")] == [0.4, 0.6, 0.8, 1.0]


def test_a_workbook_that_understates_its_size_is_read_whole(tmp_path: Path) -> None:
    path = rewritten(sheet(tmp_path, ["text"], ["a"], ["b"]), b'ref="A1:A3"', b'ref="A1:A2"')
    assert [m.text for m in mentions(read(path))] == ["a", "b"]


@pytest.mark.parametrize("raw", [b"", b"text\nhello\n", b"PK\x03\x04 broken"])
def test_what_is_no_workbook_is_refused(tmp_path: Path, raw: bytes) -> None:
    with pytest.raises(BadInput, match="not an XLSX workbook"):
        read(written(tmp_path, raw, "mentions.xlsx"))


def test_a_zip_of_something_else_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "other.xlsx", "w") as archive:
        archive.writestr("readme.txt", "hello")
    with pytest.raises(BadInput, match="is damaged"):
        read(tmp_path / "other.xlsx")


def test_a_workbook_that_unpacks_without_end_is_refused_unopened(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "bomb.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/sharedStrings.xml", bytes(200_000_001))
    with pytest.raises(BadInput, match="unpacks to 200,000,001 bytes"):
        read(tmp_path / "bomb.xlsx")


def test_a_row_beyond_the_end_of_a_sheet_is_refused(tmp_path: Path) -> None:
    path = rewritten(sheet(tmp_path, ["text"], ["a"]), b'<row r="2"', b'<row r="2000000000"')
    with pytest.raises(BadInput, match="more than 1,048,576 rows"):
        read(path)


def rewritten(path: Path, old: bytes, new: bytes) -> Path:
    """The workbook with `old` replaced in its first sheet."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = "xl/worksheets/sheet1.xml"
    assert old in parts[name]
    parts[name] = parts[name].replace(old, new)
    with zipfile.ZipFile(path, "w") as archive:
        for part, content in parts.items():
            archive.writestr(part, content)
    return path


# --- JSONL


def test_jsonl_is_read_line_by_line(tmp_path: Path) -> None:
    lines = [
        json.dumps({"text": "one", "author": {"handle": "ann", "name": "Ann"}}),
        "",
        "{broken",
        "[]",
        '{"text": "\\ud800"}',
        json.dumps({"text": "two", "late": 1}),
    ]
    rows = read(written(tmp_path, "\n".join(lines), "mentions.jsonl"), "text=text,author=author,id=late")
    assert [(m.text, m.author) for m in mentions(rows)] == [
        ("one", Author(source="file", handle="ann", name="Ann")),
        ("two", None),
    ]
    assert [(line, reason[:25]) for line, reason in reasons(rows)] == [
        (3, "The line is not readable "),
        (4, "The line is not an object"),
        (5, "text holds half of a char"),
    ]


# --- any file


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"\.csv, \.tsv, \.xlsx"):
        read(written(tmp_path, "hello", "mentions.docx"))


@pytest.mark.parametrize("name", ["gone.csv", "gone.xlsx", "gone.jsonl"])
def test_a_file_that_is_not_there_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(BadInput, match="cannot be opened: No such file"):
        read(tmp_path / name)


@pytest.mark.parametrize("name", ["many.csv", "many.jsonl"])
def test_the_bar_never_goes_back_and_ends_at_the_end(tmp_path: Path, name: str) -> None:
    row = '{"text": "hello"}\n' if name.endswith("jsonl") else '"hello there"\n'
    done = [r.done for r in read(written(tmp_path, ("" if row[0] == "{" else "text\n") + row * 20_000, name))]
    assert done == sorted(done)
    assert done[0] < 0.1
    assert done[len(done) // 2] == pytest.approx(0.5, abs=0.05)
    assert done[-1] == 1.0


def test_a_file_is_never_held_whole(tmp_path: Path) -> None:
    path = written(tmp_path, "text\n" + ("x" * 500 + "\n") * 10_000)
    tracemalloc.start()
    for _ in read_mentions(path, source="file", mapping={"text": "text"}, now=NOW):
        pass
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < path.stat().st_size / 4


# --- the mapping


def test_a_mapping_names_a_column_for_each_field() -> None:
    assert parse_mapping("text=Comment, id = No") == {"text": "Comment", "id": "No"}
    assert parse_mapping('"text=Comment, full",id=a=b') == {"text": "Comment, full", "id": "a=b"}


@pytest.mark.parametrize(
    ("mapping", "sentence"),
    [
        ("", "No column is given for the text"),
        ("id=id", "No column is given for the text"),
        ("text", "“text” is not FIELD=COLUMN"),
        ("text=", "“text=” is not FIELD=COLUMN"),
        ("text=a,,id=b", "“” is not FIELD=COLUMN"),
        ("text=a,autor=b", "“autor” is not a field of a mention (did you mean “author”?)"),
        ("text=a,AUTHOR=b", "“AUTHOR” is not a field of a mention (did you mean “author”?)"),
        ("text=a,zzz=b", "“zzz” is not a field of a mention. The fields are: text, id"),
        ("text=a,text=b", "The field “text” stands twice"),
    ],
)
def test_a_mapping_that_cannot_be_used_says_why(mapping: str, sentence: str) -> None:
    with pytest.raises(BadInput) as refused:
        parse_mapping(mapping)
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("name", "text"),
    [("a.csv", "TEXT,Author\nhello,ann\n"), ("a.jsonl", '{"TEXT": "hello"}\n{"Author": "ann"}\n')],
)
def test_a_column_that_the_file_lacks_is_named_with_those_it_has(tmp_path: Path, name: str, text: str) -> None:
    with pytest.raises(BadInput) as refused:
        read(written(tmp_path, text, name))
    assert str(refused.value) == (
        "The file has no column “text” (did you mean “TEXT”?). Its columns are: TEXT, Author."
    )


# --- the rows


@pytest.mark.parametrize(
    ("cells", "sentence"),
    [
        ({"text": " "}, "text is blank"),
        ({}, "text is missing"),
        ({"text": "x" * (TEXT_LIMIT + 1)}, "text has 20,001 characters"),
        ({"text": "a", "posted_at": "23.02.2026"}, "posted_at is “23.02.2026”; write it in ISO 8601"),
        ({"text": "a", "posted_at": "2026-03-05"}, "in the future"),
        ({"text": "a", "reach": "-3"}, "reach is “-3”"),
        ({"text": "a", "reach": "1.2k"}, "reach is “1.2k”"),
        ({"text": "a", "url": "www.example.com"}, "url is “www.example.com”"),
        ({"text": "a", "id": 1.2345678901234568e17}, "id is .* last digits are lost"),
    ],
)
def test_a_row_that_is_no_mention_says_why(cells: dict[str, object], sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        row_to_mention("file", ALL, cells, NOW)


def test_a_refused_row_does_not_stop_the_others(tmp_path: Path) -> None:
    rows = read(written(tmp_path, "text,reach\na,1\nb,1.2k\nc,3\n"), "text=text,reach=reach")
    assert [m.text for m in mentions(rows)] == ["a", "c"]
    assert [line for line, _ in reasons(rows)] == [3]


def test_without_an_id_the_row_is_its_own_identity() -> None:
    mapping = {"text": "text", "reach": "reach"}
    first = row_to_mention("file", mapping, {"text": "a", "reach": "1", "note": "x"}, NOW)
    again = row_to_mention("file", mapping, {"text": "a", "reach": 1, "note": "y"}, NOW.replace(hour=10))
    other = row_to_mention("file", mapping, {"text": "a", "reach": "2"}, NOW)
    assert first.external_id == again.external_id != other.external_id
    assert first.posted_at == NOW
