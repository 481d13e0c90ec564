"""The card: a case's one message in its channel, edited in place."""

from __future__ import annotations

from datetime import datetime

from bot.domain.case import Case
from bot.domain.draft import DraftMark
from bot.domain.mention import BY_HAND
from bot.domain.metrics import duration, minutes_between
from bot.domain.people import MemberId
from bot.domain.policy import ORDINARY
from bot.domain.sheet import CaseSheet
from bot.domain.slot import Slot, SlotState
from bot.domain.status import Status
from handlers.blocks.ideas import idea_title
from handlers.blocks.kit import Block, Message, actions, button, context, header, section
from handlers.blocks.set_aside import set_aside
from handlers.blocks.text import QUOTE_LIMIT, count, cut, due, escape, link, quote, when

MOST_IDEAS = 3
"""Ideas that a card names, the newest; the case's own modal shows more."""


def card(sheet: CaseSheet, now: datetime) -> Message:
    """The card of a case in the channel of its community; two lines once it is over."""
    risk = "" if sheet.case.risk == ORDINARY else f"{sheet.company.risk_title(sheet.case.risk)} · "
    text = cut(f"{risk}{sheet.community.title} · {sheet.case.matter}", 150)
    if sheet.case.before:
        return Message(escape(text), set_aside(sheet))
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
    return (
        section(quote(mention.text), show_all),
        context(_origin(sheet)),
        *_wrote_again(sheet),
        context(_reason(sheet)),
        *_shared(sheet),
        *_ideas(sheet),
    )


def _wrote_again(sheet: CaseSheet) -> tuple[Block, ...]:
    """The newest words of a customer whom our answer did not satisfy, or who knows more now."""
    again = sheet.again
    if again is None:
        return ()
    author = again.author
    name = escape(cut(author.name or author.handle, 80)) if author else "Somebody"
    return (section(f"{name} wrote again, {when(again.posted_at)}:\n{quote(again.text)}"),)


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
    if case.split_from:
        return f"Why here: it was part of case {case.split_from}, and was made a case of its own."
    if case.words:
        words = ", ".join(f"“{escape(cut(word, 40))}”" for word in case.words[:5])
        return f"Why here: {words} → {title}."
    return f"Why here: no rule matched, so it came to {title}."


def _ideas(sheet: CaseSheet) -> tuple[Block, ...]:
    lines = "\n".join(escape(idea_title(idea)) for idea in sheet.ideas[-MOST_IDEAS:])
    return (context(lines),) if lines else ()


def _shared(sheet: CaseSheet) -> tuple[Block, ...]:
    """Who outside can answer a copy now, and how long."""
    shared = [
        f"Shared with {escape(sheet.company.partner_title(one.partner))}"
        + (f" until {when(one.until)}" if one.until else "")
        for one in sheet.sharings
    ]
    return (context(" · ".join(shared)),) if shared else ()


def _who_does_what(sheet: CaseSheet, now: datetime) -> tuple[Block, ...]:
    slots = " · ".join(_slot(sheet, slot, now) for slot in sheet.case.slots)
    lines = (f"{_owner(sheet, now)} · {_progress(sheet, now)}", _drafting(sheet, now))
    asked = (section(slots),) if slots else ()
    return (*asked, section("\n".join(filter(None, lines))))


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


def _owner(sheet: CaseSheet, now: datetime) -> str:
    case = sheet.case
    if case.owner is None:
        return "Owner: nobody yet"
    ends = case.lease_ends_at if case.status is Status.OPEN else None
    return f"Owner: {name_of(sheet, case.owner)}" + (f" (free again at {due(ends, now)} unless kept)" if ends else "")


def _drafting(sheet: CaseSheet, now: datetime) -> str:
    """Who writes right now; of many, the first few."""
    if sheet.case.status is not Status.OPEN:
        return ""
    writing = [f"{name_of(sheet, one.member)} is drafting (since {due(one.since, now)})" for one in sheet.drafting]
    return " · ".join(writing[:3])


def _progress(sheet: CaseSheet, now: datetime) -> str:
    case = sheet.case
    if case.reply:
        flag = "" if case.reply.as_signed else " ⚠ differs from what was signed"
        return f"Answered by {name_of(sheet, case.reply.by)} · {link(case.reply.url, 'Reply')}{flag}"
    if case.sending:
        return f"Revision {case.sending.revision} is on its way, sent by {name_of(sheet, case.sending.by)}"
    if case.signed:
        failed = f"\n⚠ It could not be sent: {escape(cut(case.send_problem, 300))}" if case.send_problem else ""
        return f"Revision {case.signed.revision} signed off by {name_of(sheet, case.signed.by)}{failed}"
    wanted, which = case.clocks.due or case.first_reply_due, "Next" if case.clocks.first_replied_at else "First"
    promise = f"{which} reply {'overdue since' if wanted < now else 'due'} {due(wanted, now)}"
    if signable := _signable(case):
        return f"{promise} · revision {signable.revision} waits for sign-off"
    return f"{promise} · changes are wanted in revision {case.draft.revision}" if case.draft else promise


def _acts(sheet: CaseSheet) -> tuple[Block, ...]:
    case = sheet.case
    if case.sending:
        buttons = [button("Add my input", "case.contribute", str(case.id))]
        return (actions(*buttons, button("More", "case.more", str(case.id))),)
    primary = _next_act(sheet)
    buttons = [primary]
    if case.reply:
        buttons.append(_ask_how_it_was(case))
    if case.status is Status.OPEN:
        buttons.append(button("Add my input", "case.contribute", str(case.id)))
        if primary["action_id"] != "case.draft" and case.owner:
            buttons.append(button("Edit the draft" if case.draft else "Draft the reply", "case.draft", str(case.id)))
    return (actions(*buttons, button("More", "case.more", str(case.id))),)


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
    if signable := _signable(case):
        act = f"Sign off revision {signable.revision}"
        return button(act, "case.sign_off", f"{value}:{signable.revision}", style="primary")
    if case.draft:
        return button("Edit the draft", "case.draft", value, style="primary")
    if case.owner:
        return button("Draft the reply", "case.draft", value, style="primary")
    return button("Claim", "case.claim", value, style="primary")


def _signable(case: Case) -> DraftMark | None:
    """The newest revision that waits for nothing but signatures."""
    return next((draft for draft in reversed(case.drafts) if not draft.changes_wanted), None)


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
    value = str(case.id)
    return actions(
        button("Timeline", "case.timeline", value),
        button("Reopen", "case.reopen", value),
        *([_ask_how_it_was(case)] if case.reply else []),
        button("More", "case.more", value),
    )
