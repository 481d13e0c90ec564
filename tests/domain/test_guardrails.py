"""What in a draft should change before it is signed: personal data, words, promises and other customers' names."""

import time

import pytest

from bot.domain.guardrails import Finding, FindingKind, Guardrails, inspect
from bot.domain.names import folded_name, possible_names

PLAIN = Guardrails(promises=())


def excerpts(text: str, guardrails: Guardrails = PLAIN, others: tuple[str, ...] = ()) -> list[str]:
    return [finding.excerpt for finding in inspect(text, guardrails, others)]


@pytest.mark.parametrize(
    "personal",
    [
        "dana@example.com",
        "dana.k+shop@mail.example.co.uk",
        "dana@bücher.example",
        "用户@例子.公司",
        "dana＠example.com",
        "da\u200bna@exam\u00adple.com",
        "DE89 3704 0044 0532 0130 00",
        "GB29NWBK60161331926819",
        "gb29 nwbk 6016 1331 9268 19",
        "4111 1111 1111 1111",
        "4111-1111-1111-1111",
        "378282246310005",
        "3782 822463 10005",
        "４１１１１１１１１１１１１１１１",
        "41\u200b11 1111\u00a01111 1111",
        "+49 (0)30 1234567",
        "+1 (555) 010-0123",
        "+442079460958",
        "+٤٩ ٣٠ ١٢٣٤٥٦٧",
        "0049 30 123456",
        "030 12345678",
        "01 23 45 67 89",
        "(02) 1234 5678",
        "03-1234-5678",
        "0171/234 56 78",
        "8 (495) 123-45-67",
        "212-555-0123",
        "(212) 555-0123",
        "1 800 555 0123",
        "212\u2011555\u20110123",
    ],
)
def test_personal_data_is_found_as_it_is_written(personal: str) -> None:
    (finding,) = inspect(f"Please use {personal}, thank you.", PLAIN)
    assert (finding.kind, finding.excerpt) == (FindingKind.PERSONAL, personal)
    assert finding.remedy.startswith("Please ")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Our phone number is 5551234.", "5551234"),
        ("Tel.: 612 345 678", "612 345 678"),
        ("телефон 123 45 67", "123 45 67"),
        ("電話 1234 5678", "1234 5678"),
    ],
)
def test_a_short_number_is_a_phone_number_where_a_word_says_so(text: str, number: str) -> None:
    assert excerpts(text) == [number]


@pytest.mark.parametrize(
    "innocent",
    [
        "It costs €1,299.00, or 1 234 567,00 for all; before 0.99 and $12.50.",
        "From 01.02.2024 10:30 to 03/02/2024, in 2019-2024, on 2024-01-02, 09:00-17:00.",
        "At 00:01 2000-01-01, item 05 2000-01-01, on 2001-02-03 10, at 10:05 01.02.2003 04.",
        "At 08.30 09.30 10.30 and 11.30 every day.",
        "Version 10.15.7 or 2.0.11-rc1 at 192.168.10.100.",
        "Your order 0123456789, order no. 0301 234 567, #0301234567 and invoice 0049301234567.",
        "Parcel 00340434161094042557, order 112-3456789-1234567, ORD-2024-0123456789.",
        "100 000 000 people, +12 %, 2+12345678.",
        "4111 1111 1111 1112 and 4111 1111 are no cards; DE89370400440532013001 is no account.",
        "IMEI 352099001761481",
        "Ask @dana or @dana@social.example, mail us @ the shop, a@b.",
    ],
)
def test_prices_dates_versions_and_order_numbers_are_no_personal_data(innocent: str) -> None:
    assert excerpts(innocent) == []


def test_what_is_part_of_a_card_number_is_no_phone_number_as_well() -> None:
    assert excerpts("Use 0171 4111 1111 1111 1111.") == ["4111 1111 1111 1111"]


def test_what_the_company_allows_may_stand_in_an_answer_in_any_case_but_nothing_longer() -> None:
    own = Guardrails(allowed=("Help@Sample.example", "+1 800 555 0123", "Free of charge"))
    assert excerpts("Write to help@sample.example or call +1 800 555 0123, free of charge.", own) == []
    assert excerpts("Write to nohelp@sample.example.", own) == ["nohelp@sample.example"]


def test_findings_come_in_order_of_appearance_and_once_a_kind() -> None:
    found = inspect(
        "We guarantee that Dana (a@b.example) is no liar; we guarantee it, a@b.example.",
        Guardrails(forbidden=("liar*", "guarantee"), promises=("we guarantee",)),
        ("dana",),
    )
    assert [(one.kind.value, one.excerpt) for one in found] == [
        ("promise", "We guarantee"),
        ("forbidden", "guarantee"),
        ("other_customer", "Dana"),
        ("personal", "a@b.example"),
        ("forbidden", "liar"),
        ("promise", "we guarantee"),
    ]
    assert all(isinstance(one, Finding) for one in found)


