"""What happens to whole cases."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from bot.domain import activity as act
from bot.domain.case.record import CaseId, CaseRecord
from bot.domain.clocks import Terms
from bot.domain.community import Community
from bot.domain.errors import BadInput, WrongStage
from bot.domain.people import Member, MemberId
from bot.domain.status import ENDED, Status


class Ending(CaseRecord):
    """What can be done to a case as a whole. Each act is reversed by a named one."""

    __slots__ = ()

    def close(self, by: Member, at: datetime, *, outcome: str) -> Self:
        """End an answered case with what came of it; `reopen` reverses it. Raises NotAllowed, WrongStage."""
        if self.status is Status.OPEN:
            raise WrongStage("Record the reply first, or dismiss the case with a reason.")
        self.expect(Status.REPLIED, by)
        return self.after(act.Closed(at=at, by=by.id, outcome=outcome))

    def dismiss(self, by: Member, at: datetime, *, reason: str) -> Self:
        """End a case that needs no answer; `reopen` reverses it. Raises NotAllowed, WrongStage."""
        self.expect(Status.OPEN, by)
        self.expect_nothing_on_its_way()
        return self.after(act.Dismissed(at=at, by=by.id, reason=reason))

    def reopen(self, by: Member, at: datetime, *, reason: str, terms: Terms) -> Self:
        """Take an answered or ended case up again; its answer must be signed anew. Raises NotAllowed, WrongStage."""
        self.expect_taking_part(by)
        self.expect_not_set_aside()
        if self.status not in (*ENDED, Status.REPLIED):
            raise WrongStage("This case is open already.")
        promises = self.clocks.asked(at).promised(terms)
        return self.after(
            act.Reopened(
                at=at,
                by=by.id,
                reason=reason,
                first_reply_due=promises.first_reply,
                next_reply_due=promises.next_reply,
                resolution_due=promises.resolution,
            )
        )

    def move(self, by: Member, at: datetime, *, to: Community, required: tuple[str, ...], reason: str) -> Self:
        """Send the case to another community, where others sign off and other times hold; moving it back reverses it.

        Raises BadInput, NotAllowed, WrongStage.
        """
        self.expect(Status.OPEN, by)
        self.expect_nothing_on_its_way()
        if to.name == self.community:
            raise BadInput(f"The case is in {to.title} already.", field="community")
        promises = self.clocks.promised(to.terms)
        return self.after(
            act.Moved(
                at=at,
                by=by.id,
                community=to.name,
                reason=reason,
                required=required,
                first_reply_due=promises.first_reply,
                next_reply_due=promises.next_reply,
                resolution_due=promises.resolution,
                input_due=to.terms.input_due(at),
            )
        )

    def reclass(
        self, by: MemberId | None, at: datetime, *, risk: str, required: tuple[str, ...], due: datetime, reason: str
    ) -> Self:
        """Put the case into another class of risk. Raises BadInput, WrongStage."""
        if not self.live:
            raise WrongStage(f"This case is {self.status}. Reopen it to go on.")
        if risk == self.risk:
            raise BadInput("The case is in this class already.", field="risk")
        return self.after(act.Reclassed(at=at, by=by, risk=risk, reason=reason, required=required, input_due=due))

    def merge_into(self, by: Member, at: datetime, *, into: CaseId) -> Self:
        """Go on as part of another case; `restore` takes them apart. Raises BadInput, NotAllowed, WrongStage."""
        self.expect(Status.OPEN, by)
        self.expect_nothing_on_its_way()
        if into == self.id:
            raise BadInput("A case cannot become part of itself. Choose another one.", field="into")
        return self.after(act.Merged(at=at, by=by.id, into=into))

    def absorb(self, by: Member, at: datetime, *, other: Ending, terms: Terms) -> Self:
        """Take another case in, as it stood before it merged. Raises NotAllowed, WrongStage."""
        self.expect(Status.OPEN, by)
        self.expect_nothing_on_its_way()
        spotters = {claim.member for claim in self.claims if claim.slot == "spot"}
        waiting = [since for since in (self.clocks.asked_since, other.clocks.asked_since) if since]
        first, their_first = self.clocks.promises.first_reply, other.clocks.promises.first_reply
        first_reply = first if self.clocks.first_replied_at else min(first, their_first)
        asked = min(waiting, default=None)
        again = terms.hours.after(asked, terms.next_reply) if asked and self.clocks.first_replied_at else None
        return self.after(
            act.Absorbed(
                at=at,
                by=by.id,
                case=other.id,
                mentions=other.mentions,
                given=other.given,
                spotters=tuple(
                    (c.member, c.volunteered) for c in other.claims if c.slot == "spot" and c.member not in spotters
                ),
                asked_since=asked,
                first_reply_due=first_reply,
                next_reply_due=again,
            )
        )

    def part_from(self, by: Member, at: datetime, *, absorbed: act.Absorbed) -> Self:
        """Let a merged case go its own way again, with what it had brought. Raises NotAllowed, WrongStage."""
        self.expect_live(by)
        self.expect_nothing_on_its_way()
        brought = {one.contribution for one in absorbed.given}
        return self.after(
            act.Parted(
                at=at,
                by=by.id,
                case=absorbed.case,
                mentions=absorbed.mentions,
                given=tuple(one for one in self.given if one.contribution in brought),
                spotters=tuple(member for member, _ in absorbed.spotters),
            )
        )

    def split_off(self, by: Member, at: datetime, *, case: CaseId, mentions: int) -> Self:
        """Let some mentions become a case of their own; merging it reverses that. Raises BadInput, NotAllowed,
        WrongStage."""
        self.expect(Status.OPEN, by)
        if not 0 < mentions < self.mentions:
            raise BadInput("Leave at least one mention here, and choose at least one to go.", field="mentions")
        return self.after(act.SplitOff(at=at, by=by.id, case=case, mentions=mentions))

    def void(self, by: Member, at: datetime, *, reason: str) -> Self:
        """Let the case count for nobody and nothing; `restore` reverses it. Raises NotAllowed, WrongStage."""
        self.expect_taking_part(by)
        self.expect_not_set_aside()
        self.expect_nothing_on_its_way()
        return self.after(act.Voided(at=at, by=by.id, reason=reason))

    def restore(
        self, by: Member, at: datetime, *, reason: str, terms: Terms, parted: act.Parted | None = None
    ) -> Self:
        """Let a void or merged case go on where it stood. A merged one gets back what it had brought (`parted`).

        Raises NotAllowed, WrongStage.
        """
        self.expect_taking_part(by)
        if self.before is None:
            raise WrongStage("This case was not set aside.")
        clocks = self.clocks.asked(at) if self.before is Status.OPEN else self.clocks
        promises = clocks.promised(terms)
        return self.after(
            act.Restored(
                at=at,
                by=by.id,
                reason=reason,
                given=parted.given if parted else (),
                first_reply_due=promises.first_reply,
                next_reply_due=promises.next_reply,
                resolution_due=promises.resolution,
            )
        )

    def join(self, joined: act.Joined) -> Self:
        """Take one more mention of the same matter in."""
        return self.after(joined)
