"""Where a text would go, and why."""

from __future__ import annotations

from bot.domain.company import Company
from bot.domain.deciding import DecidedBy, Decision, Explanation
from bot.domain.intent import Heard
from bot.domain.policy import ORDINARY
from bot.domain.routing import Route
from handlers.blocks.kit import Block, Message, context, section
from handlers.blocks.text import count, cut, escape, quote

NAMED = 5
"""Words of a rule, or rules, that are named."""


def route_page(text: str, explained: Explanation, company: Company) -> Message:
    """What would happen to a text: the community first, then everything that bears on it."""
    decision = explained.decision
    title = escape(company.community_title(decision.community))
    lines = [f"*This would go to {title}.* {why(decision, company)}"]
    if decision.also:
        also = ", ".join(escape(company.community_title(name)) for name in decision.also)
        lines.append(f"{also} would hear of it too.")
    blocks: list[Block] = [section(quote(text)), section("\n".join(lines)), section(_understood(explained, company))]
    matches = "\n".join(_match(match, company) for match in explained.matches[:NAMED])
    blocks.append(section(f"*Rules that match, in the order in which they are asked*\n{matches or 'None.'}"))
    if decision.offers:
        offers = ", ".join(
            f"{escape(company.community_title(one.community))} {one.probability:.0%}" for one in decision.offers
        )
        yet = "" if decision.by is DecidedBy.MODEL else "\nIt decides only once it has been right more often."
        blocks.append(section(f"*What the teams taught would say*\n{offers}{yet}"))
    blocks.append(context("Nothing was brought in. The rules stand in muster.toml, or where a community was opened."))
    return Message(f"This would go to {title}", tuple(blocks))


def why(decision: Decision, company: Company) -> str:
    """Why a community was chosen, in a sentence."""
    words = ", ".join(f"“{escape(cut(word, 40))}”" for word in decision.words[:NAMED])
    match decision.by:
        case DecidedBy.RULES:
            return f"Because of {words}."
        case DecidedBy.INTENT if decision.intent:
            because = f" ({words})" if words else ""
            return f"Because it takes what is read as {decision.intent.title.lower()}{because}."
        case DecidedBy.MODEL:
            cases = count(decision.taught, "answered case")
            return f"Because {cases} taught it, and what they taught has been right there more often than the rules."
        case _:
            return "No rule matches, so it goes where all else goes."


def _understood(explained: Explanation, company: Company) -> str:
    heard = ", ".join(_heard(one) for one in explained.intents.heard)
    guesses = ", ".join(one.intent.title.lower() for one in explained.intents.guesses)
    what = f"Read as {heard}." if heard else "Not sure what it wants" + (f"; perhaps {guesses}." if guesses else ".")
    risk = "" if explained.risk == ORDINARY else f" Class of risk: {escape(company.risk_title(explained.risk))}."
    return f"*What it says*\n{what}{risk}"


def _heard(one: Heard) -> str:
    reason = ", ".join(f"“{escape(cut(word, 40))}”" for word in one.words[:NAMED])
    return one.intent.title.lower() + (f" ({reason})" if reason else "")


def _match(match: Route, company: Company) -> str:
    words = ", ".join(f"“{escape(cut(word, 40))}”" for word in match.words[:NAMED])
    return f"{escape(company.community_title(match.community))}: {words}"
