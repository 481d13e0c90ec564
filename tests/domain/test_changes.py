"""What changed from one text to the next."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.changes import Kind, Passage, changes

texts = st.text(alphabet="ab \n", max_size=60)


def test_changed_words_stand_between_a_few_that_stayed() -> None:
    before = "Dear Dana, we are so sorry about this. Please stop using it at once. Yours, Amara"
    after = "Dear Dana, we are so sorry about that. Please stop using it at once. Yours, Amara"
    assert changes(before, after) == (
        Passage(Kind.SKIPPED, ("Dear", "Dana,", "we")),
        Passage(Kind.KEPT, ("are", "so", "sorry", "about")),
        Passage(Kind.REMOVED, ("this.",)),
        Passage(Kind.ADDED, ("that.",)),
        Passage(Kind.KEPT, ("Please", "stop", "using", "it")),
        Passage(Kind.SKIPPED, ("at", "once.", "Yours,", "Amara")),
    )


def test_the_same_words_are_no_change_whatever_stands_between_them() -> None:
    assert changes("We are  sorry. ", "We are sorry.") == ()


@settings(max_examples=80)
@given(before=texts, after=texts)
def test_both_texts_can_be_told_from_the_changes(before: str, after: str) -> None:
    passages = changes(before, after)

    def without(kind: Kind) -> list[str]:
        return [word for passage in passages if passage.kind is not kind for word in passage.words]

    def words(text: str) -> list[str]:
        return text.replace("\n", " \n ").split(" ") if text else []

    if passages:
        assert without(Kind.REMOVED) == [word for word in words(after) if word]
        assert without(Kind.ADDED) == [word for word in words(before) if word]
    else:
        assert [w for w in words(before) if w] == [w for w in words(after) if w]


def test_texts_that_differ_in_everything_are_rewritten_without_a_long_comparison() -> None:
    assert [passage.kind for passage in changes("a b " * 700, "c d " * 700)] == [Kind.REMOVED, Kind.ADDED]
