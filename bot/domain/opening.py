"""Communities that people open in Slack: what is wished for, what becomes of it, when one ends."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from bot.domain.community import Community, Company, Customs
from bot.domain.errors import BadInput
from bot.domain.people import Circle, MemberId
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
SUGGESTED = 20
"""How many people are suggested at most; a channel full of strangers helps nobody."""


class State(StrEnum):
    """Where a community stands: its channel is being made, could not be made, is there, or was archived."""

    OPENING = "opening"
    REFUSED = "refused"
    OPEN = "open"
    CLOSED = "closed"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedCommunity:
    """A community that people opened in Slack. `people` are those to invite; `problem` says why Slack refused what
    was asked of it; `outcome` is what came of the whole, `closed_by` is None where it ended by itself."""

    name: str
    title: str
    purpose: str
    channel: str | None = None
    state: State = State.OPENING
    problem: str | None = None
    functions: tuple[str, ...]
    sign_off: tuple[str, ...]
    keywords: tuple[str, ...]
    leads: tuple[MemberId, ...]
    people: tuple[MemberId, ...]
    private: bool
    ends_on: date | None
    ends_with_cases: bool
    opened_by: MemberId
    opened_at: datetime
    closed_at: datetime | None = None
    closed_by: MemberId | None = None
    outcome: str | None = None

    def as_community(self, customs: Customs) -> Community:
        """The same as rules, cards and clocks know it. Expects one that has its channel."""
        return Community(
            name=self.name,
            title=self.title,
            channel=self.channel or "",
            purpose=self.purpose,
            functions=self.functions,
            sign_off=frozenset(self.sign_off),
            keywords=self.keywords,
            zone=customs.zone,
            digest_weekday=customs.digest_weekday,
            digest_hour=customs.digest_hour,
            terms=customs.terms,
            lease=customs.lease,
            reminders=customs.reminders,
            leads=Circle(members=frozenset(self.leads)),
            opened=True,
            private=self.private,
            ends_on=self.ends_on,
            ends_with_cases=self.ends_with_cases,
        )

    @property
    def as_wish(self) -> Wish:
        """What was wished for, to be changed and tried again."""
        return Wish(
            title=self.title,
            purpose=self.purpose,
            functions=self.functions,
            sign_off=self.sign_off,
            keywords=", ".join(self.keywords),
            people=self.people,
            private=self.private,
            ends_on=self.ends_on,
            ends_with_cases=self.ends_with_cases,
        )

    def closed(self, at: datetime, by: MemberId | None, outcome: str) -> OpenedCommunity:
        """The community at its end."""
        return replace(self, state=State.CLOSED, closed_at=at, closed_by=by, outcome=outcome)


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
    if not purpose.strip():
        raise BadInput("Say in a sentence what it is for.", field="purpose")
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


def end_reached(community: OpenedCommunity, *, today: date, had_cases: bool) -> str | None:
    """Why a community whose cases are all done ends now, in words; None where it goes on."""
    if community.ends_on and today > community.ends_on:
        return f"It was planned to end on {community.ends_on:%d %B %Y}."
    if community.ends_with_cases and had_cases:
        return "All its cases are done."
    return None
