"""What a customer says about the answer they got."""

import unicodedata
from dataclasses import dataclass

from bot.domain.errors import BadInput

SCORES = range(1, 6)
"""From not at all satisfied to fully."""

VERDICT_WORDS_LIMIT = 500
"""Characters of the words that come with a score."""

_LEANINGS = {"yes": True, "no": False, "": None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A customer's own judgement of one answer.

    `score` is one of SCORES; `words` are theirs, None where they wrote none; `recommended` says whether they have
    recommended the company to someone, None where they would rather not say; `quotable` allows to quote the words.
    """

    score: int
    words: str | None
    recommended: bool | None
    quotable: bool

    @property
    def satisfied(self) -> bool:
        """Whether it counts as satisfied in CSAT."""
        return satisfied(self.score)


def satisfied(score: int) -> bool:
    """Whether a score is a good one; then the customer has confirmed those who helped."""
    return score >= 4


def unhappy(score: int) -> bool:
    """Whether somebody should look at a case with this score again."""
    return score <= 2


def clean_verdict(score: str, words: str, recommended: str, quotable: str) -> Verdict:
    """A verdict from what was typed into a form: `score` a digit, `recommended` and `quotable` `yes`, `no` or empty.

    Raises BadInput whose `field` is the name of the argument that cannot be used.
    """
    kept = clean_words(words)
    return Verdict(
        score=_score(score),
        words=kept,
        recommended=_leaning(recommended, "recommended"),
        quotable=_leaning(quotable, "quotable") is True and kept is not None,
    )


def clean_words(words: str) -> str | None:
    """The words as they are kept: lines end one way, without control characters. Raises BadInput if too long."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(c for c in lines if c in "\n\t" or unicodedata.category(c) not in {"Cc", "Cs"}).strip()
    if len(kept) > VERDICT_WORDS_LIMIT:
        raise BadInput(
            f"Please keep this to {VERDICT_WORDS_LIMIT} characters; there are {len(kept)} now.", field="words"
        )
    return kept or None


def _score(score: str) -> int:
    if score not in {str(known) for known in SCORES}:
        raise BadInput("Please choose one of the five.", field="score")
    return int(score)


def _leaning(choice: str, field: str) -> bool | None:
    if choice not in _LEANINGS:
        raise BadInput("Please choose yes or no, or leave this open.", field=field)
    return _LEANINGS[choice]
