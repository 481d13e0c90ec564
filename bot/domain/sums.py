"""Sums of money in a text, as people of many countries write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from bot.domain.wording import read

_SIGN = "[$€£¥₹₩₺₽]"
_CODES = "EUR|USD|GBP|CHF|JPY|CNY|INR|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|RON|BRL|MXN|ZAR|SGD|HKD|KRW|ILS|AED"
_NAMES = "eur|euros?|dollars?|pounds?|francs?|franken|yen|rupees?|kron[eo]r|zloty"

_NUMBER = re.compile(
    r"(?<![\d#])(?<!\d[.,'’])"
    r"(?:(?P<grouped>[1-9]\d{0,2}(?P<gap>[.,'’ ])\d{3}(?:(?P=gap)\d{3})*)(?P<cents>[.,]\d{1,2})?"
    r"|(?P<plain>\d+(?:[.,]\d+)?))"
    r"(?![.,'’]?\d)(?:\s?(?P<factor>k|thousand|million)\b)?",
    re.IGNORECASE,
)
_CURRENCY_BEFORE = re.compile(rf"(?:{_SIGN}|(?<![^\W\d_])(?:{_CODES}))\s{{0,2}}(?:\d[\d.,'’ ]*\s?[-–]\s?)?\Z")
_CURRENCY_AFTER = re.compile(
    rf"(?:[.,][-–])?\s{{0,2}}(?:{_SIGN}|(?:{_CODES}|(?i:{_NAMES}))(?![^\W\d_]))(?P<more>\s?\d)?"
)
_YEAR = re.compile(r"(?:19|20)\d\d\Z")

_FACTORS = {"k": 1_000, "thousand": 1_000, "million": 1_000_000}
_NEAR = 40
"""Characters around a number in which its currency stands."""


def largest_sum(text: str) -> Decimal | None:
    """The largest sum of money that a text names, whatever its currency; None where it names none.

    A number counts where a currency stands beside it. Three digits after a separator are thousands: 1.200 is 1200.
    """
    return max(_sums(read(text).plain), default=None)


def _sums(plain: str) -> Iterator[Decimal]:
    for match in _NUMBER.finditer(plain):
        if _has_currency(plain, match):
            yield _value(match)


def _has_currency(plain: str, match: re.Match[str]) -> bool:
    before, after = plain[max(0, match.start() - _NEAR) : match.start()], plain[match.end() : match.end() + _NEAR]
    if _CURRENCY_BEFORE.search(before):
        return True
    following = _CURRENCY_AFTER.match(after)
    if following is None or before[-1:].isalpha():
        return False
    return not (following["more"] and _YEAR.match(match[0]))


def _value(match: re.Match[str]) -> Decimal:
    if match["grouped"]:
        written = match["grouped"].replace(match["gap"], "") + (match["cents"] or "").replace(",", ".")
    else:
        written = match["plain"].replace(",", ".")
    return Decimal(written) * _FACTORS.get((match["factor"] or "").lower(), 1)
