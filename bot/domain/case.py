"""The unit of work over one or more mentions.

A case is a fold of its activities: each act checks what must hold and adds one activity; `evolve` says what
that activity makes of the case. `replay` therefore gives the very same case from the log alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NewType

from bot.domain import activity as act
from bot.domain.activity import Activity
from bot.domain.community import Community
from bot.domain.draft import Draft, DraftMark, ReplyMark, SignOff
from bot.domain.errors import AlreadyClaimed, BadInput, NotAllowed, StaleDraft, WrongStage
from bot.domain.evolution import evolve
from bot.domain.people import Member, MemberId
from bot.domain.slot import ShareClaim, Slot, slots_for
from bot.domain.status import Status

CaseId = NewType("CaseId", int)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One matter and all that is known of its handling.

    `version` counts the activities; `news` are those that are not stored yet.
    """

    id: CaseId
    version: int
    news: tuple[Activity, ...] = ()
    status: Status = Status.OPEN
    community: str
    matter: str
    external_key: str
    words: tuple[str, ...] = ()
    came_from: str | None = None
    moved_because: str | None = None
    opened_at: datetime
    first_reply_due: datetime
    slots: tuple[Slot, ...]
    mentions: int = 1
    owner: MemberId | None = None
    claimed_at: datetime | None = None
    draft: DraftMark | None = None
    signed: SignOff | None = None
    reply: ReplyMark | None = None
    ended_at: datetime | None = None
    outcome: str | None = None
    reopened: bool = False
    claims: tuple[ShareClaim, ...] = ()
    confirmed: tuple[act.Confirmed, ...] = ()

    @property
    def required(self) -> tuple[str, ...]:
        """The functions that owe input."""
        return tuple(slot.function for slot in self.slots)

    @property
    def numbered_news(self) -> list[tuple[int, Activity]]:
        """The news, each with its number in the record."""
        return list(enumerate(self.news, start=self.version - len(self.news) + 1))

    @property
    def live(self) -> bool:
        """Whether there is still something to do."""
        return self.status in (Status.OPEN, Status.REPLIED)

    def claim(self, by: Member, at: datetime) -> Case:
        """Take the case. Raises AlreadyClaimed, NotAllowed, WrongStage."""
        self.expect(Status.OPEN, by)
        if self.owner == by.id:
            raise WrongStage("You own this case already. Draft the reply when you are ready.")
        if self.owner and self.claimed_at:
            raise AlreadyClaimed(self.owner, self.claimed_at)
        return self._after(act.Claimed(at=at, by=by.id))

    def release(self, by: Member, at: datetime) -> Case:
        """Give the case back, so that someone else can take it. Raises NotAllowed, WrongStage."""
        self.expect(Status.OPEN, by)
        if self.owner != by.id:
            raise NotAllowed("Only the owner can release a case.")
        return self._after(act.Released(at=at, by=by.id))

    def contribute(self, by: Member, at: datetime, *, contribution: int, volunteered: bool) -> Case:
        """Add a person's input; it answers the slot of their function. Raises NotAllowed, WrongStage."""
        self._expect_live(by)
        return self._after(
            act.Contributed(at=at, by=by.id, contribution=contribution, function=by.function, volunteered=volunteered)
        )

    def amend(self, by: MemberId, at: datetime, *, contribution: int) -> Case:
        """Note that someone changed the words of their input, wherever the case stands."""
        return self._after(act.Amended(at=at, by=by, contribution=contribution))

    def withdraw(self, at: datetime, *, contribution: int, member: MemberId, function: str | None) -> Case:
        """Take a person's input back. Without another from them their slot is open again, and their share gone,
        confirmed or not."""
        return self._after(act.Withdrawn(at=at, contribution=contribution, member=member, function=function))

    def add_draft(self, draft: Draft, by: Member) -> Case:
        """Make `draft` current; earlier sign-offs are void. Raises NotAllowed, StaleDraft, WrongStage."""
        self.expect(Status.OPEN, by)
        newest = self.draft.revision if self.draft else 0
        if draft.revision != newest + 1:
            raise StaleDraft(newest)
        return self._after(act.Drafted(at=draft.at, by=by.id, revision=draft.revision, fingerprint=draft.fingerprint))

    def sign_off(self, by: Member, at: datetime, *, fingerprint: str, community: Community) -> Case:
        """Approve the exact text with this hash. Raises NotAllowed, StaleDraft, WrongStage."""
        self.expect(Status.OPEN, by)
        if self.draft is None:
            raise WrongStage("There is no draft to sign off yet.")
        if self.draft.fingerprint != fingerprint:
            raise StaleDraft(self.draft.revision)
        if self.signed:
            raise WrongStage("This draft is signed off already.")
        if self.draft.author == by.id:
            raise NotAllowed("You wrote this draft; someone else must sign it off.")
        if not community.may_sign(by):
            raise NotAllowed(f"Answers in {community.title} are signed off by other functions than yours.")
        return self._after(act.SignedOff(at=at, by=by.id, revision=self.draft.revision, fingerprint=fingerprint))

    def record_reply(self, by: Member, at: datetime, *, fingerprint: str, url: str, volunteered: bool) -> Case:
        """Note that the customer was answered, with the text of this hash. Raises NotAllowed, WrongStage."""
        if self.reply and self.status is Status.REPLIED:
            raise WrongStage("The reply to this case is recorded already.")
        self.expect(Status.OPEN, by)
        if self.signed is None:
            raise WrongStage("The answer is not signed off yet, so it cannot go out.")
        as_signed = fingerprint == self.signed.fingerprint
        return self._after(
            act.Replied(
                at=at, by=by.id, revision=self.signed.revision, url=url, as_signed=as_signed, volunteered=volunteered
            )
        )

    def confirm(self, by: Member, at: datetime, *, member: MemberId, slot: str, approver: bool) -> Case:
        """Say that someone helped. Raises BadInput where there is no such claim, NotAllowed, WrongStage."""
        if self.signed is None or not by.may_take_part:
            raise WrongStage("Who helped is confirmed once the answer is signed off.")
        if not any(claim.member == member and claim.slot == slot for claim in self.claims):
            raise BadInput("This person has given nothing here that could be confirmed.")
        if not self.may_confirm(by.id, member, slot):
            raise NotAllowed("Nobody confirms their own share, or one they have a part in.")
        confirmed = act.Confirmed(at=at, by=by.id, member=member, slot=slot, approver=approver)
        if any((c.by, c.member, c.slot) == (by.id, member, slot) for c in self.confirmed):
            return self
        return self._after(confirmed)

    def may_confirm(self, by: MemberId, member: MemberId, slot: str) -> bool:
        """Whether this confirmation would be without a stake (CREDIT.md, rule 3)."""
        return by != member and not any(c.member == by and c.slot == slot for c in self.claims)

    def close(self, by: Member, at: datetime, *, outcome: str) -> Case:
        """End an answered case with what came of it. Raises NotAllowed, WrongStage."""
        if self.status is Status.OPEN:
            raise WrongStage("Record the reply first, or dismiss the case with a reason.")
        self.expect(Status.REPLIED, by)
        return self._after(act.Closed(at=at, by=by.id, outcome=outcome))

    def dismiss(self, by: Member, at: datetime, *, reason: str) -> Case:
        """End a case that needs no answer. Raises NotAllowed, WrongStage."""
        self.expect(Status.OPEN, by)
        return self._after(act.Dismissed(at=at, by=by.id, reason=reason))

    def reopen(self, by: Member, at: datetime, *, reason: str) -> Case:
        """Take an ended case up again; its answer must be signed anew. Raises NotAllowed, WrongStage."""
        _expect_taking_part(by)
        if self.live:
            raise WrongStage("This case is open already.")
        return self._after(act.Reopened(at=at, by=by.id, reason=reason))

    def move(self, by: Member, at: datetime, *, to: Community, reason: str) -> Case:
        """Send the case to another community, where others sign off. Raises BadInput, NotAllowed, WrongStage."""
        self.expect(Status.OPEN, by)
        if to.name == self.community:
            raise BadInput(f"The case is in {to.title} already.", field="community")
        return self._after(
            act.Moved(
                at=at,
                by=by.id,
                community=to.name,
                reason=reason,
                required=to.functions,
                first_reply_due=self.opened_at + to.first_reply_within,
                input_due=at + to.input_within,
            )
        )

    def join(self, joined: act.Joined) -> Case:
        """Take one more mention of the same matter in."""
        return self._after(joined)

    def _after(self, activity: Activity) -> Case:
        changed = evolve(activity, self)
        return replace(changed, version=self.version + 1, news=(*self.news, activity))

    def expect(self, status: Status, by: Member) -> None:
        """Refuse an act early. Raises NotAllowed for guests, WrongStage where the case stands elsewhere."""
        _expect_taking_part(by)
        if self.status is not status:
            raise WrongStage(f"This case is {self.status} already.")

    def _expect_live(self, by: Member) -> None:
        _expect_taking_part(by)
        if not self.live:
            raise WrongStage(f"This case is {self.status}. Reopen it to go on.")


def _expect_taking_part(by: Member) -> None:
    if not by.may_take_part:
        raise NotAllowed("Guests and people who have left can read cases, not change them.")


def open_case(case_id: CaseId, opened: act.Opened) -> Case:
    """A new case, from its first activity. Who brought it in by hand has spotted it."""
    spotted = (ShareClaim(member=opened.by, slot="spot", volunteered=opened.volunteered),) if opened.by else ()
    return Case(
        id=case_id,
        version=1,
        news=(opened,),
        community=opened.community,
        matter=opened.matter,
        external_key=opened.external_key,
        words=opened.words,
        opened_at=opened.at,
        first_reply_due=opened.first_reply_due,
        slots=slots_for(opened.required, opened.input_due),
        claims=spotted,
    )


def replay(case_id: CaseId, opened: act.Opened, activities: Iterable[Activity]) -> Case:
    """The case that these activities make, in their order; nothing is news in it."""
    case = replace(open_case(case_id, opened), news=())
    for activity in activities:
        case = replace(evolve(activity, case), version=case.version + 1)
    return case
