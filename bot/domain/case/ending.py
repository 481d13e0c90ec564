"""What happens to whole cases."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from bot.domain import activity as act
from bot.domain.case.record import CaseId, CaseRecord
from bot.domain.clocks import Terms
from bot.domain.community import Community
from bot.domain.errors import BadInput, WrongStage
from bot.domain.mention import MentionId
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
        return self.take_up(by.id, at, reason=reason, terms=terms)

    def take_up(self, by: MemberId, at: datetime, *, reason: str, terms: Terms) -> Self:
        """The same for what somebody had decided when they could; they may have left since. Raises WrongStage."""
        self.expect_not_set_aside()
        if self.status not in (*ENDED, Status.REPLIED):
            raise WrongStage("This case is open already.")
        promises = self.clocks.asked(at).promised(terms)
        return self.after(
            act.Reopened(
                at=at,
                by=by,
                reason=reason,
                **promises.dues,
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
                **promises.dues,
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
        self.expect_nothing_on_its_way()
        return self.after(act.Reclassed(at=at, by=by, risk=risk, reason=reason, required=required, input_due=due))

    def merge_into(self, by: Member | None, at: datetime, *, into: CaseId) -> Self:
        """Go on as part of another case; `restore` takes them apart. Without `by` it is Muster that saw they are one.

        Raises BadInput, NotAllowed, WrongStage.
        """
        self._expect_to_merge(by)
        if into == self.id:
            raise BadInput("A case cannot become part of itself. Choose another one.", field="into")
        return self.after(act.Merged(at=at, by=by.id if by else None, into=into))

    def absorb(self, by: Member | None, at: datetime, *, other: Ending) -> Self:
        """Take another case in, as it stood before it merged; `part_from` reverses it.

        Raises NotAllowed, WrongStage.
        """
        self._expect_to_merge(by)
        return self.after(
            act.Absorbed(
                at=at,
                by=by.id if by else None,
                case=other.id,
                mentions=other.mentions,
                given=other.given,
                spotters=tuple(
                    (c.member, c.volunteered) for c in other.claims if c.slot == "spot" and not c.by_input
                ),
                waited=other.clocks.waited,
                reply_due=other.clocks.reply_due or other.first_reply_due,
                resolution_due=other.clocks.promises.resolution,
                intents=other.intents,
                vulnerable=other.vulnerable,
            )
        )

    def part_from(
        self, by: Member, at: datetime, *, absorbed: act.Absorbed, alone: CaseRecord, mentions: int
    ) -> Self:
        """Let a merged case go its own way again, with what it had brought and so many of its mentions as are still
        here. `alone` is what this case would be without it. Raises NotAllowed, WrongStage."""
        self.expect_live(by)
        self.expect_nothing_on_its_way()
        if not 0 < mentions < self.mentions:
            raise WrongStage(
                f"Case {self.id} or case {absorbed.case} would be left without a mention, as others were split off. "
                "Merge those back first."
            )
        brought = {one.contribution for one in absorbed.given}
        spotters = {claim.member for claim in alone.claims if claim.slot == "spot" and not claim.by_input}
        return self.after(
            act.Parted(
                at=at,
                by=by.id,
                case=absorbed.case,
                mentions=mentions,
                given=tuple(one for one in self.given if one.contribution in brought),
                spotters=tuple(member for member, _ in absorbed.spotters if member not in spotters),
                clocks=alone.clocks,
                intents=alone.intents,
                vulnerable=alone.vulnerable,
            )
        )

    def split_off(self, by: Member, at: datetime, *, case: CaseId, chosen: tuple[MentionId, ...]) -> Self:
        """Let some mentions become a case of their own; merging it reverses that. What was signed must be signed
        anew, for it may now go to somebody else. Raises BadInput, NotAllowed, WrongStage."""
        self.expect_to_split(by, len(chosen))
        return self.after(act.SplitOff(at=at, by=by.id, case=case, chosen=chosen))

    def expect_to_split(self, by: Member, mentions: int) -> None:
        """Refuse a split early, before a new case gets a number. Raises BadInput, NotAllowed, WrongStage."""
        self.expect(Status.OPEN, by)
        self.expect_nothing_on_its_way()
        if not 0 < mentions < self.mentions:
            raise BadInput("Leave at least one mention here, and choose at least one to go.", field="mentions")

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
            raise WrongStage("This case was not set aside, so there is nothing to restore.")
        if self.merged_into and parted is None:
            raise WrongStage(f"This case is part of case {self.merged_into}. Take it apart instead.")
        clocks = self.clocks.asked(at) if self.before is Status.OPEN else self.clocks
        promises = clocks.promised(terms)
        return self.after(
            act.Restored(
                at=at,
                by=by.id,
                reason=reason,
                given=parted.given if parted else (),
                mentions=parted.mentions if parted else None,
                **promises.dues,
            )
        )

    def keep_apart(self, by: Member, at: datetime, *, other: CaseId) -> Self:
        """Say that another case is about something else; merging them by hand reverses it. Raises BadInput,
        NotAllowed, WrongStage."""
        self.expect_live(by)
        if other == self.id:
            raise BadInput("A case cannot be kept apart from itself. Choose another one.")
        return self.after(act.KeptApart(at=at, by=by.id, other=other))

    def _expect_to_merge(self, by: Member | None) -> None:
        """Raises NotAllowed, and WrongStage where the case does not wait for an answer; two cases are at hand then,
        so it says which one it means."""
        if by:
            self.expect_taking_part(by)
        self.expect_nothing_on_its_way()
        match self.status:
            case Status.MERGED:
                raise WrongStage(
                    f"Case {self.id} is part of case {self.merged_into} already. "
                    f"Take case {self.merged_into} instead, or take them apart first."
                )
            case Status.VOID:
                raise WrongStage(f"Case {self.id} is void. Restore it first.")
            case Status.REPLIED | Status.CLOSED | Status.DISMISSED:
                raise WrongStage(f"Case {self.id} is {self.status}. Reopen it first.")

    def join(self, joined: act.Joined) -> Self:
        """Take one more mention of the same matter in."""
        return self.after(joined)

    def reread(self, by: Member, at: datetime, *, intents: tuple[str, ...]) -> Self:
        """Say what the customer really wants. Raises BadInput, NotAllowed, WrongStage."""
        self.expect_live(by)
        if set(intents) == set(self.intents):
            raise BadInput("Nothing is changed. Tick what else the customer means, or untick what they do not.")
        return self.after(act.Reread(at=at, by=by.id, intents=intents))
