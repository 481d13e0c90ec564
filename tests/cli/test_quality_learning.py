"""`quality intent`, `routing` and `safety` on files of a few lines."""

import csv
from argparse import Namespace
from pathlib import Path

import pytest

from bot.cli.quality import intent, routing, safety
from bot.domain.errors import BadInput

BAG = "my bag is lost"
LATE = "the flight is late"


def written(path: Path, *rows: tuple[str, str], label: str = "category") -> Path:
    with path.open("w", encoding="utf-8", newline="") as lines:
        csv.writer(lines).writerows([("text", label), *rows])
    return path


def test_intent_is_measured_beside_simpler_ways_and_abstains_out_of_scope(tmp_path: Path) -> None:
    lessons = [(f"{text} {more}", text[-4:]) for text in (BAG, LATE) for more in "abcdefghijkl"]
    train = written(tmp_path / "train.csv", *lessons)
    test = written(tmp_path / "test.csv", (BAG, "lost"), (LATE, "late"), ("zzz qqq", "oos"))
    (table,) = intent.measure(Namespace(train=train, test=test))
    by_method = {row["method"]: row for row in table.rows}
    assert by_method["Muster"]["accuracy"] == by_method["naive Bayes"]["accuracy"] == 1.0
    assert by_method["most frequent"]["accuracy"] == 0.5
    assert by_method["… where it is sure"]["oos caught"] == 1.0


def test_macro_f1_counts_a_rare_category_as_much_as_a_frequent_one() -> None:
    assert intent.macro_f1(["a", "a", "a", "b"], ["a", "a", "a", "a"]) == pytest.approx((6 / 7) / 2)


def test_routing_without_corrections_is_what_the_rules_do(tmp_path: Path) -> None:
    posts = [(f"{text} {number}", route) for text, route in ((BAG, "bag"), (LATE, "time")) for number in range(60)]
    (table,) = routing.measure(Namespace(file=written(tmp_path / "posts.csv", *posts, label="reason")))
    assert table.rows[0]["rules + model"] == table.rows[0]["rules alone"]
    assert all(row["worst gain"] >= 0 for row in table.rows)


def test_safety_is_measured_on_our_own_list_and_on_ordinary_mentions(tmp_path: Path) -> None:
    given = written(tmp_path / "ordinary.csv", ("Nice shop", ""), ("The charger caught fire", ""))
    tables = safety.measure(Namespace(data=given))
    [file] = [row for table in tables for row in table.rows if row.get("mentions") == 2]
    assert (file["safety"], file["legal"]) == (0.5, 0.0)


def test_a_file_that_cannot_be_measured_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"none\.csv"):
        routing.measure(Namespace(file=tmp_path / "none.csv"))
    with pytest.raises(BadInput, match="text and reason"):
        routing.measure(Namespace(file=written(tmp_path / "odd.csv", ("a", "b"), label="odd")))
    with pytest.raises(BadInput, match="two categories"):
        intent.measure(Namespace(train=(one := written(tmp_path / "one.csv", ("a", "b"))), test=one))
