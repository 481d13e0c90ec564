"""Charts are PNGs of one width, alike for alike values, and no text in them is anything but text."""

import struct
import warnings
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO

import pytest
from matplotlib.image import imread

from reports.charts import MOST_BARS, bars, lines

HOSTILE = (
    "$x$",
    r"$\frac{1}{$ \$5 and $",
    "<b>&amp;</b>",
    "_hidden",
    "a\x00b\x1b[31m\ud800\n\r\tc",
    "\u202eabc שלום مرحبا 日本語 👩‍🚒",
    "W" * 5_000,
    "",
)


@pytest.fixture(autouse=True)
def _nothing_is_warned_of() -> Iterator[None]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def size(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_a_chart_is_as_wide_as_a_phone_reads_and_grows_with_its_bars() -> None:
    few, many = bars("Cases", ["a"], [1], "cases"), bars("Cases", ["a"] * MOST_BARS, [1] * MOST_BARS, "cases")

    assert size(few)[0] == size(many)[0] == size(lines("Cases", ["W1"], {"Closed": [1]}))[0] == 800
    assert size(few)[1] < size(many)[1]


def test_bars_take_what_room_short_labels_leave() -> None:
    blue = {label: reach_of_blue(bars("Cases", [label], [1], "")) for label in ("W1", "W" * 50)}
    assert blue["W1"] > 1.5 * blue["W" * 50] > 200


def reach_of_blue(png: bytes) -> int:
    """The pixels of the longest bar, from its left to its right."""
    pixels = imread(BytesIO(png))
    return int(((pixels[:, :, 2] - pixels[:, :, 0]) > 0.5).sum(axis=1).max())


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_drawn_as_they_are(text: str) -> None:
    size(bars(text, [text, text], [3, 0.5], text))
    size(lines(text, [text] * 9, {text: [1, None, 3, -4, 5, 6, 7, 8, 9]}, text))


def test_no_text_is_read_as_a_formula() -> None:
    """Read as one, `$x$` would be an italic x, like `$x $`; as text they differ by where the dollar stands."""
    assert bars("$x$", [], [], "") != bars("$x $", [], [], "")


def test_what_is_not_seen_changes_nothing() -> None:
    assert bars("a\u202e\x00 \n b", [], [], "") == bars("a b", [], [], "")


def test_long_titles_are_cut_and_short_ones_are_not() -> None:
    cut = bars("W" * 400, [], [], "")

    assert cut == bars("W" * 500, [], [], "")
    assert cut != bars("W" * 10, [], [], "")


def test_the_same_values_give_the_same_bytes_in_several_threads_too() -> None:
    with ThreadPoolExecutor(4) as threads:
        drawn = set(threads.map(lambda _: lines("Cases", ["W1", "W2"], {"Closed": [1, 2]}, "cases"), range(8)))

    assert len(drawn) == 1
    assert b"tEXt" not in drawn.pop()


def test_values_are_seen() -> None:
    assert lines("Cases", ["W1", "W2"], {"Closed": [1, 2]}) != lines("Cases", ["W1", "W2"], {"Closed": [1, 3]})
    assert bars("Cases", ["a", "b"], [1, 2], "") != bars("Cases", ["a", "b"], [1, 3], "")


def test_without_values_the_chart_says_so() -> None:
    nothing = bars("Cases", [], [], "cases")

    assert nothing == lines("Cases", ["W1"], {"Closed": [None]}) == lines("Cases", [], {})


def test_values_that_do_not_fit_their_labels_are_refused() -> None:
    with pytest.raises(ValueError, match="1 labels and 2 values"):
        bars("Cases", ["a"], [1, 2], "")
    with pytest.raises(ValueError, match="for each of the labels"):
        lines("Cases", ["W1"], {"Closed": [1, 2]})
    with pytest.raises(ValueError, match="negative or no number"):
        bars("Cases", ["a"], [float("nan")], "")
    with pytest.raises(ValueError, match="no number"):
        lines("Cases", ["W1"], {"Closed": [float("inf")]})
