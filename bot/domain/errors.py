"""What can go wrong in the words of the field. Each message is fit for the person who acted."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.domain.guardrails import Finding


class MusterError(Exception):
    """Any refusal that the domain knows. `str(error)` says what happened and what to do instead."""


class BadInput(MusterError):
    """Something typed or sent cannot be used. `field` names where it stood, None for the whole."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.field = field


def expect_words(text: str, remedy: str, *, field: str) -> None:
    """Refuse a text that says nothing. Raises BadInput with the remedy."""
    if not text.strip():
        raise BadInput(remedy, field=field)


class AskedOften(BadInput):
    """Somebody was asked by name so often lately that one more time must be meant."""

    def __init__(self, name: str, times: int) -> None:
        super().__init__(
            f"{name[:80]} was asked {times} times this week. Ask somebody else, or tick that it must be them.",
            field="person",
        )


class NotAllowed(MusterError):
    """This person may not do this."""


class Stranger(NotAllowed):
    """Somebody of whom Slack has not told yet, or whom it never will: a person of another workspace."""

    def __init__(self) -> None:
        super().__init__("Muster is just learning who you are. Please do that again in a few seconds.")


class UnknownCase(MusterError):
    """There is no case with this number."""

    def __init__(self, case_id: int | str) -> None:
        super().__init__(f"There is no case {case_id}. `/muster search WORDS` finds cases by what was said.")


class UnknownIdea(MusterError):
    """There is no idea with this number."""

    def __init__(self, idea_id: int | str) -> None:
        super().__init__(f"There is no idea {idea_id}. `/muster ideas` lists them.")


class UnknownCustomer(MusterError):
    """Nobody who wrote outside is called so."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Nobody outside is known as “{name}”. Write a handle, a mail address, a name, or the number of a case, "
            "like `/muster customer dana_k`."
        )


class UnknownMember(MusterError):
    """Nobody inside has this id."""

    def __init__(self, member_id: str) -> None:
        super().__init__(
            f"Nobody inside is known as “{member_id[:40]}”. Write a Slack id like U0123ABCD; Slack shows it in "
            "somebody’s profile under More, Copy member ID."
        )


class UnknownEntry(MusterError):
    """The glossary has no such entry."""

    def __init__(self, term: str) -> None:
        super().__init__(f"“{term[:60]}” is not in the glossary any more. `/muster glossary` lists what is.")


class UnknownCommunity(MusterError):
    """No community has this name."""

    def __init__(self, name: str, known: list[str]) -> None:
        super().__init__(f"There is no community “{name[:40]}”. The communities are: {', '.join(known)}.")


class ClosedCommunity(MusterError):
    """The community takes no cases any more."""

    def __init__(self, title: str) -> None:
        super().__init__(f"{title} was closed. Choose another community, or bring the customer’s words in anew.")


class WrongStage(MusterError):
    """The case is not where this act needs it to be."""


class AlreadyClaimed(MusterError):
    """Somebody else owns the case."""

    def __init__(self, owner: str, at: datetime) -> None:
        super().__init__("Somebody else has claimed this case.")
        self.owner = owner
        self.at = at


class AlreadyAnswered(MusterError):
    """The customer has an answer already."""

    def __init__(self, by: str, at: datetime, url: str) -> None:
        super().__init__("The customer has an answer to this already.")
        self.by = by
        self.at = at
        self.url = url


class Stale(MusterError):
    """The case changed between reading and writing; reading again and retrying is safe."""

    def __init__(self) -> None:
        super().__init__("This case changed while you were reading. Look again and repeat what you did.")


class StaleDraft(MusterError):
    """The draft has a newer revision than the one this act was about."""

    def __init__(self, revision: int) -> None:
        super().__init__(f"This draft changed while you were reading. Revision {revision} is the newest.")
        self.revision = revision


class Flagged(BadInput):
    """An answer says what it should not, as far as its author has not said that it is meant."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        named = ", ".join(f"“{finding.excerpt[:60]}”" for finding in findings[:5])
        super().__init__(
            f"Look at this first: {named}. Change it in the draft, or save the draft with the mark that it is meant.",
            field="text",
        )
        self.findings = tuple(findings)
