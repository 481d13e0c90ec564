"""Properties that can be held against broken copies of the rules, to see that they would notice."""

from __future__ import annotations

import importlib
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from types import ModuleType
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings

import bot.domain

DOMAIN = Path(bot.domain.__file__ or "").parent
COPIED = ("board.py", "learning.py", *(f"credit/{path.name}" for path in sorted((DOMAIN / "credit").glob("*.py"))))
SHARED = "credit/records.py"
"""What worlds are made of, and no rule: a copy reads the same records as the original."""

_OWN = re.compile(r"\bbot\.domain\.(?=(board|learning|credit)\b)(?!credit\.records\b)")
_numbers = count()

SEARCH = settings(
    max_examples=1_500,
    derandomize=True,
    database=None,
    deadline=None,
    phases=(Phase.generate,),
    report_multiple_bugs=False,
    suppress_health_check=list(HealthCheck),
)
"""The same worlds in each run, and none of the time that it takes to tell people of a failure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A snippet that stands once in a file of the domain, and what is put in its place."""

    file: str
    snippet: str
    replacement: str


Mutant = tuple[Any, str, str, str]
"""A property that must fail, the file, the snippet, and what is put in its place."""


def for_all(examples: int = 50, **drawn: Any) -> Callable[[Callable[..., None]], Any]:
    """`given`, for a property whose first argument are the `rules` that it is about.

    pytest hands it the rules as they are; its `search` looks for a world in which other rules fail it, its `glance`
    in a few worlds only.
    """

    def decorate(check: Callable[..., None]) -> Any:
        test = settings(max_examples=examples, deadline=None)(given(**drawn)(check))
        test.search = SEARCH(given(**drawn)(check))  # type: ignore[attr-defined]
        test.glance = settings(SEARCH, max_examples=5)(given(**drawn)(check))  # type: ignore[attr-defined]
        return test

    return decorate


@contextmanager
def copied_rules(folder: Path, change: Change | None = None) -> Iterator[ModuleType]:
    """A copy of the boards and of credit, with one change if there is one, as a package of its own.

    Raises AssertionError where the snippet does not stand in its file exactly once: a broken copy that is not broken
    must not pass for one.
    """
    name = f"copied_rules_{next(_numbers)}"
    for file in ("__init__.py", *COPIED):
        if file == SHARED:
            continue
        source = (DOMAIN / file).read_text()
        if change and file == change.file:
            assert source.count(change.snippet) == 1, (
                f"{file} holds {change.snippet!r} {source.count(change.snippet)}×"
            )
            source = source.replace(change.snippet, change.replacement)
        target = folder / name / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_OWN.sub(f"{name}.", source))
    assert change is None or (folder / name / change.file).exists(), f"{change.file} is not copied"
    sys.path.insert(0, str(folder))
    try:
        importlib.import_module(f"{name}.board")
        importlib.import_module(f"{name}.credit")
        yield sys.modules[name]
    finally:
        sys.path.remove(str(folder))
        for loaded in [one for one in sys.modules if one.split(".")[0] == name]:
            del sys.modules[loaded]
