"""What is known of a case, and how one more activity changes it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import NewType, Self

from bot.domain.activity import Activity
from bot.domain.clocks import Clocks
from bot.domain.draft import DraftMark, ReplyMark, SendMark, SignOff
from bot.domain.errors import NotAllowed, WrongStage
from bot.domain.evolution import evolve
from bot.domain.mention import MentionId
from bot.domain.people import Member, MemberId
from bot.domain.policy import ORDINARY
from bot.domain.slot import Given, ShareClaim, ShareConfirmation, Slot
from bot.domain.status import LIVE, Status

CaseId = NewType("CaseId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseRecord:
    """One matter and all that is known of its handling.

    `version` counts the activities; `news` are those that are not stored yet. `drafts` are the revisions that wait
    for signatures, oldest first; `signed` completes one of them. `replies` counts the answers that the customer got,
    `reply` is the one that stands now. `again` is the mention with which its customer took the case up again last.
    `perhaps_sent` is the hash of an answer of which nobody knows whether the customer has it.
    `before` is where a case stood that was set aside; `lease_ends_at` stands once the owner was warned of it.
    `intents` are what its customers want, `reread_by` who corrected that; `vulnerable` says that somebody is named
    who needs care first. `attempts` are what was tried and did not work, by number.
    """

    id: CaseId
    version: int
    news: tuple[Activity, ...] = ()
    status: Status = Status.OPEN
    before: Status | None = None
    community: str
    risk: str = ORDINARY
    matter: str
    external_key: str
    words: tuple[str, ...] = ()
    intents: tuple[str, ...] = ()
    reread_by: MemberId | None = None
    vulnerable: bool = False
    came_from: str | None = None
    moved_because: str | None = None
    merged_into: CaseId | None = None
    voided_because: str | None = None
    split_from: CaseId | None = None
    opened_at: datetime
    clocks: Clocks
    escalated_due: datetime | None = None
    slots: tuple[Slot, ...]
    given: tuple[Given, ...] = ()
    mentions: int = 1
    again: MentionId | None = None
    owner: MemberId | None = None
    claimed_at: datetime | None = None
    active_at: datetime | None = None
    lease_ends_at: datetime | None = None
    revisions: int = 0
    drafts: tuple[DraftMark, ...] = ()
    signed: SignOff | None = None
    sending: SendMark | None = None
    sends: int = 0
    send_problem: str | None = None
    perhaps_sent: str | None = None
    reply: ReplyMark | None = None
    replies: int = 0
    feedback_asked: int = 0
    judged: int = 0
    ended_at: datetime | None = None
    outcome: str | None = None
    reopened: bool = False
    partners: tuple[str, ...] = ()
    ideas: tuple[int, ...] = ()
    attempts: tuple[int, ...] = ()
    claims: tuple[ShareClaim, ...] = ()
    confirmed: tuple[ShareConfirmation, ...] = ()

    @property
    def required(self) -> tuple[str, ...]:
        """The functions that owe input by the rules, which share the credit of the answer."""
        return tuple(slot.name for slot in self.slots if slot.required)

    @property
    def first_reply_due(self) -> datetime:
        """By when the customer was promised a first reply."""
        return self.clocks.promises.first_reply

    @property
    def draft(self) -> DraftMark | None:
        """The newest revision that waits for signatures or has them."""
        return self.drafts[-1] if self.drafts else None

    @property
    def numbered_news(self) -> list[tuple[int, Activity]]:
        """The news, each with its number in the record."""
        return list(enumerate(self.news, start=self.version - len(self.news) + 1))

    @property
    def live(self) -> bool:
        """Whether there is still something to do."""
        return self.status in LIVE

    @property
    def untouched(self) -> bool:
        """Whether it is open and no person has done anything about it yet."""
        by_people = (
            *(
                self.owner,
                self.claims,
                self.given,
                self.drafts,
                self.replies,
                self.reread_by,
                self.partners,
                self.ideas,
                self.attempts,
            ),
            *(self.came_from, self.split_from, self.reopened, self.revisions, self.claimed_at),
        )
        asked = any(slot.waived or not slot.required for slot in self.slots)
        return self.status is Status.OPEN and not any(by_people) and not asked

    def revision(self, number: int) -> DraftMark | None:
        """The revision with this number, if it still waits."""
        return next((draft for draft in self.drafts if draft.revision == number), None)

    def slot(self, name: str) -> Slot | None:
        """The slot of this name, if it was asked."""
        return next((slot for slot in self.slots if slot.name == name), None)

    def expect(self, status: Status, by: Member) -> None:
        """Refuse an act early. Raises NotAllowed for guests, WrongStage where the case stands elsewhere."""
        self.expect_taking_part(by)
        self.expect_not_set_aside()
        if self.status is not status:
            raise WrongStage(f"This case is {self.status} already.")

    def expect_live(self, by: Member) -> None:
        """The same for what can be done as long as a case is not over."""
        self.expect_taking_part(by)
        self.expect_not_set_aside()
        if not self.live:
            raise WrongStage(f"This case is {self.status}. Reopen it to go on.")

    def expect_taking_part(self, by: Member) -> None:
        """Raises NotAllowed for guests and people who have left."""
        if not by.may_take_part:
            raise NotAllowed("Guests and people who have left can read cases, not change them.")

    def expect_not_set_aside(self) -> None:
        """Raises WrongStage where the case was merged or is void."""
        if self.status is Status.MERGED:
            raise WrongStage(f"This case went on as part of case {self.merged_into}. Look there, or take them apart.")
        if self.status is Status.VOID:
            raise WrongStage("This case is void. Restore it to go on.")

    def expect_nothing_on_its_way(self) -> None:
        """Raises WrongStage while the answer is being sent."""
        if self.sending:
            raise WrongStage("The answer is on its way to the customer right now. Look again in a moment.")

    def after(self, activity: Activity) -> Self:
        """This case with one more activity, as news."""
        changed = evolve(activity, self)
        return replace(changed, version=self.version + 1, news=(*self.news, activity))
