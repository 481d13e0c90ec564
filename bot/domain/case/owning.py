"""Taking a case in hand, and giving it on."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from bot.domain import activity as act
from bot.domain.case.record import CaseRecord
from bot.domain.errors import AlreadyClaimed, BadInput, NotAllowed, WrongStage
from bot.domain.people import Member
from bot.domain.status import Status


class Owning(CaseRecord):
    """What can be done about who owns a case."""

    __slots__ = ()

    def claim(self, by: Member, at: datetime) -> Self:
        """Take the case. Raises AlreadyClaimed, NotAllowed, WrongStage."""
        self.expect(Status.OPEN, by)
        if self.owner == by.id:
            raise WrongStage("You own this case already. Draft the reply when you are ready.")
        if self.owner and self.claimed_at:
            raise AlreadyClaimed(self.owner, self.claimed_at)
        return self.after(act.Claimed(at=at, by=by.id))

    def release(self, by: Member, at: datetime) -> Self:
        """Give the case back, so that someone else can take it. Raises NotAllowed, WrongStage."""
        self.expect_live(by)
        if self.owner is None:
            raise WrongStage("Nobody owns this case; it is free to claim.")
        return self.after(act.Released(at=at, by=by.id))

    def hand_over(self, by: Member, at: datetime, *, to: Member) -> Self:
        """Make somebody else the owner. Raises BadInput, NotAllowed, WrongStage."""
        self.expect_live(by)
        if not to.may_take_part:
            raise BadInput("Guests and people who have left cannot own a case. Choose somebody else.", field="to")
        if self.owner == to.id:
            raise BadInput("This person owns the case already.", field="to")
        return self.after(act.HandedOver(at=at, by=by.id, to=to.id))

    def renew(self, by: Member, at: datetime) -> Self:
        """Keep the case. Raises NotAllowed, WrongStage."""
        self.expect_live(by)
        if self.owner != by.id:
            raise NotAllowed("Only the owner can keep a case. Claim it if it is free.")
        return self.after(act.Renewed(at=at, by=by.id))

    def warn_owner(self, at: datetime, *, ends_at: datetime) -> Self:
        """Note that the owner was told of the end of their lease. Raises WrongStage where there is none."""
        if self.owner is None:
            raise WrongStage("Nobody owns this case.")
        return self.after(act.LeaseWarned(at=at, owner=self.owner, ends_at=ends_at))

    def end_lease(self, at: datetime) -> Self:
        """Free the case of an owner who did nothing for long. Raises WrongStage where there is none."""
        if self.owner is None:
            raise WrongStage("Nobody owns this case.")
        return self.after(act.LeaseEnded(at=at, owner=self.owner))
