"""Cases as rows and back."""

from typing import Any

from sqlalchemy import Row

from bot.domain.activity import Confirmed
from bot.domain.case import Case, CaseId
from bot.domain.draft import DraftMark, ReplyMark, SignOff
from bot.domain.people import MemberId
from bot.domain.slot import ShareClaim, Slot
from bot.domain.status import Status


def to_row(case: Case) -> dict[str, Any]:
    """The columns of `cases` for a case."""
    draft, signed, reply = case.draft, case.signed, case.reply
    return {
        "version": case.version,
        "status": case.status.value,
        "community": case.community,
        "came_from": case.came_from,
        "moved_because": case.moved_because,
        "matter": case.matter,
        "external_key": case.external_key,
        "words": list(case.words),
        "mentions": case.mentions,
        "opened_at": case.opened_at,
        "first_reply_due": case.first_reply_due,
        "owner": case.owner,
        "claimed_at": case.claimed_at,
        "draft_revision": draft and draft.revision,
        "draft_fingerprint": draft and draft.fingerprint,
        "draft_author": draft and draft.author,
        "signed_by": signed and signed.by,
        "signed_at": signed and signed.at,
        "signed_revision": signed and signed.revision,
        "signed_fingerprint": signed and signed.fingerprint,
        "reply_by": reply and reply.by,
        "reply_at": reply and reply.at,
        "reply_url": reply and reply.url,
        "reply_as_signed": reply and reply.as_signed,
        "ended_at": case.ended_at,
        "outcome": case.outcome,
        "reopened": case.reopened,
    }


def slot_rows(case: Case) -> list[dict[str, Any]]:
    """The rows of `slots` for a case."""
    return [
        {"function": s.function, "place": place, "due": s.due, "answered_by": list(s.answered_by)}
        for place, s in enumerate(case.slots)
    ]


def share_claim_rows(case: Case) -> list[dict[str, Any]]:
    """The rows of `share_claims` for a case."""
    return [
        {"slot": c.slot, "member": c.member, "volunteered": c.volunteered, "place": place}
        for place, c in enumerate(case.claims)
    ]


def confirmation_rows(case: Case) -> list[dict[str, Any]]:
    """The rows of `confirmations` for a case."""
    return [
        {"slot": c.slot, "member": c.member, "by": c.by, "at": c.at, "approver": c.approver, "place": place}
        for place, c in enumerate(case.confirmed)
    ]


def from_rows(row: Row[Any], slots: list[Row[Any]], claims: list[Row[Any]], confirmed: list[Row[Any]]) -> Case:
    """The case that was stored, from its rows in each table."""
    return Case(
        id=CaseId(row.id),
        version=row.version,
        status=Status(row.status),
        community=row.community,
        came_from=row.came_from,
        moved_because=row.moved_because,
        matter=row.matter,
        external_key=row.external_key,
        words=tuple(row.words),
        mentions=row.mentions,
        opened_at=row.opened_at,
        first_reply_due=row.first_reply_due,
        owner=row.owner,
        claimed_at=row.claimed_at,
        draft=_draft(row),
        signed=_signed(row),
        reply=_reply(row),
        ended_at=row.ended_at,
        outcome=row.outcome,
        reopened=row.reopened,
        slots=tuple(Slot(function=s.function, due=s.due, answered_by=tuple(s.answered_by)) for s in slots),
        claims=tuple(ShareClaim(member=MemberId(c.member), slot=c.slot, volunteered=c.volunteered) for c in claims),
        confirmed=tuple(
            Confirmed(by=MemberId(c.by), at=c.at, member=c.member, slot=c.slot, approver=c.approver)
            for c in confirmed
        ),
    )


def _draft(row: Row[Any]) -> DraftMark | None:
    if row.draft_revision is None:
        return None
    return DraftMark(revision=row.draft_revision, fingerprint=row.draft_fingerprint, author=row.draft_author)


def _signed(row: Row[Any]) -> SignOff | None:
    if row.signed_by is None:
        return None
    return SignOff(
        by=row.signed_by, at=row.signed_at, revision=row.signed_revision, fingerprint=row.signed_fingerprint
    )


def _reply(row: Row[Any]) -> ReplyMark | None:
    if row.reply_by is None:
        return None
    return ReplyMark(by=row.reply_by, at=row.reply_at, url=row.reply_url, as_signed=row.reply_as_signed)