@pytest.mark.parametrize(
    "promise", ["We guarantee", "WE’LL REFUND", "by tomorrow", "never\nhappen again", "we w\u200bill refund"]
)
def test_commitments_are_found_without_any_setting(promise: str) -> None:
    (finding,) = inspect(f"Sorry. {promise} you.", Guardrails())
    assert (finding.kind, finding.excerpt) == (FindingKind.PROMISE, promise)


def test_a_company_may_name_its_own_promises() -> None:
    assert excerpts("Wir garantieren das; we guarantee it.", Guardrails(promises=("garantier*",))) == ["garantieren"]


@pytest.mark.parametrize(
    ("forbidden", "text", "excerpt"),
    [
        ("stupid*", "How STUPIDLY done", "STUPIDLY"),
        ("idiot", "idiotic", None),
        ("no way", "no, way", "no, way"),
        ("straße", "in der STRASSE", "STRASSE"),
        ("café", "the Cafe\u0301 is", "Cafe\u0301"),
        ("дура*", "Вы ДУРАК", "ДУРАК"),
        ("fire", "a ﬁre", "ﬁre"),
        ("fault", "our fa\u200bult", "fa\u200bult"),
        ("ガ", "ｶﾞ です", "ｶﾞ"),
        ("한", "\u1112\u1161\u11ab", "\u1112\u1161\u11ab"),
        ("! *", "anything", None),
    ],
)
def test_forbidden_words_follow_the_language_of_the_keywords(forbidden: str, text: str, excerpt: str | None) -> None:
    found = excerpts(text, Guardrails(forbidden=(forbidden,), promises=()))
    assert found == ([excerpt] if excerpt else [])


def test_the_longest_of_several_matches_of_a_kind_is_shown() -> None:
    assert excerpts("a full refund now", Guardrails(promises=("refund", "full refund"))) == ["full refund"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("As Dana Kruger said", "dana kruger"),
        ("As Dana’s phone", "dana"),
        ("Ludwig van Beethoven wrote", "ludwig van beethoven"),
        ("by M. Okafor", "m. okafor"),
        ("with Jean-Luc O’Brien.", "jean-luc o’brien"),
        ("see @dana_k.", "dana_k"),
        ("see @dana_k.", "@dana_k"),
        ("@dana@social.example said", "dana@social.example"),
        ("u/dana_k said", "dana_k"),
        ("Спасибо, Анна Иванова", "анна иванова"),
        ("Ευχαριστώ, ΝΊΚΟΣ", "νίκοσ"),
        ("شكرا أحمد", "أحمد"),
        ("Dana\u00a0\u200bKruger", "dana kruger"),
    ],
)
def test_names_and_handles_are_possible_names(text: str, name: str) -> None:
    assert name in possible_names(text)
    assert folded_name(name) == name
    (finding,) = inspect(text, PLAIN, (name.upper(),))
    assert finding.kind is FindingKind.OTHER_CUSTOMER


@pytest.mark.parametrize("text", ["a rose in price", "Rose\nGarden", "Rose, Garden", "mail rose@garden.example"])
def test_what_is_not_written_like_the_name_is_not_the_name(text: str) -> None:
    assert not possible_names(text) & {"@garden", "rose garden"}
    assert FindingKind.OTHER_CUSTOMER not in {one.kind for one in inspect(text, PLAIN, ("Rose Garden", "@garden"))}


def test_possible_names_are_bounded_and_handles_are_never_crowded_out() -> None:
    names = possible_names(" ".join(f"Na{chr(97 + n % 26)}me{chr(97 + n // 26)}" for n in range(300)) + " @dana")
    assert len(names) == 200
    assert {"@dana", "dana"} <= names


@pytest.mark.parametrize(
    "piece",
    [
        "1 1 1 1 ",
        "a@a@a@",
        "a.a.a.",
        "a@b.",
        "+1 (",
        "0123 ",
        "4111 ",
        "DE89 ",
        "A. ",
        "Aa ",
        "@a",
        "tel 1 ",
        "\u0301",
    ],
)
def test_no_text_takes_long(piece: str) -> None:
    """Twice as long a text may take about twice the time; one that is looked at again and again takes four times."""

    def seconds(length: int) -> float:
        text = (piece * length)[:length]
        taken = []
        for _ in range(2):
            start = time.process_time()
            inspect(text, PLAIN, ("dana",))
            taken.append(time.process_time() - start)
        return min(taken)

    assert seconds(6_000) < 10 * seconds(1_500)
