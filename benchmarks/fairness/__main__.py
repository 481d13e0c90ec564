"""Does gaming pay? `python -m benchmarks.fairness` prints the tables of docs/fairness.md and draws its picture."""

from __future__ import annotations

import argparse
import gc
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from benchmarks.fairness.people import GAMERS_PER_CENT, Kind
from benchmarks.fairness.scoring import Outcome, Rule, simulate
from benchmarks.fairness.world import AT_WORK, CASES_A_PERSON
from benchmarks.measure import Spread
from bot.domain.credit import ConfirmerKind
from reports.charts import lines

SEEDS = (1, 2, 3, 4, 5)
EFFORTS = (0.25, 0.5, 1, 2)
FEW_SEEDS, FEW_MONTHS = (1, 2, 3), 2
"""What is enough to see how the shares change with the effort, and in another company."""

QUIET = CASES_A_PERSON / 4
HALF_AN_HOUR = 0.5
"""What help in a case is taken to cost, so that efforts can be told in hours."""

PICTURE = Path("docs/pictures/fairness.png")

RULES: dict[str, Callable[[Outcome], Rule]] = {
    "a point a message": lambda outcome: outcome.naive,
    "all credit before caps": lambda outcome: outcome.uncapped,
    "volunteered, before caps": lambda outcome: outcome.volunteered,
    "public credit": lambda outcome: outcome.public,
}


def main() -> None:
    """Simulate, print, draw."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fairness", description=__doc__)
    parser.add_argument("--picture", type=Path, default=PICTURE, help=f"where to draw ({PICTURE})")
    options = parser.parse_args()
    few = partial(simulate, months=FEW_MONTHS)
    with ProcessPoolExecutor(initializer=gc.disable) as processes:
        # The longest first, so that no core waits at the end.
        played = [processes.submit(simulate, seed) for seed in SEEDS]
        efforts = {effort: [processes.submit(few, seed, effort=effort) for seed in FEW_SEEDS] for effort in EFFORTS}
        quiet = [processes.submit(few, seed, cases=QUIET) for seed in FEW_SEEDS]
        unwatched = [processes.submit(few, seed, watched=0) for seed in FEW_SEEDS]
        honest = [processes.submit(simulate, seed, effort=0) for seed in SEEDS]
        year = [one.result() for one in played]
        print(_main_table(year, [one.result() for one in honest]), _vouched_table(year), sep="\n\n", end="\n\n")
        print(_usual_sentence(year), end="\n\n")
        rows = {_hours(effort): [one.result() for one in found] for effort, found in efforts.items()}
        print(_side_table({**rows, "3, a quarter of the cases": [one.result() for one in quiet]}), end="\n\n")
        print(_kinds_table([one.result() for one in efforts[1]], [one.result() for one in unwatched]))
    options.picture.write_bytes(_picture(rows))


def _main_table(played: Sequence[Outcome], honest: Sequence[Outcome]) -> str:
    """Median, smallest and largest of all seeds, in per cent."""
    rows = [["", "nobody plays: public credit", *RULES]]
    shares: list[tuple[str, Callable[[Rule], float]]] = [("all who play", lambda rule: rule.taken)]
    shares += [(f"… {kind}", partial(_of_kind, kind)) for kind in Kind]
    shares += [("stands on no work", lambda rule: rule.unearned), ("top places", lambda rule: rule.places)]
    for name, read in shares:
        fair = _spread([read(one.public) for one in honest])
        rows.append([name, fair, *(_spread([read(rule(one)) for one in played]) for rule in RULES.values())])
    return _markdown(rows)


def _usual_sentence(played: Sequence[Outcome]) -> str:
    usual = _spread([one.usual for one in played])
    touched = _spread([one.honest_pairs_capped for one in played])
    return f"An honest member volunteers for {usual} points a month; a cap touched {touched} pairs of honest people."


def _vouched_table(played: Sequence[Outcome]) -> str:
    rows = [["public credit for no work was confirmed by", "% of it"]]
    rows += [[f"{kind}s", _spread([one.vouched[kind] for one in played])] for kind in ConfirmerKind]
    return _markdown(rows)


def _kinds_table(watched: Sequence[Outcome], unwatched: Sequence[Outcome]) -> str:
    rows = [["public credit", "approvers look", "approvers sign everything"]]
    for kind in (Kind.SOCKPUPPET, Kind.SPLITTER):
        shares = [_spread([one.public.by_kind[kind] for one in found]) for found in (watched, unwatched)]
        rows.append([kind, *shares])
    return _markdown(rows)


def _side_table(by_effort: dict[str, list[Outcome]]) -> str:
    rows = [["hours a month", *RULES, "top places, a point a message", "top places, public credit"]]
    for hours, outcomes in by_effort.items():
        taken = [_spread([rule(one).taken for one in outcomes]) for rule in RULES.values()]
        places = [_spread([rule(one).places for one in outcomes]) for rule in (RULES["a point a message"], _public)]
        rows.append([hours, *taken, *places])
    return _markdown(rows)


def _picture(by_effort: dict[str, list[Outcome]]) -> bytes:
    def median(rule: Callable[[Outcome], Rule], read: Callable[[Rule], float]) -> list[float]:
        return [Spread.of([read(rule(one)) for one in found]).median for found in by_effort.values()]

    naive = RULES["a point a message"]
    return lines(
        f"What {GAMERS_PER_CENT}% take by playing",
        [f"{hours} h" for hours in by_effort],
        {
            "Top places, a point a message": median(naive, lambda rule: rule.places),
            "Top places, Muster": median(_public, lambda rule: rule.places),
            "Points, a point a message": median(naive, lambda rule: rule.taken),
            "Public credit, Muster": median(_public, lambda rule: rule.taken),
            "Their part of the people": [GAMERS_PER_CENT for _ in by_effort],
        },
        "% of all, by hours of play a month",
    )


def _public(outcome: Outcome) -> Rule:
    return outcome.public


def _of_kind(kind: Kind, rule: Rule) -> float:
    return rule.by_kind[kind]


def _hours(effort: float) -> str:
    return f"{CASES_A_PERSON * (1 - AT_WORK) * HALF_AN_HOUR * effort:g}"


def _spread(values: Sequence[float]) -> str:
    spread = Spread.of(values)
    return f"{spread.median:.1f} [{spread.min:.1f}–{spread.max:.1f}]"


def _markdown(rows: Sequence[Sequence[str]]) -> str:
    head, *body = ("| " + " | ".join(row) + " |" for row in rows)
    return "\n".join([head, "|" + " --- |" * len(rows[0]), *body])


if __name__ == "__main__":
    main()
