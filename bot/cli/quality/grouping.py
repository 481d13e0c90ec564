"""`quality grouping`: a labelled stream of texts through our grouping and through simpler ones."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from bot.cli.quality.figures import agreement
from bot.cli.quality.methods import METHODS, SPEED, Method
from bot.cli.quality.stream import Told, read_stream
from bot.cli.quality.tables import Table, Value
from bot.domain.grouping import Fit, Glossary

HISTORY = 0.1
"""The part of the stream, its beginning, whose words give the weights: they stay as they are."""


def measure(options: argparse.Namespace) -> Sequence[Table]:
    """Every method on the same file, in one run. Raises BadInput."""
    told = read_stream(options.file)
    return [compared(told, options.file.name)]


def compared(told: Sequence[Told], name: str) -> Table:
    """The figures of each method on one stream."""
    texts, true = [one.text for one in told], [one.matter for one in told]
    fit = Fit.from_texts(1, texts[: max(1, int(len(texts) * HISTORY))])
    return Table(
        title=f"Grouping: {name}, {len(texts):,} texts about {len(set(true)):,} matters",
        rows=[_row(method, METHODS[method], texts, true, fit) for method in METHODS],
        notes=(
            f"Weights of words from the first {HISTORY:.0%} of the texts, the same for every method; no glossary.",
            "NMI divides by the arithmetic mean of the entropies, NMI √ by the geometric one.",
            "One pass; what is perhaps one stays apart. Largest is the share of the largest group.",
            SPEED,
        ),
    )


def _row(name: str, method: Method, texts: Sequence[str], true: Sequence[str], fit: Fit) -> dict[str, Value]:
    grouped = method(texts, fit, Glossary())
    found = agreement(grouped.groups, true)
    return {
        "method": name,
        "NMI": found.nmi,
        "NMI √": found.nmi_geometric,
        "B³ F1": found.bcubed_f1,
        "B³ P": found.bcubed_precision,
        "B³ R": found.bcubed_recall,
        "pair P": found.pair_precision,
        "pair R": found.pair_recall,
        "purity": found.purity,
        "largest": found.largest,
        "groups": found.groups,
        "texts/s": float(round(grouped.rate)),
    }
