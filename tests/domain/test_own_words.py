"""What can stand in the glossary."""

import pytest

from bot.domain.errors import BadInput
from bot.domain.grouping import Entry, Kind
from bot.domain.own_words import ENTRIES_LIMIT, SYNONYMS_LIMIT, TERM_LIMIT, read_entry, read_kind

PASS = Entry(term="Boarding pass", kind=Kind.PART, synonyms=("boarding card", "QR code"))


def test_an_entry_is_kept_as_it_is_written_each_word_once() -> None:
    typed = " QR  code\nqr-CODE\n\napp\n  The App \nprogramme"
    entry = read_entry("  the\tapp ", "product", typed, [])
    assert entry == Entry(term="the app", kind=Kind.PRODUCT, synonyms=("QR code", "app", "programme"))


def test_what_stays_with_its_own_entry_may_be_changed() -> None:
    assert read_entry("boarding Pass", "symptom", "QR code", []).synonyms == ("QR code",)


@pytest.mark.parametrize(
    ("term", "kind", "synonyms", "field", "says"),
    [
        (" \n", "part", "", "term", "Write the word that you use"),
        ("...", "part", "", "term", "Write the word that you use"),
        ("x" * (TERM_LIMIT + 1), "part", "", "term", "Keep each to 60 characters"),
        ("app", "magic", "", "kind", "Choose one of the kinds"),
        ("app", "", "", "kind", "Choose one of the kinds"),
        ("BOARDING  pass!", "part", "", "term", "“Boarding pass” is an entry already"),
        ("qr code", "part", "", "term", "“qr code” belongs to the entry “Boarding pass”. Take it out there first"),
        ("app", "product", "program\nBoarding-card", "synonyms", "belongs to the entry “Boarding pass”"),
        ("app", "product", "boarding pass", "synonyms", "“Boarding pass” is an entry already"),
        ("app", "product", "?!", "synonyms", "has no letter or digit"),
        ("app", "product", "x" * (TERM_LIMIT + 1), "synonyms", "Keep each to 60 characters"),
        ("app", "product", "\n".join(map(str, range(SYNONYMS_LIMIT + 1))), "synonyms", "31 are too many"),
    ],
)
def test_what_cannot_stand_there_is_said_at_its_field(
    term: str, kind: str, synonyms: str, field: str, says: str
) -> None:
    with pytest.raises(BadInput) as refused:
        read_entry(term, kind, synonyms, [PASS])
    assert refused.value.field == field
    assert says in str(refused.value)


def test_there_is_an_end_to_it() -> None:
    with pytest.raises(BadInput, match="Take out one"):
        read_entry("app", "product", "", [PASS] * ENTRIES_LIMIT)


@pytest.mark.parametrize(("word", "kind"), [("", None), (" Parts ", Kind.PART), ("symptom", Kind.SYMPTOM)])
def test_a_kind_is_named_in_the_singular_or_the_plural(word: str, kind: Kind | None) -> None:
    assert read_kind(word) is kind
