"""The card: a case's one message in its channel, edited in place."""

from __future__ import annotations

from datetime import datetime

from bot.domain.case import Case
from bot.domain.mention import BY_HAND
from bot.domain.metrics import duration, minutes_between
from bot.domain.people import MemberId
from bot.domain.sheet import CaseSheet
from bot.domain.slot import Slot, SlotState
from bot.domain.status import Status
from handlers.blocks.kit import Block, Message, actions, button, context, header, overflow, section
from handlers.blocks.text import QUOTE_LIMIT, count, cut, due, escape, link, quote, when


def card(sheet: CaseSheet, now: datetime) -> Message:
    """The card of a case in the channel of its community; two lines once it is over."""
    text = cut(f"{sheet.community.title} · {sheet.case.matter}", 150)
    if sheet.case.live:
        return Message(
            escape(text), (header(text), *_what_was_said(sheet), *_who_does_what(sheet, now), *_acts(sheet))
        )
    return Message(escape(text), (section(_ending(sheet)), context(_helpers(sheet)), _after_the_end(sheet.case)))


def pointer(sheet: CaseSheet) -> Message:
    """What a card becomes in the channel that its case has left."""
    matter = escape(sheet.case.matter)
    text = f"{matter} has moved to {escape(sheet.community.title)}"
    return Message(text, (section(f"*{matter}*\nMoved to <#{sheet.community.channel}>."),))


def name_of(sheet: CaseSheet, member: MemberId) -> str:
    """How a person is called on the screen: a name, not a ping."""
    return escape(sheet.names.get(member, "someone"))


def _what_was_said(sheet: CaseSheet) -> tuple[Block, ...]:
    mention = sheet.mention
    show_all = button("Show all", "case.read", str(sheet.case.id)) if len(mention.text) > QUOTE_LIMIT else None
    return (section(quote(mention.text), show_all), context(_origin(sheet)), context(_reason(sheet)))


def _origin(sheet: CaseSheet) -> str:
    mention = sheet.mention
    parts = [_author(sheet), when(mention.posted_at)]
    if sheet.case.mentions > 1:
        parts.append(f"{count(sheet.case.mentions, 'mention')} by {count(sheet.authors, 'person', 'people')}")
    if mention.reach:
        parts.append(f"seen by {mention.reach:,}")
    if mention.url:
        parts.append(link(mention.url, "Link"))
    return " · ".join(parts)


def _author(sheet: CaseSheet) -> str:
    author = sheet.mention.author
    name = escape(cut(author.name or author.handle, 80)) if author else "Somebody"
    if sheet.mention.source != BY_HAND:
        return f"{name} on {escape(sheet.mention.source)}"
    spotter = next((claim.member for claim in sheet.case.claims if claim.slot == "spot"), None)
    return f"{name}, brought in by {name_of(sheet, spotter)}" if spotter else name


def _reason(sheet: CaseSheet) -> str:
    case, title = sheet.case, escape(sheet.community.title)
    if case.came_from:
        before = escape(sheet.company.community_title(case.came_from))
        return f"Why here: sent from {before}: {escape(cut(case.moved_because or '', 200))}"
    if case.words:
        words = ", ".join(f"“{escape(cut(word, 40))}”" for word in case.words[:5])
        return f"Why here: {words} → {title}."
    return f"Why here: no rule matched, so it came to {title}."


def _who_does_what(sheet: CaseSheet, now: datetime) -> tuple[Block, ...]:
    slots = " · ".join(_slot(sheet, slot, now) for slot in sheet.case.slots)
    return (section(f"{slots}\n{_owner(sheet)} · {_progress(sheet, now)}"),)


def slot_title(sheet: CaseSheet, name: str) -> str:
    """How the function or the person is called that owes a slot."""
    if name.startswith("@"):
        return name_of(sheet, MemberId(name[1:]))
    return escape(sheet.company.function_title(name))


