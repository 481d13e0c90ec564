"""Cases as rows and back."""

from typing import Any

from pydantic import TypeAdapter

from bot.domain.case import Case
from bot.domain.priority import standing

_ADAPTER = TypeAdapter(Case)


def to_row(case: Case) -> dict[str, Any]:
    """The columns of `cases` for a case: its snapshot, and beside it what is asked for by SQL."""
    signed, reply, clocks = case.signed, case.reply, case.clocks
    return {
        "version": case.version,
        "status": case.status.value,
        "community": case.community,
        "risk": case.risk,
        "matter": case.matter,
        "external_key": case.external_key,
        "mentions": case.mentions,
        "urgency": standing(case),
        "opened_at": case.opened_at,
        "first_reply_due": case.first_reply_due,
        "resolution_due": clocks.promises.resolution,
        "due_at": clocks.due,
        "first_replied_at": clocks.first_replied_at,
        "owner": case.owner,
        "draft_revision": case.draft and case.draft.revision,
        "signed_by": signed and signed.by,
        "signed_at": signed and signed.at,
        "reply_at": reply and reply.at,
        "reply_url": reply and reply.url,
        "ended_at": case.ended_at,
        "outcome": case.outcome,
        "reopened": case.reopened,
        "merged_into": case.merged_into,
        "snapshot": _ADAPTER.dump_python(case, mode="json", exclude={"news"}),
    }


def from_snapshot(snapshot: dict[str, Any]) -> Case:
    """The case that was stored."""
    return _ADAPTER.validate_python(snapshot)


def slot_rows(case: Case) -> list[dict[str, Any]]:
    """The rows of `slots` for a case."""
    return [
        {
            "name": slot.name,
            "place": place,
            "required": slot.required,
            "asked_at": slot.asked_at,
            "due": slot.due,
            "waived": slot.waived,
            "answered_by": list(slot.answered_by),
        }
        for place, slot in enumerate(case.slots)
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
        {"slot": c.slot, "member": c.member, "by": c.by, "at": c.at, "approver": c.approver, "customer": c.customer}
        | {"place": place}
        for place, c in enumerate(case.confirmed)
    ]
