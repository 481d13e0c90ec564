"""Sums of money in a text."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.sums import largest_sum

WRITTEN = {
    "We refund 500 €.": "500",
    "€500 is yours": "500",
    "EUR 1.200,50 go back": "1200.50",
    "1,200.50 dollars": "1200.50",
    "CHF 1'200.- are on their way": "1200",
    "500,- € or 3 vouchers": "500",
    "1 200,50 EUR": "1200.50",
    "1.200 Euro": "1200",
    "0.500 €": "0.5",
    "US$2,000,000": "2000000",
    "€5k": "5000",
    "about 2 thousand pounds": "2000",
    "$1.5 million": "1500000",
    "€400–600": "600",
    "between 400 and 600 euros": "600",
    "10 € now and 700 € later": "700",
    "٥٠٠ €": "500",
    "in 2026 EUR 200": "200",
    "EUR500": "500",
}
NO_MONEY = [
    "",
    "on 18.11.2026 at 10:30",
    "2026-11-18",
    "call +49 30 1234567",
    "030/12 34 56 or (030) 123-456",
    "order 4711000, item #90000",
    "order AB4711 EUR",
    "version 1.200",
    "100 % of 20 people",
    "the EUROPE 2000 fair, 5000 Europeans",
    "no. 12.345.678",
    "try 500 times, all 900 of them",
]


@pytest.mark.parametrize("text", WRITTEN)
def test_a_sum_is_read_as_it_is_meant(text: str) -> None:
    assert largest_sum(text) == Decimal(WRITTEN[text])


@pytest.mark.parametrize("text", NO_MONEY)
def test_dates_numbers_of_orders_and_of_telephones_are_no_money(text: str) -> None:
    assert largest_sum(text) is None


amounts = st.decimals(min_value=Decimal("1000"), max_value=Decimal("99999999"), places=2)
styles = st.sampled_from([(",", "."), (".", ","), (" ", ","), ("'", "."), ("", "."), ("", ",")])
places = st.sampled_from(["{} €", "{}€", "€{}", "EUR {}", "{} EUR", "$ {}", "{} dollars", "CHF {}", "{} Euro"])
around = st.sampled_from(["", "On 18.11.2026, order 4711: ", "Call 030 1234567. ", "Dear Dana,\n"])


@settings(max_examples=60)
@given(amount=amounts, style=styles, place=places, before=around, after=around)
def test_every_way_to_write_a_sum_gives_it_back(
    amount: Decimal, style: tuple[str, str], place: str, before: str, after: str
) -> None:
    written = f"{amount:,.2f}".translate(str.maketrans({",": style[0], ".": style[1]}))
    assert largest_sum(f"{before}{place.format(written)} {after}") == amount


@settings(max_examples=60)
@given(text=st.text(alphabet="0123456789.,'- /:#abkm\n", max_size=60))
def test_nothing_without_a_currency_is_money(text: str) -> None:
    assert largest_sum(text) is None


@settings(max_examples=40)
@given(one=st.integers(1, 10**6), other=st.integers(1, 10**6))
def test_the_largest_counts(one: int, other: int) -> None:
    assert largest_sum(f"{one} € and then ${other}") == max(one, other)