def _slot(sheet: CaseSheet, slot: Slot, now: datetime) -> str:
    title = f"*{slot_title(sheet, slot.name)}*"
    match slot.state(now):
        case SlotState.ANSWERED:
            return f"{title} ✓ {', '.join(name_of(sheet, member) for member in slot.answered_by)}"
        case SlotState.WAIVED:
            return f"{title} – waived"
        case SlotState.OVERDUE:
            return f"{title} ◷ overdue since {due(slot.due, now)}"
        case SlotState.ASKED:
            return f"{title} ◷ asked, due {due(slot.due, now)}"


def _owner(sheet: CaseSheet) -> str:
    return f"Owner: {name_of(sheet, sheet.case.owner)}" if sheet.case.owner else "Owner: nobody yet"


def _progress(sheet: CaseSheet, now: datetime) -> str:
    case = sheet.case
    if case.reply:
        flag = "" if case.reply.as_signed else " ⚠ differs from what was signed"
        return f"Answered by {name_of(sheet, case.reply.by)} · {link(case.reply.url, 'Reply')}{flag}"
    if case.signed:
        return f"Revision {case.signed.revision} signed off by {name_of(sheet, case.signed.by)}"
    state = "overdue since" if case.first_reply_due < now else "due"
    promise = f"First reply {state} {due(case.first_reply_due, now)}"
    return f"{promise} · revision {case.draft.revision} waits for sign-off" if case.draft else promise


def _acts(sheet: CaseSheet) -> tuple[Block, ...]:
    case = sheet.case
    primary = _next_act(case)
    buttons = [primary]
    if case.status is Status.OPEN:
        buttons.append(button("Add my input", "case.contribute", str(case.id)))
        if primary["action_id"] != "case.draft" and case.owner:
            buttons.append(button("Edit the draft" if case.draft else "Draft the reply", "case.draft", str(case.id)))
    return (actions(*buttons, overflow("case.more", _more(case))),)


def _next_act(case: Case) -> Block:
    """The one act that brings the case on from where it stands."""
    value = str(case.id)
    if case.status is Status.REPLIED:
        return button("Close", "case.close", value, style="primary")
    if case.signed:
        return button("Record as sent", "case.reply", value, style="primary")
    if case.draft:
        act = f"Sign off revision {case.draft.revision}"
        return button(act, "case.sign_off", f"{value}:{case.draft.revision}", style="primary")
    if case.owner:
        return button("Draft the reply", "case.draft", value, style="primary")
    return button("Claim", "case.claim", value, style="primary")


def _more(case: Case) -> list[tuple[str, str]]:
    menu = [("Timeline", "timeline")]
    if case.status is Status.OPEN:
        if case.owner:
            menu.append(("Release", "release"))
        elif case.draft:
            menu.append(("Claim", "claim"))
        else:
            menu.append(("Draft the reply", "draft"))
        menu += [("Send to another community", "move"), ("Dismiss", "dismiss")]
    else:
        menu.append(("Add my input", "contribute"))
    return [(label, f"{act}:{case.id}") for label, act in menu]


def _ending(sheet: CaseSheet) -> str:
    case = sheet.case
    word = "Closed" if case.status is Status.CLOSED else "Dismissed"
    return f"*{escape(case.matter)}*\n{word}: {escape(cut(case.outcome or '', 300))}"


def _helpers(sheet: CaseSheet) -> str:
    case = sheet.case
    parts = []
    if helpers := dict.fromkeys(claim.member for claim in case.claims):
        parts.append("Helped: " + ", ".join(name_of(sheet, member) for member in helpers))
    if case.reply:
        parts.append(f"first reply after {duration(minutes_between(case.opened_at, case.reply.at))}")
        parts.append(link(case.reply.url, "Reply"))
    return " · ".join(parts) or f"Case {case.id}"


def _after_the_end(case: Case) -> Block:
    return actions(button("Timeline", "case.timeline", str(case.id)), button("Reopen", "case.reopen", str(case.id)))
