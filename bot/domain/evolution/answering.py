"""What drafts, signatures and replies make of a case."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.domain import activity as act
from bot.domain.draft import DraftMark, ReplyMark, SendMark, SignOff
from bot.domain.evolution.rule import effect, with_claim
from bot.domain.slot import ShareClaim
from bot.domain.status import Status

if TYPE_CHECKING:
    from bot.domain.case.record import CaseRecord


@effect.register(act.Drafted)
def _(drafted: act.Drafted, case: CaseRecord) -> CaseRecord:
    mark = DraftMark(
        revision=drafted.revision,
        fingerprint=drafted.fingerprint,
        author=drafted.by,
        at=drafted.at,
        accepted=drafted.accepted,
    )
    kept = tuple(draft for draft in case.drafts if drafted.beside and draft.author != drafted.by)
    stands = case.signed is not None and any(draft.revision == case.signed.revision for draft in kept)
    return replace(
        case,
        drafts=(*kept, mark),
        signed=case.signed if stands else None,
        revisions=drafted.revision,
        send_problem=case.send_problem if stands else None,
    )


@effect.register(act.DraftRejected)
def _(rejected: act.DraftRejected, case: CaseRecord) -> CaseRecord:
    drafts = tuple(draft for draft in case.drafts if draft.revision != rejected.revision)
    return replace(case, drafts=drafts, signed=_unless_of(case, rejected.revision))


@effect.register(act.ChangesWanted)
def _(wanted: act.ChangesWanted, case: CaseRecord) -> CaseRecord:
    drafts = tuple(
        replace(draft, changes_wanted=True, signatures=()) if draft.revision == wanted.revision else draft
        for draft in case.drafts
    )
    return replace(case, drafts=drafts, signed=_unless_of(case, wanted.revision))


@effect.register(act.SignedOff)
def _(signed: act.SignedOff, case: CaseRecord) -> CaseRecord:
    mark = SignOff(
        by=signed.by,
        at=signed.at,
        revision=signed.revision,
        fingerprint=signed.fingerprint,
        function=signed.function,
    )
    drafts = tuple(
        replace(draft, signatures=(*draft.signatures, mark)) if draft.revision == signed.revision else draft
        for draft in case.drafts
    )
    if not signed.complete:
        return replace(case, drafts=drafts)
    return replace(case, drafts=drafts, signed=mark, reopened=False)


@effect.register(act.Sending)
def _(sending: act.Sending, case: CaseRecord) -> CaseRecord:
    mark = SendMark(by=sending.by, at=sending.at, revision=sending.revision, number=sending.number)
    return replace(case, sending=mark, sends=sending.number, send_problem=None)


@effect.register(act.SendFailed)
def _(failed: act.SendFailed, case: CaseRecord) -> CaseRecord:
    draft = case.revision(case.sending.revision) if case.sending else None
    perhaps = draft.fingerprint if failed.unsure and draft else None
    return replace(case, sending=None, send_problem=failed.reason, perhaps_sent=perhaps)


@effect.register(act.Replied)
def _(replied: act.Replied, case: CaseRecord) -> CaseRecord:
    mark = ReplyMark(by=replied.by, at=replied.at, url=replied.url, as_signed=replied.as_signed)
    loop = ShareClaim(member=replied.by, slot="loop", volunteered=replied.volunteered)
    return replace(
        case,
        status=Status.REPLIED,
        drafts=tuple(
            replace(draft, sent=True) if draft.revision == replied.revision else draft for draft in case.drafts
        ),
        reply=mark,
        replies=case.replies + 1,
        sending=None,
        send_problem=None,
        perhaps_sent=None,
        clocks=case.clocks.replied(replied.at),
        claims=with_claim(case, loop),
    )


def _unless_of(case: CaseRecord, revision: int) -> SignOff | None:
    """What is signed, unless it is this revision."""
    return None if case.signed and case.signed.revision == revision else case.signed
