"""A customer's words go outside without the customer."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.domain.errors import BadInput
from bot.domain.mention import BY_HAND, Author, Mention
from bot.domain.redaction import redact, redacted, revealing
from bot.domain.sharing import end_of_access
from tests.world import NOON

DANA = Author(source="web", handle="dana_k", name="Dana Kowalski")


def said(text: str, author: Author | None = DANA, url: str | None = "https://x.example/dana/1") -> Mention:
    return Mention(source="web", external_id="1", text=text, author=author, posted_at=NOON, url=url)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("I am Dana Kowalski.", "I am [name removed]."),
        ("DANA  KOWALSKI, or dana-kowalski", "[name removed], or [name removed]"),
        ("Da\u200bna Kow\u00adalski here", "[name removed] here"),
        ("Dana’s phone swells. Yours, Kowalski", "[name removed]’s phone swells. Yours, [name removed]"),
        ("I post as Dana_K", "I post as [name removed]"),
        ("@dana_k and @anyone and u/other", "[name removed] and [name removed] and [name removed]"),
        ("See HTTPS://x.example/dana/1?utm=2.", "See [link removed]."),
        ("See (www.shop.example/a), x.example/dana/1", "See ([link removed]), [link removed]"),
        ("Write to dana@mail.example", "Write to [e-mail address removed]"),
        ("Call +49 151 2345 6789 now", "Call [phone number removed] now"),
        ("IBAN DE89 3704 0044 0532 0130 00.", "IBAN [account number removed]."),
        ("Card 4111 1111 1111 1111", "Card [card number removed]"),
        ("a@b.example-c@d.example", "[e-mail address removed][e-mail address removed]"),
        ("[name removed] said so", "[name removed] said so"),
    ],
)
def test_what_shows_who_somebody_is_goes(text: str, left: str) -> None:
    assert redact(said(text)) == left
    assert redact(said(left)) == left


@pytest.mark.parametrize(
    "text",
    [
        "The battery swells after 3 weeks.\n\nOrder 20261118-7, 49,90 € paid on 18.11.2026.",
        "Danaher is another company; kowalskis are many.",
        "It swells\u200b – really \u202etwice.  Two  spaces.",
    ],
)
def test_everything_else_stays_to_the_letter(text: str) -> None:
    assert redact(said(text)) == text
    assert revealing(text, said(text)) == ()


def test_names_beside_the_authors_go_as_a_whole_and_in_any_case() -> None:
    text = "priya from your shop and Li told me. Lithium, Priyanka: fine."
    left = redact(said(text), {"Priya", "Li"})
    assert left == "[name removed] from your shop and [name removed] told me. Lithium, Priyanka: fine."


def test_a_name_that_is_also_a_word_goes_where_it_is_written_as_a_name() -> None:
    will = replace(DANA, handle="wp", name="Will Power")
    assert redact(said("Will it last? I will see. – Will", will)) == (
        "[name removed] it last? I will see. – [name removed]"
    )


def test_a_name_in_a_script_without_capitals_goes_from_the_midst_of_a_line() -> None:
    assert redact(said("我是李明华，电池鼓包。", replace(DANA, name="李明华"))) == "我是[name removed]，电池鼓包。"


def test_who_was_brought_in_by_hand_is_known_by_what_the_colleague_wrote() -> None:
    heard = said("Dana here, from the forum.", Author(source=BY_HAND, handle="Dana K on Bluesky"))
    assert redact(heard) == "[name removed] here, from the forum."


def test_a_mention_of_nobody_known_loses_what_is_personal_all_the_same() -> None:
    assert redact(said("Call +49 151 2345 6789", None, None)) == "Call [phone number removed]"


def test_an_edited_text_is_looked_through_again() -> None:
    edited = "D\u200bana says: see @dana_k, @dana_k"
    assert revealing(edited, said("x")) == ("D\u200bana", "@dana_k")
    assert revealing(redacted(edited, said("x")), said("x")) == ()


BERLIN = ZoneInfo("Europe/Berlin")


def test_access_ends_with_the_day_where_the_case_lives() -> None:
    assert end_of_access(None, NOON, BERLIN) is None
    until = end_of_access(date(2026, 11, 18), NOON, BERLIN)
    assert until == datetime(2026, 11, 18, 22, 59, 59, tzinfo=UTC)
    assert end_of_access(date(2027, 11, 18), NOON, BERLIN)


@pytest.mark.parametrize("day", [date(2026, 11, 17), date(2027, 11, 25), date(9999, 1, 1)])
def test_access_ends_on_a_day_to_come_within_a_year(day: date) -> None:
    with pytest.raises(BadInput) as refused:
        end_of_access(day, NOON + timedelta(hours=10), BERLIN)
    assert refused.value.field == "until"
