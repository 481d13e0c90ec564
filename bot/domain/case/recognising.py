"""Who says that somebody helped: by a sign, in words, and of what did not work."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Self

from bot.domain import activity as act
from bot.domain.case.helping import Helping
from bot.domain.credit.amounts import CONFIRM_WITHIN
from bot.domain.errors import BadInput, NotAllowed, WrongStage
from bot.domain.people import Member, MemberId
from bot.domain.status import Status


class Recognising(Helping):
    """What can be said about those who helped."""

    __slots__ = ()

    def shares_of(self, contribution: int) -> tuple[str, ...]:
        """The slots in which a contribution stands for a share of whoever gave it."""
        given = next((one for one in self.given if one.contribution == contribution and not one.partner), None)
        if given is None:
            return ()
        return tuple(
            claim.slot
            for claim in self.claims
            if claim.member == given.member
            and (claim.slot == f"answer:{given.function}" or (claim.by_input and given.spotted))
        )

    def heed(self, by: Member, at: datetime, *, contribution: int, thanked: Collection[int], approver: bool) -> Self:
        """Let the signs of `by` count: `thanked` are the contributions on which any stands now. Each share that this
        `contribution` stands for is confirmed as long as one does; what they confirmed otherwise holds without.

        Where they have a stake in it, nothing happens. Raises NotAllowed, WrongStage.
        """
        case = self
        member = next((one.member for one in self.given if one.contribution == contribution), None)
        for slot in self.shares_of(contribution):
            if member is None or not self.may_confirm(by.id, member, slot):
                continue
            gave = (one.contribution for one in self.given if one.member == member)
            if any(one in thanked and slot in self.shares_of(one) for one in gave):
                case = case.confirm(by, at, member=member, slot=slot, approver=approver, by_reaction=True)
            elif any((c.by, c.member, c.slot, c.by_reaction) == (by.id, member, slot, True) for c in self.confirmed):
                case = case.unconfirm(by.id, at, member=member, slot=slot)
        return case

    def unconfirmed_by(self, by: MemberId) -> list[tuple[MemberId, str]]:
        """The shares, each a member and a slot, that this person may confirm and has not, unless by a sign alone."""
        said = {(one.member, one.slot) for one in self.confirmed if one.by == by and not one.by_reaction}
        return [
            (claim.member, claim.slot)
            for claim in self.claims
            if (claim.member, claim.slot) not in said and self.may_confirm(by, claim.member, claim.slot)
        ]

    def confirmable(self, now: datetime) -> bool:
        """Whether its answer went out, and confirming who helped counts yet (CREDIT.md, rule 3)."""
        answered = self.status in (Status.REPLIED, Status.CLOSED)
        return answered and self.signed is not None and now <= self.signed.at + CONFIRM_WITHIN

    def expect_confirmable(self, now: datetime) -> None:
        """Raises WrongStage where it does not count any more, or not yet."""
        self.expect_not_set_aside()
        if self.status not in (Status.REPLIED, Status.CLOSED):
            raise WrongStage("Who helped is said once the answer went out.")
        if not self.confirmable(now):
            raise WrongStage("Who helped is said within 7 days of the sign-off. You can still say thanks.")

    def thank(self, by: Member, at: datetime, *, member: MemberId, note: int) -> Self:
        """Note that somebody thanked a colleague. Raises BadInput, NotAllowed, WrongStage."""
        self.expect_taking_part(by)
        self.expect_not_set_aside()
        if member == by.id:
            raise BadInput("Thanks go to somebody else. Choose whom you want to thank.", field="person")
        return self.after(act.Thanked(at=at, by=by.id, member=member, note=note))

    def note_attempt(self, by: Member, at: datetime, *, attempt: int) -> Self:
        """Note that something was tried that did not work. Raises NotAllowed, WrongStage."""
        self.expect_taking_part(by)
        self.expect_not_set_aside()
        return self.after(act.Tried(at=at, by=by.id, attempt=attempt))

    def honour(self, by: Member, at: datetime, *, attempt: int, member: MemberId) -> Self:
        """Pick what `member` tried for a digest. Raises NotAllowed, WrongStage."""
        self.expect_taking_part(by)
        self.expect_not_set_aside()
        if member == by.id:
            raise NotAllowed("You tried this yourself. Another lead can honour it.")
        return self.after(act.Honoured(at=at, by=by.id, attempt=attempt, member=member))
