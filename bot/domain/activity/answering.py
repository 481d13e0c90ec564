"""The answer: drafts, signatures, and the way out."""

from __future__ import annotations

from dataclasses import dataclass

from bot.domain.activity.base import Activity, MemberActivity


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafted(MemberActivity):
    """A new revision of the answer, with the hash of its exact text.

    It takes the place of those that wait, and voids what was signed; `beside` keeps those of others, for signers to
    choose. `accepted` are the words that the guardrails found and the author means as they stand; so many signatures
    as `voids` says are void by it.
    """

    kind = "drafted"
    revision: int
    fingerprint: str
    beside: bool = False
    accepted: tuple[str, ...] = ()
    voids: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRejected(MemberActivity):
    """A revision that waited is out of the question; so is what was signed of it."""

    kind = "draft_rejected"
    revision: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesWanted(MemberActivity):
    """Somebody who might have signed a revision asks for changes first; signatures on it are void."""

    kind = "changes_wanted"
    revision: int
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedOff(MemberActivity):
    """An approval of one exact text; `complete` says that no signature is missing any more."""

    kind = "signed_off"
    revision: int
    fingerprint: str
    function: str | None = None
    complete: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending(MemberActivity):
    """The signed answer goes out through the source; `number` counts the attempts of the case."""

    kind = "sending"
    revision: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SendFailed(Activity):
    """The source did not take the answer; it stays signed off. Where it is `unsure`, it may have gone out all the
    same, and somebody must look."""

    kind = "send_failed"
    number: int
    reason: str
    unsure: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Replied(MemberActivity):
    """The customer has the answer. `as_signed` is False where what went out differs from what was signed; `sent`
    says that Muster sent it through the source."""

    kind = "replied"
    revision: int
    url: str
    as_signed: bool
    volunteered: bool = False
    sent: bool = False
