"""Answers on their way out, those that came back, and what customers said of them, of arbitrary texts."""

from __future__ import annotations

from dataclasses import replace

from bot.domain import activity as act
from bot.domain.draft import DRAFT_LIMIT, Draft, SendMark, SignOff
from bot.domain.letters import NotAsked, Thanks
from bot.domain.mention import MentionId
from bot.domain.sheet import CaseSheet, Note
from bot.domain.verdict import VERDICT_WORDS_LIMIT
from bot.usecases.ask_for_feedback import feedback_sentence
from handlers.blocks import letters as letters  # its tellings
from handlers.blocks import modals
from handlers.blocks.card import card
from handlers.blocks.kit import Message, View
from handlers.blocks.notes import note
from handlers.blocks.tellings import telling
from tests.handlers.sheets import ADMINISTRATOR, COMPANY, PEOPLE, Texts, sheet
from tests.world import NOON


def sendable(texts: Texts) -> CaseSheet:
    """A signed answer to a customer who wrote again, that failed to go out once and can be sent anew."""
    amara, li = PEOPLE[:2]
    known = sheet(replace(texts, stage=2))
    signed = SignOff(by=li, at=NOON, revision=1, fingerprint="f")
    case = replace(known.case, owner=amara, signed=signed, send_problem=texts.inside, again=MentionId(2))
    company = replace(known.company, replying=frozenset({known.mention.source}))
    return replace(known, case=case, company=company, again=known.mention)


def notes(texts: Texts) -> list[Note]:
    """What the thread is told on the way out and back."""
    due = {"first_reply_due": NOON, "next_reply_due": NOON, "resolution_due": NOON}
    judged = {"reply": 1, "recommended": True}
    words = texts.said[:VERDICT_WORDS_LIMIT]
    return [
        Note(activity=act.Sending(at=NOON, by=PEOPLE[0], revision=1, number=1)),
        Note(activity=act.SendFailed(at=NOON, number=1, reason=texts.inside, unsure=True)),
        Note(activity=act.Continued(at=NOON, mention=MentionId(2), **due), text=texts.said),
        Note(
            activity=act.Replied(at=NOON, by=PEOPLE[0], revision=1, url=texts.url, as_signed=False),
            text=texts.said[:500],
            signed=texts.inside[:500],
        ),
        Note(activity=act.FeedbackAsked(at=NOON, by=PEOPLE[0], reply=1)),
        Note(activity=act.Judged(at=NOON, score=5, **judged), text=words),
        Note(activity=act.Judged(at=NOON, score=1, **judged), text=words),
    ]


def messages(texts: Texts) -> list[Message]:
    """Every message about answers that are sent."""
    ready = sendable(texts)
    on_its_way = SendMark(by=PEOPLE[0], at=NOON, revision=1, number=1)
    replied = sheet(replace(texts, stage=45))
    about = {"case_id": ready.case.id, "matter": ready.case.matter}
    return [
        card(ready, NOON),
        card(replace(ready, case=replace(ready.case, sending=on_its_way)), NOON),
        *(note(replied, told) for told in notes(texts)),
        telling(Thanks(channel="C0CARE", score=5, words=texts.said[:VERDICT_WORDS_LIMIT], **about), COMPANY),
        telling(NotAsked(reason=texts.inside, unsure=True, **about), COMPANY),
    ]


def views(texts: Texts) -> list[View]:
    """Every modal about answers that are sent."""
    ready = sendable(texts)
    text = Draft(revision=1, text=texts.inside[:DRAFT_LIMIT], author=PEOPLE[0], at=NOON)
    asked = replace(ready, case=replace(ready.case, replies=1, feedback_asked=1))
    judged = replace(asked, case=replace(asked.case, judged=1))
    sentence = feedback_sentence(texts.name, "https://muster.example.com/feedback/" + "x" * 120)
    return [
        modals.send_modal(ready, text),
        modals.feedback_modal(asked, sentence, asked=False),
        modals.feedback_modal(judged, sentence, asked=True),
        modals.more_modal(ready, ADMINISTRATOR, NOON),
    ]
