"""Charts as PNG, for a phone: 800 pixels wide, and letters that are still read when it is shown half as wide.

matplotlib takes its time to import: import this module where a chart is drawn, off the event loop, and in no web
process. Nothing here keeps a state, so threads may draw at once.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

from matplotlib import get_data_path
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.text import Text

DPI = 160
WIDTH = 5.0
"""Inches: 800 pixels, in which 12 points are 27 pixels."""

SIZE, TITLE_SIZE = 12, 14
"""Points of all letters, and of the title."""

MOST_BARS, MOST_SERIES, MOST_TICKS = 30, 8, 6

COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000", "#7A7A7A")
"""Okabe and Ito's, which people with any sight of colours tell apart; markers tell the lines apart without colour."""

MARKERS = ("o", "s", "^", "D", "v", "P", "X", "*")
INK, PALE = "#1D1C1D", "#616061"

LEFT, RIGHT = 0.03, 0.97
"""Of the width: where texts begin and end."""

LINE = 0.3
"""Inches of height of a line of text."""

BESIDE = 0.15
"""Inches between a label and its bar."""

EMPTY = "Nothing to show here yet."

_FONTS = Path(get_data_path()) / "fonts" / "ttf"
"""Matplotlib’s own, so that every machine draws alike."""

_PLAIN, _BOLD = _FONTS / "DejaVuSans.ttf", _FONTS / "DejaVuSans-Bold.ttf"
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn")


def bars(title: str, labels: Sequence[str], values: Sequence[float], unit: str) -> bytes:
    """A lying bar for each label, from the top, with its value beside it; values in `unit`, which stands under the
    title.

    All texts are drawn as they are and cut to fit; a character that the font lacks is shown as “�”. Without bars
    the chart says that there is nothing yet. The same arguments give the same bytes. Raises ValueError where labels
    and values differ in number, a value is negative or no number, or there are more than MOST_BARS.
    """
    if len(labels) != len(values) or len(labels) > MOST_BARS:
        raise ValueError(f"{len(labels)} labels and {len(values)} values; as many of each, {MOST_BARS} at most")
    if not all(math.isfinite(value) and value >= 0 for value in values):
        raise ValueError("a bar’s value is negative or no number")
    if not labels:
        return _png(_empty(title))
    figure, top = _figure(title, unit, body=0.42 * len(labels) + 0.15)
    names = [_text(figure, LEFT, 0, label, width=0.37) for label in labels]
    widest = max(name.get_window_extent().width for name in names) / DPI
    axes = _axes(figure, left=LEFT * WIDTH + widest + BESIDE, right=1.05, bottom=0.15, top=top)
    places = range(len(labels))
    axes.barh(places, values, height=0.62, color=COLOURS[0])
    axes.set_ylim(len(labels) - 0.5, -0.5)
    axes.set_xlim(0, max(values) or 1)
    axes.set_xticks([])
    axes.spines["bottom"].set_visible(False)
    axes.set_yticks([])
    for place, name, value in zip(places, names, values, strict=True):
        at = axes.transData.transform((0, place))[1] / DPI / figure.get_figheight()
        name.set_y(at)
        beside = axes.transData.transform((value, place))[0] / DPI / WIDTH
        _text(figure, beside + 0.012, at, _short(value), width=0.2)
    return _png(figure)


def lines(title: str, x_labels: Sequence[str], series: Mapping[str, Sequence[float | None]], unit: str = "") -> bytes:
    """A line for each series over the same labels, in `unit`, from zero or the lowest value below it; None is a gap.

    Texts, emptiness and bytes are as those of `bars`. Raises ValueError where a series has another number of values
    than there are labels, a value is no number, or there are more than MOST_SERIES.
    """
    if len(series) > MOST_SERIES or any(len(values) != len(x_labels) for values in series.values()):
        raise ValueError(f"{MOST_SERIES} series at most, each with a value or None for each of the labels")
    known = [value for values in series.values() for value in values if value is not None]
    if not all(math.isfinite(value) for value in known):
        raise ValueError("a value is no number")
    if not known:
        return _png(_empty(title))
    legend = LINE * len(series)
    figure, top = _figure(title, unit, body=2.6 + legend)
    axes = _axes(figure, left=0.65, right=WIDTH * (1 - RIGHT), bottom=0.45, top=top + legend + 0.15)
    for number, (name, values) in enumerate(series.items()):
        colour, marker = COLOURS[number], MARKERS[number]
        there = [math.nan if value is None else value for value in values]
        axes.plot(range(len(there)), there, color=colour, marker=marker, linewidth=2.2, markersize=6, clip_on=False)
        at = 1 - (top + LINE * (number + 0.5)) / figure.get_figheight()
        key = axes.plot([LEFT + 0.02], [at], color=colour, marker=marker, markersize=8, transform=figure.transFigure)
        key[0].set_clip_on(False)
        _text(figure, LEFT + 0.055, at, name, width=RIGHT - LEFT - 0.055)
    _scale(axes, known)
    _label_ticks(figure, axes, x_labels)
    return _png(figure)


