"""What a partner sees of a case: a redacted copy in the partner's channel, and nothing else."""

from __future__ import annotations

from bot.domain.company import Company
from bot.domain.sharing import Sharing
from handlers.blocks.kit import Message, context, section, sections
from handlers.blocks.text import escape, when


def sharing_message(sharing: Sharing, company: Company) -> Message:
    """The copy while it can be answered, and what is left of it afterwards. It holds no button: what is behind one is
    for people inside."""
    if sharing.ended_at:
        return Message("This request has ended. Thank you.", (section("This request has ended. Thank you."),))
    asks = f"{escape(company.name)} asks for your help with what a customer said"
    return Message(
        asks,
        (
            section(f"*{asks}*"),
            *sections(sharing.text, quoted=True),
            section("What do you know about this? Please answer in this thread."),
            context(_terms(sharing, company)),
        ),
    )


def _terms(sharing: Sharing, company: Company) -> str:
    until = f"open until {when(sharing.until)}" if sharing.until else "open until we end it"
    return (
        f"Request {sharing.number} · {until} · What you write here is read at {escape(company.name)}; "
        "it goes to no customer."
    )
