"""The interchange that auditors read: a world as text, and its shares."""

import json
import re

import pytest

from bot.domain.credit import ledger
from bot.domain.errors import BadInput
from bot.domain.interchange import parse_world, share_lines, world_text

EXAMPLE = """
{"approvers": ["U1"], "inactive": ["U9"],
 "cases": [{"id": "c1", "external_key": "k1", "external": true, "required": ["legal", "support"],
            "signed_by": "U1", "signed_at": "2026-11-02T10:00:00Z", "voided": false, "reopened": false}],
 "claims": [{"case": "c1", "member": "U2", "slot": "answer:legal", "volunteered": true}],
 "confirmations": [{"case": "c1", "member": "U2", "slot": "answer:legal", "by": "U3",
                    "at": "2026-11-02T12:00:00Z", "kind": "peer"}]}
"""


def test_the_interchange_example_pays_three_points() -> None:
    assert list(share_lines(ledger(parse_world(EXAMPLE)))) == [
        '{"case":"c1","slot":"answer:legal","member":"U2","confirmed_by":"U3","share":3000000,"credit":3000000}'
    ]


def test_a_world_reads_back_as_it_is_written() -> None:
    read = parse_world(EXAMPLE)
    assert parse_world(world_text(read)) == read


def test_a_claim_that_does_not_say_so_is_not_volunteered() -> None:
    document = json.loads(EXAMPLE)
    del document["claims"][0]["volunteered"]
    assert not parse_world(json.dumps(document)).claims[0].volunteered


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("approvers", "U1"),
        ("inactive[0]", 9),
        ("cases", {}),
        ("cases[0]", "c1"),
        ("cases[0].id", 1),
        ("cases[0].id", ""),
        ("cases[0].external", "yes"),
        ("cases[0].required[1]", None),
        ("cases[0].signed_at", None),
        ("cases[0].signed_at", "2026-11-02"),
        ("cases[0].voided", 0),
        ("claims[0].volunteered", None),
        ("claims[0].slot", "answer:"),
        ("confirmations[0].at", "yesterday"),
        ("confirmations[0].at", "0001-01-01T00:00:00+14:00"),
        ("confirmations[0].kind", "friend"),
        ("confirmations[0].slot", "lunch"),
    ],
)
def test_what_is_wrong_in_a_world_is_named_by_its_path(path: str, value: object) -> None:
    document = json.loads(EXAMPLE)
    *way, last = [int(step) if step.isdigit() else step for step in re.findall(r"\w+", path)]
    place = document
    for step in way:
        place = place[step]
    place[last] = value
    with pytest.raises(BadInput) as error:
        parse_world(json.dumps(document))
    assert error.value.field == path
    assert str(error.value).startswith(path)


def test_a_missing_key_is_named_by_its_path() -> None:
    document = json.loads(EXAMPLE)
    del document["confirmations"][0]["by"]
    with pytest.raises(BadInput, match=r"confirmations\[0\]\.by is missing") as error:
        parse_world(json.dumps(document))
    assert error.value.field == "confirmations[0].by"


@pytest.mark.parametrize("text", ["", "{", "[]", "null", "[" * 100_000])
def test_what_is_no_world_at_all_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        parse_world(text)


def test_one_case_given_in_two_versions_is_refused() -> None:
    document = json.loads(EXAMPLE)
    document["cases"].append(document["cases"][0] | {"voided": True})
    with pytest.raises(BadInput) as error:
        parse_world(json.dumps(document))
    assert error.value.field == "cases"
