"""What somebody wants a community to be, and what none can be."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date

from bot.domain.company import Company
from bot.domain.errors import BadInput, expect_words
from bot.domain.people import MemberId
from bot.domain.wording import phrase

TITLE_LIMIT = 50
PURPOSE_LIMIT = 250
"""Characters of a purpose; Slack shows it as the description of the channel and takes no more."""
KEYWORDS_LIMIT = 400
"""Characters of all words that bring cases in."""
NAME_LIMIT = 80
"""Characters of a channel's name in Slack."""
MOST_FUNCTIONS = 20
"""Functions that help in one community, or sign off there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants a community to be. `keywords` are as they were typed, parted by commas or lines.

    `ends_on` is the last day; with `ends_with_cases` it ends when its last case does; else it never ends by itself.
    """

    title: str
    purpose: str
    functions: tuple[str, ...]
    sign_off: tuple[str, ...] = ()
    keywords: str = ""
    people: tuple[MemberId, ...] = ()
    private: bool = False
    ends_on: date | None = None
    ends_with_cases: bool = False

    @property
    def name(self) -> str:
        """The key, which is the name of the channel too."""
        return slug(self.title)

    @property
    def words(self) -> tuple[str, ...]:
        """The words that bring cases in."""
        return tuple(
            dict.fromkeys(part for one in re.split(r"[,;\n]", self.keywords) if (part := " ".join(one.split())))
        )


def tidy(text: str) -> str:
    """A text without control characters, which nobody sees."""
    return "".join(char for char in text if char == "\n" or unicodedata.category(char) != "Cc")


def slug(title: str) -> str:
    """A title as Slack wants the name of a channel: lower case, letters and digits of any script, parted by hyphens,
    80 characters at most."""
    folded = unicodedata.normalize("NFKC", title).lower()
    parted = "".join(char if char.isalnum() else "-" for char in folded)
    return re.sub(r"-+", "-", parted).strip("-")[:NAME_LIMIT].strip("-")


def check(wish: Wish, company: Company, today: date) -> None:
    """Refuse what no community can be; a name that is taken is asked for elsewhere. Raises BadInput."""
    _check_texts(wish)
    check_rules(wish.functions, wish.sign_off, wish.words, company)
    check_end(wish.ends_on, today)
    taken = {*company.communities, *company.closed}
    taken |= {slug(one.title) for one in (*company.communities.values(), *company.closed.values())}
    if wish.name in taken:
        raise BadInput("There is, or was, a community of this name. Choose another one.", field="title")


def _check_texts(wish: Wish) -> None:
    if not wish.name:
        raise BadInput("Give it a name with letters or digits.", field="title")
    if len(wish.title) > TITLE_LIMIT:
        raise BadInput(f"Keep the name to {TITLE_LIMIT} characters.", field="title")
    check_purpose(wish.purpose)
    if len(wish.keywords) > KEYWORDS_LIMIT:
        raise BadInput(f"Keep this to {KEYWORDS_LIMIT} characters.", field="keywords")


def check_purpose(purpose: str) -> None:
    """Refuse a purpose that says nothing, or more than Slack shows. Raises BadInput."""
    expect_words(purpose, "Say in a sentence what it is for.", field="purpose")
    if len(purpose) > PURPOSE_LIMIT:
        raise BadInput(
            f"Keep it to {PURPOSE_LIMIT} characters: Slack shows it below the channel’s name.", field="purpose"
        )


def check_rules(
    functions: tuple[str, ...], sign_off: tuple[str, ...], words: tuple[str, ...], company: Company
) -> None:
    """Refuse functions that are none, and words that match nothing. Raises BadInput."""
    for field, chosen in (("functions", functions), ("sign_off", sign_off)):
        if any(one not in company.functions for one in chosen):
            raise BadInput("One of these functions is gone from the settings. Choose again.", field=field)
    if max(len(functions), len(sign_off)) > MOST_FUNCTIONS:
        raise BadInput(f"Choose at most {MOST_FUNCTIONS} functions.", field="functions")
    if not functions:
        raise BadInput("Choose at least one function that helps here.", field="functions")
    if dumb := [word for word in words if not phrase(word)]:
        raise BadInput(f"“{dumb[0]}” holds no word. Write words or phrases, parted by commas.", field="keywords")


def check_end(ends_on: date | None, today: date) -> None:
    """Refuse an end that has passed. Raises BadInput."""
    if ends_on and ends_on < today:
        raise BadInput("This day has passed. Choose today or a later one.", field="ends_on")
