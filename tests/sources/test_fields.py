"""The rules for each field, as every source applies them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from bot.domain.errors import BadInput
from bot.domain.mention import TEXT_LIMIT, Author
from sources.fields import (
    LABEL_LIMIT,
    REACH_LIMIT,
    URL_LIMIT,
    mention_from,
    read_author,
    read_label,
    read_posted_at,
    read_reach,
    read_text,
    read_url,
)

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("  The kettle leaks.\n", "The kettle leaks."),
        ("one\r\ntwo\rthree\tfour", "one\ntwo\nthree\tfour"),
        ("a\x00b\x07c\x1bd\x7fe\x85f", "abcdef"),
        ("naïve 漢字 👩\u200d🚒", "naïve 漢字 👩\u200d🚒"),
        ("=HYPERLINK(A1)", "=HYPERLINK(A1)"),
        ("x" * TEXT_LIMIT, "x" * TEXT_LIMIT),
        (12, "12"),
    ],
)
def test_text_is_kept_without_what_cannot_be_stored(given: object, kept: str) -> None:
    assert read_text(given) == kept


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (None, "text is missing"),
        (" \n\t\x00 ", "text is blank"),
        ("x" * (TEXT_LIMIT + 1), "text has 20,001 characters; 20,000 is the limit"),
        ("cut \ud83d", r"text holds half of a character \(U\+D83D\)"),
        (["a"], "text is a list"),
        ({"a": 1}, "text is an object"),
        (True, "text is “true”|text is true"),
        (date(2026, 1, 2), "text is “2026-01-02”"),
    ],
)
def test_text_is_refused_with_the_reason(given: object, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence) as refused:
        read_text(given)
    assert refused.value.field == "text"


@pytest.mark.parametrize(
    ("given", "label"),
    [
        (None, None),
        ("  ", None),
        (" a \n b ", "a b"),
        (17, "17"),
        (17.0, "17"),
        (1.5, "1.5"),
        ("é" * 500, "é" * 500),
    ],
)
def test_a_label_is_one_line(given: object, label: str | None) -> None:
    assert read_label("id", given) == label


@pytest.mark.parametrize("given", ["x" * (LABEL_LIMIT + 1), 2.0**60, float("nan"), float("inf"), False, []])
def test_a_label_is_refused_where_it_could_not_identify(given: object) -> None:
    with pytest.raises(BadInput, match=r"^id "):
        read_label("id", given)


@pytest.mark.parametrize(
    ("given", "author"),
    [
        (None, None),
        ("", None),
        ("ann", Author(source="shop", handle="ann")),
        ({"handle": "ann", "name": "Ann Lee", "age": 4}, Author(source="shop", handle="ann", name="Ann Lee")),
        ({"handle": 7, "name": ""}, Author(source="shop", handle="7")),
    ],
)
def test_an_author_is_a_handle_or_an_object(given: object, author: Author | None) -> None:
    assert read_author("shop", given) == author


def test_an_author_needs_a_handle() -> None:
    with pytest.raises(BadInput, match=r"^author\.handle is missing") as refused:
        read_author("shop", {"name": "Ann"})
    assert refused.value.field == "author.handle"


@pytest.mark.parametrize("url", ["https://example.com/a?b=c#d", "http://example.com:8080", "HTTPS://EXAMPLE.COM/é"])
def test_an_address_is_kept(url: str) -> None:
    assert read_url(f" {url} ") == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "ftp://example.com",
        "example.com/a",
        "//example.com",
        "https://",
        "https:///path",
        "http://[::1",
        "https://example.com/a b",
        "https://example.com/<b>",
        "https://example.com/" + "x" * URL_LIMIT,
        5,
        {},
    ],
)
def test_an_address_that_cannot_be_followed_is_refused(url: object) -> None:
    with pytest.raises(BadInput, match=r"^url "):
        read_url(url)


@pytest.mark.parametrize(
    ("given", "moment"),
    [
        ("2026-03-01T08:00:00Z", datetime(2026, 3, 1, 8, tzinfo=UTC)),
        ("2026-03-01T08:00:00+02:00", datetime(2026, 3, 1, 6, tzinfo=UTC)),
        ("2026-03-01 08:00", datetime(2026, 3, 1, 8, tzinfo=UTC)),
        ("2026-03-01", datetime(2026, 3, 1, tzinfo=UTC)),
        (datetime(2026, 3, 1, 8), datetime(2026, 3, 1, 8, tzinfo=UTC)),  # noqa: DTZ001 - as a spreadsheet gives it
        (date(2026, 3, 1), datetime(2026, 3, 1, tzinfo=UTC)),
        (NOW + timedelta(days=1), NOW + timedelta(days=1)),
        (None, None),
        (" ", None),
    ],
)
def test_a_moment_is_read_in_utc(given: object, moment: datetime | None) -> None:
    read = read_posted_at(given, now=NOW)
    assert read == moment
    assert read is None or read.tzinfo is UTC


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ("yesterday", "ISO 8601"),
        ("03/01/2026", "ISO 8601"),
        (1614265330, "ISO 8601"),
        ("2026-02-30", "ISO 8601"),
        ("0001-01-01T00:00:00+14:00", "before 1970"),
        ("9999-12-31T23:59:59-14:00", "more than a day in the future"),
        (NOW + timedelta(days=1, seconds=1), "more than a day in the future"),
        (datetime.min.replace(tzinfo=timezone(timedelta(hours=14))), "before 1970"),
        ([], "posted_at is a list"),
    ],
)
def test_a_moment_is_refused_with_the_reason(given: object, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence) as refused:
        read_posted_at(given, now=NOW)
    assert refused.value.field == "posted_at"


def test_a_reason_never_repeats_what_cannot_be_stored() -> None:
    with pytest.raises(BadInput) as refused:
        read_posted_at("1960-01-01\x00", now=NOW)
    assert "\x00" not in str(refused.value)


@pytest.mark.parametrize(
    ("given", "reach"),
    [(0, 0), ("12", 12), (" 7 ", 7), (12.0, 12), (REACH_LIMIT, REACH_LIMIT), ("", None), (None, None)],
)
def test_reach_is_a_whole_number(given: object, reach: int | None) -> None:
    assert read_reach(given) == reach


@pytest.mark.parametrize(
    "given",
    [-1, "-1", "1.2k", "1,200", 1.5, True, REACH_LIMIT + 1, 10**4000, "9" * 5000, float("inf"), [1], "٣"],
)
def test_reach_is_refused_where_it_is_no_count(given: object) -> None:
    with pytest.raises(BadInput, match=r"^reach ") as refused:
        read_reach(given)
    assert len(str(refused.value)) < 200


def test_a_mention_takes_the_fields_it_knows() -> None:
    mention = mention_from(
        "shop",
        {"text": "It leaks.", "id": 5, "author": "ann", "thread": "t1", "mood": "cross"},
        received_at=NOW,
    )
    assert (mention.source, mention.external_id, mention.text) == ("shop", "5", "It leaks.")
    assert mention.author == Author(source="shop", handle="ann")
    assert (mention.posted_at, mention.thread, mention.reach, mention.url) == (NOW, "t1", None, None)


def test_without_an_id_the_same_words_are_the_same_mention() -> None:
    said = {"text": "It leaks.", "author": "ann", "posted_at": "2026-03-01T08:00:00Z"}
    first = mention_from("shop", said, received_at=NOW).external_id
    again = mention_from(
        "shop",
        said | {"posted_at": "2026-03-01T09:00:00+01:00", "reach": 9},
        received_at=NOW + timedelta(hours=1),
    ).external_id
    assert first == again
    for other in ({"text": "It drips."}, {"author": "bob"}, {"posted_at": "2026-03-01T08:00:01Z"}):
        assert mention_from("shop", said | other, received_at=NOW).external_id != first


def test_without_an_id_an_author_or_a_moment_the_whole_is_the_identity() -> None:
    anonymous = {"text": "It leaks.", "url": "https://example.com/1"}
    first = mention_from("shop", anonymous, received_at=NOW).external_id
    assert mention_from("shop", anonymous, received_at=NOW + timedelta(hours=1)).external_id == first
    other = anonymous | {"url": "https://example.com/2"}
    assert mention_from("shop", other, received_at=NOW).external_id != first
