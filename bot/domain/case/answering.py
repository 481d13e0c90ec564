"""The answer: written, judged, signed, and sent."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from bot.domain import activity as act
from bot.domain.case.record import CaseRecord
from bot.domain.clocks import Terms
from bot.domain.draft import Draft, DraftMark, SignOff
from bot.domain.errors import AlreadyAnswered, BadInput, MusterError, NotAllowed, StaleDraft, WrongStage
from bot.domain.mention import MentionId
from bot.domain.people import Member
from bot.domain.policy import Policy
from bot.domain.status import Status
from bot.domain.verdict import satisfied


class Answering(CaseRecord):
    """What can be done about the answer to the customer."""

    __slots__ = ()

    def add_draft(self, draft: Draft, by: Member, *, beside: bool = False, accepted: tuple[str, ...] = ()) -> Self:
        """Make `draft` the newest revision. It takes the place of those that wait, unless it stands `beside` those of
        others; one's own earlier ones it replaces in any case.

        Raises NotAllowed, StaleDraft, WrongStage.
        """
        self.expect(Status.OPEN, by)
        self.expect_nothing_on_its_way()
        if draft.revision != self.revisions + 1:
            raise StaleDraft(self.revisions)
        return self.after(
            act.Drafted(
                at=draft.at,
                by=by.id,
                revision=draft.revision,
                fingerprint=draft.fingerprint,
                beside=beside and bool(self.drafts),
                accepted=accepted,
                voids=sum(len(one.signatures) for one in self.drafts if not beside or one.author == by.id),
            )
        )

    def reject_draft(self, by: Member, at: datetime, *, revision: int, reason: str) -> Self:
        """Put a revision out of the question. Raises NotAllowed, StaleDraft, WrongStage."""
        self._pending(revision, by)
        return self.after(act.DraftRejected(at=at, by=by.id, revision=revision, reason=reason))

    def want_changes(self, by: Member, at: datetime, *, revision: int, comment: str) -> Self:
        """Ask for changes before anyone signs. Raises NotAllowed, StaleDraft, WrongStage."""
        self._pending(revision, by)
        return self.after(act.ChangesWanted(at=at, by=by.id, revision=revision, comment=comment))

    def sign_off(self, by: Member, at: datetime, *, revision: int, fingerprint: str, policy: Policy) -> Self:
        """Approve the exact text with this hash. Raises NotAllowed, StaleDraft, WrongStage."""
        draft = self._pending(revision, by)
        if draft.fingerprint != fingerprint:
            raise StaleDraft(self.revisions)
        self.expect_signature_wanted(by, draft, policy)
        given = SignOff(by=by.id, at=at, revision=revision, fingerprint=fingerprint, function=by.function)
        complete = policy.complete([*draft.signatures, given])
        return self.after(
            act.SignedOff(
                at=at, by=by.id, revision=revision, fingerprint=fingerprint, function=by.function, complete=complete
            )
        )

    def expect_signature_wanted(self, by: Member, draft: DraftMark, policy: Policy) -> None:
        """Refuse a signature that would not count. Raises NotAllowed, WrongStage."""
        if self.signed:
            raise WrongStage(f"Revision {self.signed.revision} is signed off already.")
        if draft.sent:
            raise WrongStage(f"Revision {draft.revision} went out already. Write the next one.")
        if draft.author == by.id:
            raise NotAllowed("You wrote this draft; someone else must sign it off.")
        if any(one.by == by.id for one in draft.signatures):
            raise WrongStage("You have signed this revision already; the other signatures are missing.")
        if draft.changes_wanted:
            raise WrongStage(f"Changes are wanted on revision {draft.revision}. Its next revision can be signed.")
        if not policy.accepts(by.function):
            raise NotAllowed("Answers of this kind are signed off by other functions than yours.")
        if not policy.wants(by.function, draft.signatures):
            raise WrongStage("It is not your function’s turn: another signature comes first.")

    def wants_signature_of(self, by: Member, draft: DraftMark, policy: Policy) -> bool:
        """Whether a signature of this person on a draft would count now."""
        try:
            self.expect_signature_wanted(by, draft, policy)
        except MusterError:
            return False
        return True

    def start_sending(self, by: Member, at: datetime, *, revision: int, looked: bool = False) -> Self:
        """Let the signed answer go out through the source. Where another answer has perhaps arrived, somebody must
        have `looked`; to send the same one again is safe.

        Raises AlreadyAnswered, BadInput, NotAllowed, StaleDraft, WrongStage.
        """
        signed = self.expect_signed(by, revision)
        if self.perhaps_sent not in (None, signed.fingerprint) and not looked:
            raise BadInput(
                "Another answer may have reached the customer. Look there first: if it did, record its link; if not, "
                "tick that you have looked.",
                field="looked",
            )
        return self.after(act.Sending(at=at, by=by.id, revision=revision, number=self.sends + 1))

    def fail_sending(self, at: datetime, *, number: int, reason: str, unsure: bool) -> Self:
        """Note that the source did not take the answer. Raises WrongStage where this attempt is over."""
        if self.sending is None or self.sending.number != number:
            raise WrongStage("This attempt is over already.")
        return self.after(act.SendFailed(at=at, number=number, reason=reason, unsure=unsure))

    def arrive(self, at: datetime, *, number: int, url: str, volunteered: bool) -> Self:
        """Note that the answer that was on its way has arrived. Raises WrongStage where this attempt is over."""
        sending = self.sending
        if sending is None or sending.number != number:
            raise WrongStage("This attempt is over already.")
        return self.after(
            act.Replied(
                at=at,
                by=sending.by,
                revision=sending.revision,
                url=url,
                as_signed=True,
                volunteered=volunteered,
                sent=True,
            )
        )

    def record_reply(
        self, by: Member, at: datetime, *, revision: int, fingerprint: str, url: str, volunteered: bool
    ) -> Self:
        """Note that the customer was answered by hand, with the text of this hash. `revision` is the one that the
        person read. Raises AlreadyAnswered, NotAllowed, StaleDraft, WrongStage."""
        signed = self.expect_signed(by, revision)
        as_signed = fingerprint == signed.fingerprint
        return self.after(
            act.Replied(at=at, by=by.id, revision=revision, url=url, as_signed=as_signed, volunteered=volunteered)
        )

    def ask_feedback(self, by: Member, at: datetime) -> Self:
        """Make a link on which the customer can judge the newest reply. Raises NotAllowed, WrongStage."""
        self.expect_taking_part(by)
        self.expect_not_set_aside()
        if self.reply is None:
            raise WrongStage("The customer can judge an answer once they have it.")
        if self.feedback_asked == self.replies:
            return self
        return self.after(act.FeedbackAsked(at=at, by=by.id, reply=self.replies))

    def judge(self, at: datetime, *, reply: int, score: int, recommended: bool | None) -> Self:
        """Take the customer's verdict on a reply. Raises WrongStage where it was given before, or never asked for."""
        if not self.judged < reply <= self.feedback_asked:
            raise WrongStage("This answer was judged already.")
        return self.after(
            act.Judged(at=at, reply=reply, score=score, recommended=recommended, confirms=satisfied(score))
        )

    def hear_again(self, at: datetime, *, mention: MentionId, terms: Terms) -> Self:
        """Take the customer's next words in, after our answer or after the end. Raises WrongStage."""
        if self.status not in (Status.REPLIED, Status.CLOSED):
            raise WrongStage("This case waits for us already.")
        promises = self.clocks.asked(at).promised(terms)
        return self.after(
            act.Continued(
                at=at,
                mention=mention,
                **promises.dues,
            )
        )

    def _pending(self, revision: int, by: Member) -> DraftMark:
        self.expect(Status.OPEN, by)
        self.expect_nothing_on_its_way()
        draft = self.revision(revision)
        if draft:
            return draft
        if self.revisions == 0:
            raise WrongStage("There is no draft yet.")
        raise StaleDraft(self.revisions)

    def expect_signed(self, by: Member, revision: int | None = None) -> SignOff:
        """What is signed off and may go out: this revision, where one is named. Raises AlreadyAnswered, NotAllowed,
        StaleDraft, WrongStage."""
        if self.reply and self.status in (Status.REPLIED, Status.CLOSED):
            raise AlreadyAnswered(self.reply.by, self.reply.at, self.reply.url)
        self.expect(Status.OPEN, by)
        self.expect_nothing_on_its_way()
        if self.signed is None:
            raise WrongStage("The answer is not signed off yet, so it cannot go out.")
        if revision not in (None, self.signed.revision):
            raise StaleDraft(self.signed.revision)
        return self.signed
