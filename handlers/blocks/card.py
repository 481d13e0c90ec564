"""The card: a case's one message in its channel, edited in place."""

from __future__ import annotations

from datetime import datetime

from bot.domain.case import Case
from bot.domain.metrics import duration, minutes_between
from bot.domain.policy import ORDINARY
from bot.domain.sheet import CaseSheet
from bot.domain.status import Status
from handlers.blocks.kit import Block, Message, actions, button, context, header, section
from handlers.blocks.naming import name_of
from handlers.blocks.said import what_was_said
from handlers.blocks.set_aside import set_aside
from handlers.blocks.standing import signable, who_does_what
from handlers.blocks.text import cut, escape, link


def card(sheet: CaseSheet, now: datetime) -> Message:
    """The card of a case in the channel of its community; two lines once it is over."""
    risk = "" if sheet.case.risk == ORDINARY else f"{sheet.company.risk_title(sheet.case.risk)} · "
    text = cut(f"{risk}{sheet.community.title} · {sheet.case.matter}", 150)
    if sheet.case.before:
        return Message(escape(text), set_aside(sheet))
    if sheet.case.live:
        parts = (*what_was_said(sheet, now), *who_does_what(sheet, now), *_acts(sheet))
        return Message(escape(text), (header(text), *parts))
    return Message(escape(text), (section(_ending(sheet)), context(_helpers(sheet)), _after_the_end(sheet.case)))


def pointer(sheet: CaseSheet) -> Message:
    """What a card becomes in the channel that its case has left."""
    matter = escape(sheet.case.matter)
    text = f"{matter} has moved to {escape(sheet.community.title)}"
    return Message(text, (section(f"*{matter}*\nMoved to <#{sheet.community.channel}>."),))


def _acts(sheet: CaseSheet) -> tuple[Block, ...]:
    case = sheet.case
    if case.sending:
        buttons = [button("Add my input", "case.contribute", str(case.id))]
        return (actions(*buttons, button("More", "case.more", str(case.id))),)
    primary = _next_act(sheet)
    buttons = [primary]
    if _can_be_judged(case):
        buttons.append(_ask_how_it_was(case))
    if case.status is Status.OPEN:
        buttons.append(button("Add my input", "case.contribute", str(case.id)))
        if primary["action_id"] != "case.draft" and case.owner:
            buttons.append(button("Edit the draft" if case.draft else "Draft the reply", "case.draft", str(case.id)))
    return (actions(*buttons, button("More", "case.more", str(case.id))),)


def _can_be_judged(case: Case) -> bool:
    """Whether there is an answer that its customer has not judged yet."""
    return case.reply is not None and case.judged < case.replies


def _ask_how_it_was(case: Case) -> Block:
    return button("Ask how it was", "case.feedback", str(case.id))


def _next_act(sheet: CaseSheet) -> Block:
    """The one act that brings the case on from where it stands."""
    case, value = sheet.case, str(sheet.case.id)
    if case.status is Status.REPLIED:
        return button("Close", "case.close", value, style="primary")
    if case.signed and sheet.can_send:
        return button("Send", "case.send", value, style="primary")
    if case.signed:
        return button("Record as sent", "case.reply", value, style="primary")
    if waiting := signable(case):
        act = f"Sign off revision {waiting.revision}"
        return button(act, "case.sign_off", f"{value}:{waiting.revision}", style="primary")
    if case.draft:
        return button("Edit the draft", "case.draft", value, style="primary")
    if case.owner:
        return button("Draft the reply", "case.draft", value, style="primary")
    return button("Claim", "case.claim", value, style="primary")


def _ending(sheet: CaseSheet) -> str:
    case = sheet.case
    word = "Closed" if case.status is Status.CLOSED else "Dismissed"
    return f"*{escape(case.matter)}*\n{word}: {escape(cut(case.outcome or '', 300))}"


def _helpers(sheet: CaseSheet) -> str:
    case = sheet.case
    parts = []
    gave = (one.member for one in case.given if not one.partner)
    if helpers := dict.fromkeys((*(claim.member for claim in case.claims), *gave)):
        parts.append("Helped: " + ", ".join(name_of(sheet, member) for member in helpers))
    if case.reply:
        first = case.clocks.first_replied_at or case.reply.at
        parts.append(f"first reply after {duration(minutes_between(case.opened_at, first))}")
        parts.append(link(case.reply.url, "Reply"))
    return " · ".join(parts) or f"Case {case.id}"


def _after_the_end(case: Case) -> Block:
    value = str(case.id)
    return actions(
        button("Timeline", "case.timeline", value),
        button("Reopen", "case.reopen", value),
        *([_ask_how_it_was(case)] if _can_be_judged(case) else []),
        button("More", "case.more", value),
    )