def _scale(axes: Axes, known: Sequence[float]) -> None:
    low, high = min(0.0, *known), max(0.0, *known)
    axes.set_ylim(low, high + (high - low) * 0.04 or 1)
    axes.locator_params(axis="y", nbins=5)
    axes.yaxis.set_major_formatter(lambda value, _: _rounded(value))
    axes.grid(axis="y", color="#DDDDDD", linewidth=0.8)
    axes.spines["bottom"].set_position(("data", 0))


def _label_ticks(figure: Figure, axes: Axes, labels: Sequence[str]) -> None:
    """The first label, and others at even distances, as many as can be read."""
    longest = max(len(_seen(label)) for label in labels)
    most = max(2, min(MOST_TICKS, 40 // max(longest, 1)))
    places = list(range(0, len(labels), math.ceil(len(labels) / most)))
    axes.set_xlim(-0.3, max(len(labels) - 0.7, 0.3))
    axes.set_xticks(places, ["" for _ in places])
    for place in places:
        x, _ = axes.transAxes.inverted().transform(axes.transData.transform((place, 0)))
        box = axes.get_position()
        at = box.x0 + x * box.width
        width = 0.9 * min((RIGHT - LEFT) / len(places), 2 * (1 - at), 2 * at)
        _text(figure, at, 0.22 / figure.get_figheight(), labels[place], width=width, align="center")


def _figure(title: str, unit: str, *, body: float) -> tuple[Figure, float]:
    """An empty sheet with its title; how many inches of its top are taken."""
    top = 0.5 + (LINE if unit else 0)
    figure = Figure(figsize=(WIDTH, top + body), dpi=DPI, facecolor="white")
    FigureCanvasAgg(figure)
    height = figure.get_figheight()
    _text(figure, LEFT, 1 - 0.27 / height, title, width=RIGHT - LEFT, size=TITLE_SIZE, bold=True)
    if unit:
        _text(figure, LEFT, 1 - 0.58 / height, unit, width=RIGHT - LEFT, colour=PALE)
    return figure, top


def _empty(title: str) -> Figure:
    figure, _ = _figure(title, "", body=0.6)
    _text(figure, LEFT, 0.35 / figure.get_figheight(), EMPTY, width=RIGHT - LEFT, colour=PALE)
    return figure


def _axes(figure: Figure, *, left: float, right: float, bottom: float, top: float) -> Axes:
    """Axes with so many inches left free at each side, and no more ink than needed."""
    height = figure.get_figheight()
    place = (left / WIDTH, bottom / height, 1 - (left + right) / WIDTH, 1 - (bottom + top) / height)
    axes = figure.add_axes(place)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(PALE)
    axes.tick_params(length=0, labelsize=SIZE, labelcolor=INK, labelfontfamily="DejaVu Sans")
    return axes


def _text(
    figure: Figure,
    x: float,
    y: float,
    words: str,
    *,
    width: float,
    size: int = SIZE,
    bold: bool = False,
    colour: str = INK,
    align: str = "left",
) -> Text:
    """Words at a place of the sheet, cut to a width; all three are parts of the sheet. Nothing in them is markup."""
    font = FontProperties(fname=_BOLD if bold else _PLAIN, size=size)
    drawn = figure.text(x, y, "", color=colour, ha=align, va="center_baseline", fontproperties=font, parse_math=False)
    _cut(drawn, _seen(words), room=width * WIDTH * DPI)
    return drawn


def _cut(drawn: Text, words: str, *, room: float) -> None:
    """Show as much of the words as there are pixels for."""
    drawn.set_text(words)
    if drawn.get_window_extent().width <= room:
        return
    fits, too_long = 0, len(words)
    while too_long - fits > 1:
        middle = (fits + too_long) // 2
        drawn.set_text(_shortened(words, middle))
        fits, too_long = (middle, too_long) if drawn.get_window_extent().width <= room else (fits, middle)
    drawn.set_text(_shortened(words, fits))


def _shortened(words: str, length: int) -> str:
    return words if length >= len(words) else words[:length].rstrip() + "…"


def _seen(words: str) -> str:
    """Words on one line, without what is not seen or turns its neighbours around; 200 characters at most."""
    one_line = " ".join(words[:2_000].split())
    seen = (one for one in one_line if unicodedata.category(one) not in _UNSEEN)
    glyphs = get_font(_PLAIN).get_charmap()
    return "".join(one if ord(one) in glyphs else "�" for one in seen)[:200]


def _short(value: float) -> str:
    digits = f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.1f}"
    return digits.replace("-", "−")


def _rounded(value: float) -> str:
    """As `_short`, in four characters or so."""
    for size, letter in ((1_000_000, "M"), (10_000, "k")):
        if abs(value) >= size:
            return _short(value / (1_000_000 if letter == "M" else 1_000)) + letter
    return _short(value)


def _png(figure: Figure) -> bytes:
    file = BytesIO()
    figure.savefig(file, format="png", dpi=DPI, metadata={"Software": None})
    return file.getvalue()
