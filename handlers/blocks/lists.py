"""Lists and answers to slash commands."""

from datetime import datetime

from bot.domain.case import Case
from bot.domain.company import Company
from bot.domain.sheet import Awaited, Work
from handlers.blocks.kit import Block, Message, actions, button, divider, section
from handlers.blocks.text import cut, due, escape

LINES = 10
"""Lines of one group in a list; four groups fit a message of 50 blocks."""

COMMANDS = {
    "mention": ("/muster mention", "Report what a customer said"),
    "mine": ("/muster mine", "What waits for you"),
    "case": ("/muster case 12", "One case with its timeline"),
    "search": ("/muster search battery", "What was said before; alone its filters"),
    "ideas": ("/muster ideas", "What we could do better"),
    "idea": ("/muster idea 3", "One idea; alone a new one"),
    "customer": ("/muster customer dana_k", "Who they are, and all that happened"),
    "community": ("/muster community", "Where cases go; `open`, `edit NAME`, `close NAME`"),
    "route": ("/muster route It is hot", "Where such words would go, and why"),
    "sources": ("/muster sources", "What Muster listens to, and how that fares"),
    "glossary": ("/muster glossary", "Which words of customers mean one thing"),
    "board": ("/muster board", "Who takes the initiative; `functions`, a community, a month"),
    "digest": ("/muster digest", "What was done for customers"),
    "report": ("/muster report last week", "How fast and how well we answered"),
    "export": ("/muster export", "The month as a workbook; for leads"),
    "suggestions": ("/muster suggestions off", "You are not suggested to others; `on` again"),
    "audit": ("/muster audit", "What is worth a look in the credit; for administrators"),
    "forget": ("/muster forget web/dana_k", "Erase somebody outside; for administrators"),
    "help": ("/muster help", "This page"),
}
"""Every word that `/muster` understands, with an example and what it does."""


def help_page(company: Company, *, misheard: str | None = None, nearest: str | None = None) -> Message:
    """All commands on one screen; after a wrong word with the nearest right one."""
    blocks: list[Block] = []
    if misheard is not None:
        hint = f" Did you mean `{COMMANDS[nearest][0]}`?" if nearest else ""
        blocks.append(section(f"There is no `/muster {escape(cut(misheard, 60))}`.{hint}"))
    lines = "\n".join(f"`{example}` {what}" for example, what in COMMANDS.values())
    blocks += [
        section(f"*Muster* brings what customers say to the people who can answer.\n{lines}"),
        actions(
            button("Report a mention", "mention.report", "new", style="primary"),
            button("What waits for me", "list.mine", "mine"),
            button("The board", "list.board", "board"),
        ),
        divider(),
        section("*How a case goes*\nClaim it, gather input in its thread, draft, have it signed off, send, close."),
        section("\n".join(f"<#{c.channel}> {escape(c.purpose)}" for c in company.communities.values())),
    ]
    return Message("How to use Muster", tuple(blocks))


def work_list(work: Work, company: Company, now: datetime) -> Message:
    """What waits for a person, or that nothing does."""
    if work.empty:
        return Message("Nothing waits for you", nothing_waits())
    blocks: list[Block] = []
    groups = (
        ("Free again soon, unless you keep it", [_lease_line(case, company, now) for case in work.ending]),
        ("To sign off", [_case_line(case, company, now, "Read and sign", "case.sign_off") for case in work.to_sign]),
        ("Your input is asked for", [_slot_line(one, company, now) for one in work.awaited]),
        ("Yours", [_case_line(case, company, now, "Open", "case.show") for case in work.owned]),
    )
    for title, lines in groups:
        if lines:
            blocks += [section(f"*{title}*"), *lines[:LINES]]
    return Message("What waits for you", tuple(blocks))


def nothing_waits() -> tuple[Block, ...]:
    """The empty state, with what to do instead."""
    return (
        section("Nothing waits for you. Seen something a customer said?"),
        actions(button("Bring it in", "mention.report", "new", style="primary")),
    )


def _lease_line(case: Case, company: Company, now: datetime) -> Block:
    ends = f"free again at {due(case.lease_ends_at, now)}" if case.lease_ends_at else ""
    where = f"{escape(company.community_title(case.community))} · case {case.id}"
    return section(f"*{escape(case.matter)}*\n{where} · {ends}", button("Keep it", "case.renew", str(case.id)))


def _slot_line(awaited: Awaited, company: Company, now: datetime) -> Block:
    case, slot = awaited.case, awaited.slot
    state = "overdue since" if slot.due <= now else "due"
    asked = f"{escape(company.function_title(slot.function))} is asked" if slot.function else "you are asked"
    where = f"{escape(company.community_title(case.community))} · case {case.id}"
    add = button("Add my input", "case.contribute", str(case.id))
    return section(f"*{escape(case.matter)}*\n{where} · {asked}, {state} {due(slot.due, now)}", add)


def _case_line(case: Case, company: Company, now: datetime, label: str, action: str) -> Block:
    wanted, which = case.clocks.due or case.first_reply_due, "next" if case.clocks.first_replied_at else "first"
    state = f"{which} reply {'overdue since' if wanted < now else 'due'}"
    value = f"{case.id}:{case.draft.revision}" if action == "case.sign_off" and case.draft else str(case.id)
    where = escape(company.community_title(case.community))
    stage = "answered" if case.reply else f"{state} {due(wanted, now)}"
    return section(f"*{escape(case.matter)}*\n{where} · case {case.id} · {stage}", button(label, action, value))
