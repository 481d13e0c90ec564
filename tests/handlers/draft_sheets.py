"""Drafts made of arbitrary texts: side by side, flagged, signed in part, with what changed in them."""

from dataclasses import replace

from bot.domain import activity as act
from bot.domain.case import CaseId
from bot.domain.draft import DRAFT_LIMIT, Draft, draft_fingerprint
from bot.domain.evolution import evolve
from bot.domain.guardrails import Finding, FindingKind
from bot.domain.sheet import CaseSheet, EarlierAnswer, Note
from handlers.blocks import modals
from handlers.blocks.kit import Message, View
from handlers.blocks.modals import Writing
from handlers.blocks.notes import note
from tests.handlers import sheets as made
from tests.handlers.sheets import PEOPLE, Texts
from tests.world import NOON


def sheet(texts: Texts) -> CaseSheet:
    """A case that asks for two signatures, with two revisions by two people, one of them signed in part."""
    base = made.sheet(replace(texts, stage=1))
    words = texts.inside[:DRAFT_LIMIT]
    finger, accepted = draft_fingerprint(words), tuple(f"{n}{texts.inside}"[:DRAFT_LIMIT] for n in range(30))
    acts = (
        act.Reclassed(at=NOON, risk="injury", reason=texts.inside, required=("legal",), input_due=NOON),
        act.Drafted(at=NOON, by=PEOPLE[0], revision=1, fingerprint=finger, accepted=accepted),
        act.Drafted(at=NOON, by=PEOPLE[1], revision=2, fingerprint=finger, beside=True),
        act.SignedOff(at=NOON, by=PEOPLE[2], revision=1, fingerprint=finger, function="product", complete=False),
    )
    case = base.case
    for one in acts:
        case = evolve(one, case)
    drafts = tuple(Draft(revision=n, text=words, author=PEOPLE[n - 1], at=NOON) for n in (1, 2))
    return replace(base, case=case, drafts=drafts)


def messages(texts: Texts) -> list[Message]:
    """What the thread is told of drafts and of what becomes of them."""
    shown, words = sheet(texts), texts.inside[:DRAFT_LIMIT]
    first, second = (
        act.Drafted(at=NOON, by=PEOPLE[0], revision=number, fingerprint="f", beside=number == 2) for number in (1, 2)
    )
    wanted = act.ChangesWanted(at=NOON, by=PEOPLE[1], revision=2, comment=texts.inside)
    told = [
        Note(activity=first, text=words, before=texts.said[:DRAFT_LIMIT]),
        Note(activity=second, text=words),
        Note(activity=act.DraftRejected(at=NOON, by=PEOPLE[1], revision=3, reason=texts.inside)),
        Note(activity=act.Reclassed(at=NOON, risk="injury", reason=texts.inside, required=(), input_due=NOON)),
    ]
    gone = Note(activity=replace(first, revision=9), text=words, before=words)
    changed = evolve(wanted, shown.case)
    return [
        *(note(shown, one) for one in (*told, gone)),
        note(replace(shown, case=changed), told[1]),
        note(replace(shown, case=replace(changed, drafts=())), Note(activity=wanted)),
    ]


def views(texts: Texts) -> list[View]:
    """The modals about drafts, as full as they can be."""
    shown = sheet(texts)
    finding = Finding(kind=FindingKind.PROMISE, excerpt=texts.inside[:DRAFT_LIMIT], remedy="Please change it.")
    findings = [replace(finding, excerpt=f"{number}{finding.excerpt}") for number in range(30)]
    full = Writing(after=1, text=texts.inside, beside=True, findings=findings, aside=texts.inside, filled=1)
    answer = EarlierAnswer(
        case_id=CaseId(10**12), matter=texts.said[:80], text=texts.inside[:DRAFT_LIMIT], by=texts.name, at=NOON
    )
    return [
        modals.draft_modal(shown, PEOPLE[1]),
        modals.draft_modal(shown, PEOPLE[1], full),
        modals.answers_modal(shown, [answer] * 3, full),
        modals.answers_modal(shown, [replace(answer, by=None)], replace(full, text="&\n" * 1_500)),
        modals.answers_modal(shown, [], full),
        *(modals.sign_off_modal(shown, draft, changed=True) for draft in shown.drafts),
        modals.want_changes_modal(shown, shown.drafts[0], typed=texts.inside),
        modals.reject_draft_modal(shown, shown.drafts[0]),
        modals.reclass_modal(shown),
    ]
