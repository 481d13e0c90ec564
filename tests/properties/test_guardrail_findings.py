"""What must hold of the findings in any draft."""

from datetime import date, time

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.guardrails import Finding, FindingKind, Guardrails, inspect
from bot.domain.mention import tokens
from bot.domain.names import possible_names
from bot.domain.wording import read, unseen

PLAIN = Guardrails(promises=())
STRICT = Guardrails(forbidden=("blame*", "your fault", "ärger*"))
OTHERS = ("Dana", "Dana Kruger", "@dana_k", "ana")
REMOVED = "[removed]"

few = settings(max_examples=60, deadline=None)
pieces = st.lists(
    st.sampled_from(
        ("Dana", "Kruger’s", "@dana_k", "blamed", "YOUR", "fault", "we guarantee", "Ä", "a@b.example", "@")
    )
    | st.text(alphabet="0123456789 .-+()/:", max_size=16)
    | st.text(max_size=8)
)
soups = pieces.map(" ".join)
apart = pieces.map(" so ".join)
"""Pieces with a word between them: what is glued to a number that goes may look like one when it stands alone."""

hidden = st.sampled_from(("\u200b", "\u200d", "\u2060", "\ufeff", "\u00ad"))


def check_digit(digits: str) -> str:
    """The last digit of a card number, by the words of the standard: double every second one from the right."""
    total = sum(int(d) if at % 2 else sum(map(int, str(2 * int(d)))) for at, d in enumerate(reversed(digits)))
    return str(-total % 10)


def fours(number: str, between: str) -> str:
    return between.join(number[at : at + 4] for at in range(0, len(number), 4))


def german_iban(account: str) -> str:
    return f"DE{98 - int(account + '131400') % 97:02d}{account}"


between = st.sampled_from(("", " ", "-", "\u00a0"))
digits = st.text(alphabet="0123456789", min_size=18, max_size=18)
cards = st.builds(
    lambda head, rest, sep: fours((whole := (head + rest)[:15]) + check_digit(whole), sep),
    st.sampled_from(("4", "51", "55", "2221", "6011", "3528", "62")),
    digits,
    between,
)
ibans = st.builds(lambda account, sep: fours(german_iban(account), sep), digits, between)
emails = st.from_regex(r"[a-z0-9]([a-z0-9._+-]{0,12}[a-z0-9])?@([a-z0-9]{1,8}\.){1,3}[a-z]{2,6}", fullmatch=True)
surroundings = st.text(alphabet="ab Ж,.;:!?()…“”'\n", max_size=20) | soups


def personal(text: str) -> list[str]:
    return [finding.excerpt for finding in inspect(text, PLAIN) if finding.kind is FindingKind.PERSONAL]


@given(soups)
@few
def test_an_excerpt_stands_in_the_text_and_once_a_kind(text: str) -> None:
    found = inspect(text, STRICT, OTHERS)
    assert all(one.excerpt and one.excerpt in text and one.remedy for one in found)
    assert len({(one.kind, one.excerpt) for one in found}) == len(found)


@given(surroundings, surroundings, cards | ibans | emails, hidden, st.integers(0, 40))
@few
def test_personal_data_is_found_wherever_it_stands_and_whatever_hides_in_it(
    before: str, after: str, secret: str, mark: str, at: int
) -> None:
    inside = 1 + at % (len(secret) - 1)
    written = secret[:inside] + mark + secret[inside:]
    assert any(written in excerpt for excerpt in personal(f"{before} {secret} {after}".replace(secret, written)))
    assert any(secret in excerpt for excerpt in personal(f"({secret})"))


@given(apart)
@few
def test_when_all_that_was_found_is_removed_nothing_of_its_kind_is_left(text: str) -> None:
    found = inspect(text, STRICT, OTHERS)
    for kind in FindingKind:
        rest = text
        for excerpt in sorted((one.excerpt for one in found if one.kind is kind), key=len, reverse=True):
            rest = rest.replace(excerpt, REMOVED)
        assert [one for one in inspect(rest, STRICT, OTHERS) if one.kind is kind] == []


prices = st.builds(
    "{}{:,.2f}".format, st.sampled_from(("€", "$", "£ ", "EUR ")), st.floats(0, 10**8, allow_nan=False)
)
dates = st.builds(
    lambda day, form: day.strftime(form),
    st.dates(date(1990, 1, 1), date(2040, 1, 1)),
    st.sampled_from(("%d.%m.%Y", "%Y-%m-%d", "%m/%d/%y", "%d %B %Y", "%Y", "%Y/%m/%d")),
)
times = st.builds(
    lambda at, form: at.strftime(form),
    st.times(time(0), time(23, 59)),
    st.sampled_from(("%H:%M", "%H.%M", "%H:%M:%S")),
)
versions = st.lists(st.integers(0, 30), min_size=2, max_size=4).map(lambda parts: "v" + ".".join(map(str, parts)))
orders = st.builds(
    "{}{}".format,
    st.sampled_from(("order ", "order no. ", "Order number: ", "#", "ORD-", "invoice ", "parcel no ")),
    st.text(alphabet="0123456789", min_size=4, max_size=12),
)


@given(st.lists(prices | dates | times | versions | orders, max_size=6), st.sampled_from((" ", ", ", " and ")))
@settings(max_examples=150, deadline=None)
def test_prices_dates_times_versions_and_orders_are_innocent(said: list[str], joint: str) -> None:
    assert personal(f"It was {joint.join(said)}.") == []


@given(soups, st.sampled_from(("blame", "Blamed", "YOUR FAULT", "Ärgerlich", "ÄRGER")), st.booleans(), soups)
@few
def test_forbidden_words_are_found_in_any_case(before: str, word: str, upper: bool, after: str) -> None:
    written = word.upper() if upper else word.lower()
    assert Finding in {type(one) for one in inspect(f"{before} {written} {after}", STRICT)}
    assert written in {one.excerpt for one in inspect(f"{before}, {written}, {after}", STRICT)}


@given(soups)
@few
def test_who_is_found_was_a_possible_name(text: str) -> None:
    names = possible_names(text)
    assert len(names) <= 200
    others = [one for one in inspect(text, PLAIN, OTHERS) if one.kind is FindingKind.OTHER_CUSTOMER]
    assert bool(others) == bool(names & {"dana", "dana kruger", "@dana_k", "ana"})


@given(st.text(max_size=40))
@few
def test_a_reading_finds_the_words_of_its_text(text: str) -> None:
    reading = read(text)
    assert [word for word, _ in reading.words()] == tokens(reading.plain)
    assert all(reading.excerpt(span) in text for _, span in reading.words())
    assert not any(map(unseen, reading.plain))
