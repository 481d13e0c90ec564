from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.cli.quality.figures import agreement, gathered, pairs_of
from bot.cli.quality.rehearsal import confusers, storm


def test_figures_are_those_of_a_pencil() -> None:
    """Found {1,2,3 | 4,5,6}, true {1,2 | 3,4,5,6}: pairs found 6, true 7, in both 1 + 3 = 4."""
    found, true = "aaabbb", "xxyyyy"
    figures = agreement(found, true)
    assert figures.pair_precision == pytest.approx(4 / 6)
    assert figures.pair_recall == pytest.approx(4 / 7)
    assert figures.bcubed_precision == pytest.approx((2 * 2 / 3 + 1 / 3 + 3) / 6)
    assert figures.bcubed_recall == pytest.approx((2 + 1 / 4 + 3 * 3 / 4) / 6)
    assert figures.purity == pytest.approx(5 / 6)
    assert figures.largest == pytest.approx(1 / 2)
    assert figures.groups == 2
    found_entropy = math.log(2)
    true_entropy = math.log(3) / 3 + 2 / 3 * math.log(3 / 2)
    shared = 1 / 3 * math.log(2) + 1 / 6 * math.log(1 / 2) + 1 / 2 * math.log(3 / 2)
    assert figures.nmi == pytest.approx(shared / ((found_entropy + true_entropy) / 2))
    assert figures.nmi_geometric == pytest.approx(shared / math.sqrt(found_entropy * true_entropy))


@pytest.mark.parametrize(
    ("found", "true", "nmi", "f1"),
    [("ab", "xy", 1, 1), ("aa", "xx", 1, 1), ("aa", "xy", 0, 2 / 3), ("ab", "xx", 0, 2 / 3)],
)
def test_figures_at_the_ends(found: str, true: str, nmi: float, f1: float) -> None:
    assert agreement(found, true).nmi == pytest.approx(nmi)
    assert agreement(found, true).bcubed_f1 == pytest.approx(f1)


def test_a_storm_is_followed_to_its_largest_case() -> None:
    found, true = "aaabbc", "ssossr"
    followed = gathered(found, true, "s")
    assert (followed.share, followed.purity, followed.groups) == (pytest.approx(2 / 4), pytest.approx(2 / 3), 2)
    assert pairs_of(found, true, "s") == (pytest.approx(2 / 4), pytest.approx(2 / 6))


def test_the_rehearsal_is_varied_and_repeats_itself() -> None:
    posts = storm(2_000)
    assert [post.text for post in posts] == [post.text for post in storm(2_000)]
    assert len({post.text for post in posts}) > 1_980
    assert len({post.matter for post in confusers(100)}) == 10
    assert not any("{" in post.text for post in [*posts, *confusers(500)])


def _written(folder: Path, *lines: str) -> str:
    path = folder / "stream.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def test_grouping_prints_ours_beside_the_simpler_ways(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        json.dumps({"id": at, "matter": post.matter, "text": post.text})
        for at, post in enumerate([*confusers(200), *storm(20)])
    ]
    file = _written(tmp_path, *rows)
    assert main(["quality", "grouping", file, "--json"]) == 0
    printed = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(printed) == 4
    assert all(
        {"method", "NMI", "B³ F1", "pair P", "pair R", "purity", "largest", "texts/s"} <= row.keys()
        for row in printed
    )
    assert main(["quality", "grouping", file]) == 0
    assert "exact hash" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "Line 2 of {} is not JSON"),
        ("[1]", "Line 2 of {} is not an object"),
        ('{"id": 2, "text": "a"}', "Line 2 of {} has no matter"),
        ('{"id": 2, "matter": " ", "text": "a"}', "Line 2 of {} has no matter"),
        ('{"id": 2, "matter": 1, "text": null}', "Line 2 of {} has no text"),
        ('{"id": 1, "matter": 1, "text": "a"}', "Line 2 of {} has the id of line 1"),
        ("[" * 50_000, "Line 2 of {} is not JSON"),
    ],
)
def test_a_bad_line_is_named(line: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = _written(tmp_path, '{"id": 1, "matter": 1, "text": "a"}', line)
    assert main(["quality", "grouping", file]) == 2
    assert said.format(file) in capsys.readouterr().err


def test_a_file_that_is_not_there_or_empty_or_no_text_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bytes.jsonl").write_bytes(b"\xff\xfe\x00")
    for file, said in (
        ("none.jsonl", "cannot be read"),
        ("bytes.jsonl", "is not UTF-8"),
        ("stream.jsonl", "no lines"),
    ):
        _written(tmp_path, "")
        assert main(["quality", "grouping", str(tmp_path / file)]) == 2
        assert said in capsys.readouterr().err
    assert main(["quality", "all", str(tmp_path / "none")]) == 2
    assert "is no folder" in capsys.readouterr().err
