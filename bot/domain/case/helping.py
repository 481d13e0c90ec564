"""Input of several functions: asked for, given, changed, waived, confirmed, and that of partners."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from bot.domain import activity as act
from bot.domain.case.record import CaseRecord
from bot.domain.errors import BadInput, NotAllowed, WrongStage
from bot.domain.people import Member, MemberId
from bot.domain.slot import slot_of_person


class Helping(CaseRecord):
    """What can be done about the input that a case is owed."""

    __slots__ = ()

    def ask(self, by: Member, at: datetime, *, slot: str, due: datetime) -> Self:
        """Ask one more function or person, or again one that was waived. Raises BadInput, NotAllowed, WrongStage."""
        self.expect_live(by)
        known, place = self.slot(slot), "person" if slot.startswith("@") else "slot"
        if known and known.answered_by:
            raise BadInput("They have given their input already; their words stand in the thread.", field=place)
        if known and not known.waived:
            raise BadInput("They are asked already.", field=place)
        return self.after(act.Asked(at=at, by=by.id, slot=slot, due=due))

    def waive(self, by: Member, at: datetime, *, slot: str, reason: str) -> Self:
        """Go on without an answer of this slot. Raises BadInput, NotAllowed, WrongStage."""
        self.expect_live(by)
        known = self.slot(slot)
        if known is None or not known.waits:
            raise BadInput("This input is not waited for any more.", field="slot")
        return self.after(act.Waived(at=at, by=by.id, slot=slot, reason=reason))

    def remind(self, at: datetime, *, slot: str, whom: tuple[MemberId, ...]) -> Self:
        """Note that those who owe a slot were reminded. Raises WrongStage where it does not wait."""
        known = self.slot(slot)
        if not self.live or known is None or not known.waits:
            raise WrongStage("This input is not waited for any more.")
        return self.after(act.Reminded(at=at, slot=slot, number=known.reminders + 1, whom=whom))

    def escalate(self, at: datetime, *, due: datetime, whom: tuple[MemberId, ...]) -> Self:
        """Note that a promise to the customer was not kept, and who was told."""
        return self.after(act.Escalated(at=at, due=due, whom=whom))

    def contribute(self, by: Member, at: datetime, *, contribution: int, volunteered: bool) -> Self:
        """Add a person's input; it answers the slot of their function, and theirs. `volunteered` says that it was
        not their turn of duty. Raises NotAllowed, WrongStage."""
        self.expect_live(by)
        asked_by_name = self.slot(slot_of_person(by.id)) is not None
        asked = asked_by_name or (by.function is not None and self.slot(by.function) is not None)
        return self.after(
            act.Contributed(
                at=at,
                by=by.id,
                contribution=contribution,
                function=by.function,
                volunteered=volunteered and not asked_by_name,
                spotted=volunteered and not asked,
            )
        )

    def add_partner_input(self, by: MemberId, at: datetime, *, contribution: int, partner: str) -> Self:
        """Add what somebody of a partner knows. Raises NotAllowed where the case is not shared with them."""
        if not self.live or partner not in self.partners:
            raise NotAllowed("This case is not shared with this partner any more.")
        return self.after(act.PartnerContributed(at=at, by=by, contribution=contribution, partner=partner))

    def amend(self, by: MemberId, at: datetime, *, contribution: int) -> Self:
        """Note that someone changed the words of their input, wherever the case stands."""
        return self.after(act.Amended(at=at, by=by, contribution=contribution))

    def withdraw(self, at: datetime, *, contribution: int, member: MemberId, function: str | None) -> Self:
        """Take a person's input back. Without another from them their slot is open again, and their share gone,
        confirmed or not."""
        return self.after(act.Withdrawn(at=at, contribution=contribution, member=member, function=function))

    def confirm(
        self, by: Member, at: datetime, *, member: MemberId, slot: str, approver: bool, by_reaction: bool = False
    ) -> Self:
        """Say that someone helped; what was said by a sign alone can be said anew to hold without it. Raises BadInput
        where there is no such claim, NotAllowed, WrongStage."""
        self.expect_taking_part(by)
        self.expect_not_set_aside()
        if not any(claim.member == member and claim.slot == slot for claim in self.claims):
            raise BadInput("This person has given nothing here that could be confirmed.")
        if not self.may_confirm(by.id, member, slot):
            raise NotAllowed("Nobody confirms their own share, or one they have a part in.")
        said = next((c for c in self.confirmed if (c.by, c.member, c.slot) == (by.id, member, slot)), None)
        if said and (by_reaction or not said.by_reaction):
            return self
        return self.after(
            act.Confirmed(at=at, by=by.id, member=member, slot=slot, approver=approver, by_reaction=by_reaction)
        )

    def unconfirm(self, by: MemberId, at: datetime, *, member: MemberId, slot: str) -> Self:
        """Take back that someone helped; nothing happens where that was never said."""
        if not any((c.by, c.member, c.slot) == (by, member, slot) for c in self.confirmed):
            return self
        return self.after(act.Unconfirmed(at=at, by=by, member=member, slot=slot))

    def may_confirm(self, by: MemberId, member: MemberId, slot: str) -> bool:
        """Whether this confirmation would be without a stake (CREDIT.md, rule 3)."""
        return by != member and not any(c.member == by and c.slot == slot for c in self.claims)

    def share_with(self, by: Member, at: datetime, *, partner: str, until: datetime | None) -> Self:
        """Let a partner see a redacted copy and answer it. Raises BadInput, NotAllowed, WrongStage."""
        self.expect_live(by)
        if partner in self.partners:
            raise BadInput("The case is shared with this partner already.", field="partner")
        return self.after(act.Shared(at=at, by=by.id, partner=partner, until=until))

    def unshare(self, at: datetime, *, partner: str, by: MemberId | None) -> Self:
        """End a partner's access, by hand or (`by` None) by its date. Raises BadInput."""
        if partner not in self.partners:
            raise BadInput("The case is not shared with this partner.", field="partner")
        return self.after(act.Unshared(at=at, by=by, partner=partner))

    def link_idea(self, by: Member, at: datetime, *, idea: int) -> Self:
        """Let the case stand behind an idea. Raises BadInput, NotAllowed, WrongStage."""
        self.expect_taking_part(by)
        self.expect_not_set_aside()
        if idea in self.ideas:
            raise BadInput("The case stands behind this idea already.", field="idea")
        return self.after(act.IdeaLinked(at=at, by=by.id, idea=idea))

    def unlink_idea(self, by: Member, at: datetime, *, idea: int) -> Self:
        """Take the case away from an idea. Raises BadInput, NotAllowed."""
        self.expect_taking_part(by)
        if idea not in self.ideas:
            raise BadInput("The case does not stand behind this idea.", field="idea")
        return self.after(act.IdeaUnlinked(at=at, by=by.id, idea=idea))

    def note_idea_done(self, by: MemberId, at: datetime, *, idea: int) -> Self:
        """Note that an idea was carried out."""
        return self.after(act.IdeaDone(at=at, by=by, idea=idea))
