"""Each property fails on a copy of the rules in which the rule that it guards is broken."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.properties.ledger_mutants import LEDGER_MUTANTS
from tests.properties.refuting import Change, copied_rules
from tests.properties.standing_mutants import STANDING_MUTANTS

MUTANTS = LEDGER_MUTANTS | STANDING_MUTANTS


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@pytest.mark.parametrize(("refuted", "file", "snippet", "replacement"), MUTANTS.values(), ids=MUTANTS)
def test_a_broken_rule_is_noticed(refuted: Any, file: str, snippet: str, replacement: str, tmp_path: Path) -> None:
    with (
        copied_rules(tmp_path, Change(file=file, snippet=snippet, replacement=replacement)) as rules,
        pytest.raises(AssertionError),
    ):
        refuted.search(rules=rules)


def test_an_unchanged_copy_fails_nothing(tmp_path: Path) -> None:
    with copied_rules(tmp_path) as rules:
        for one in {refuted for refuted, *_ in MUTANTS.values()}:
            one.glance(rules=rules)


def test_each_of_the_twenty_properties_has_noticed_something() -> None:
    noticed = {refuted.__name__.split("_")[1] for refuted, *_ in MUTANTS.values()}
    assert {str(number) for number in range(1, 21)} <= noticed
