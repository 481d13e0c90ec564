"""What Muster tells of communities: in their channels, and to those who opened or lead them."""

from __future__ import annotations

from functools import singledispatch
from itertools import islice

from bot.domain.company import Company
from bot.domain.metrics import duration
from bot.domain.retrospective import CaseLine, Retrospective
from bot.domain.status import LIVE, Status
from bot.domain.telling import (
    CommunityOpen,
    CommunityRefused,
    CommunityWaits,
    ConcernsToo,
    LookingBack,
    NotFinished,
    Telling,
    Welcome,
)
from handlers.blocks.communities import end_words
from handlers.blocks.kit import Block, Message, actions, button, context, header, section
from handlers.blocks.text import count, cut, escape, link, when

CASES_SHOWN = 20
"""Cases that a retrospective lists; the workbook holds them all."""

NAMES_SHOWN = 30
"""Names of one function that a retrospective lists."""

REMEDIES = {
    "name_taken": "There is a channel of this name in Slack already, perhaps an archived one. Choose another name.",
    "restricted_action": "Your workspace lets only some people make channels. Ask an owner of the workspace to let "
    "the app do so (Settings, Channel Management), then try again.",
    "missing_scope": "Muster has no leave to make such channels yet. Ask an administrator to reinstall the app from "
    "its newest manifest, then try again.",
    "invalid_name": "Slack does not take this name for a channel. Choose a simpler one.",
}
"""What to do about what Slack says, by the beginning of its code."""


@singledispatch
def telling(told: Telling, company: Company) -> Message:
    """A telling as people see it."""
    raise NotImplementedError(type(told).__name__)


@telling.register
def _(told: ConcernsToo, company: Company) -> Message:
    look = button("Look at it", "case.show", str(told.case))
    title = escape(told.community)
    words = f"*{escape(told.matter)}*\n{title} has this case. It concerns you too: add what you know."
    return Message(f"{title} has a case that concerns you too", (section(words, look),))


@telling.register
def _(told: Welcome, company: Company) -> Message:
    community = told.community
    helps = ", ".join(escape(company.function_title(name)) for name in community.functions)
    signs = ", ".join(escape(company.function_title(name)) for name in community.sign_off) or "anyone but its author"
    words = ", ".join(f"“{escape(word)}”" for word in community.keywords)
    comes = f"What customers say with {words} comes here by itself. " if words else ""
    return Message(
        f"{escape(community.title)}: {escape(community.purpose)}",
        (
            header(community.title),
            section(f"*What this is for*\n{escape(community.purpose)}"),
            section(
                f"*What to do*\n{comes}`/muster mention` brings in what you have seen. Claim a card, or reply in its "
                "thread with what you know. Nothing typed in a thread reaches the customer."
            ),
            context(f"Helps: {helps} · Signs off: {signs} · {end_words(community)}"),
            actions(button("Report a mention", "mention.report", "new", style="primary")),
        ),
    )


@telling.register
def _(told: CommunityOpen, company: Company) -> Message:
    community = told.community
    text = f"*{escape(community.title)}* is open: <#{community.channel}>. You lead it."
    blocks: list[Block] = [section(text)]
    if told.not_invited:
        listed = "\n".join(f"{escape(name)}: {escape(reason)}" for name, reason in told.not_invited[:NAMES_SHOWN])
        blocks.append(section(f"These people could not be invited; ask them in yourself.\n{listed}"))
    return Message(text, (*blocks, actions(button("Change it", "community.edit", community.name))))


@telling.register
def _(told: CommunityRefused, company: Company) -> Message:
    community = told.community
    text = f"*{escape(community.title)}* could not be opened. {escape(remedy(community.problem or ''))}"
    again = button("Change and try again", "community.again", community.name, style="primary")
    return Message(text, (section(text), actions(again)))


@telling.register
def _(told: CommunityWaits, company: Company) -> Message:
    community = told.community
    still = count(told.cases, "case is", "cases are")
    text = (
        f"*{escape(community.title)}* has reached its last day, but {still} not over yet. It closes by itself after "
        "the last one. Close it now to move them elsewhere, or give it more time."
    )
    buttons = (
        button("Close the community", "community.close", community.name),
        button("Change its end", "community.edit", community.name),
    )
    return Message(text, (section(text), actions(*buttons)))


@telling.register
def _(told: NotFinished, company: Company) -> Message:
    left = (
        "post all of its retrospective. `/muster search in:NAME` finds what was said in it"
        if told.archived
        else "archive its channel. Archive it by hand"
    )
    text = (
        f"*{escape(told.community.title)}* is closed and takes no cases any more, but Slack "
        f"({escape(cut(told.problem, 200))}) did not let Muster {left}."
    )
    return Message(text, (section(text),))


@telling.register
def _(told: LookingBack, company: Company) -> Message:
    back = told.retrospective
    title = f"Looking back · {back.community.title}"
    blocks: list[Block] = [
        header(title),
        section(escape(back.community.outcome or "")),
        section(_timeline(back)),
        section(_numbers(back)),
    ]
    if back.cases:
        blocks += [section(_line(case)) for case in back.cases[:CASES_SHOWN]]
        if left := len(back.cases) - CASES_SHOWN:
            blocks += [context(f"{count(left, 'more case')} in the workbook.")] if left > 0 else []
    if back.helpers:
        blocks.append(section(f"*Who helped*\n{_helpers(back, company)}"))
    return Message(escape(title), tuple(blocks))


def remedy(problem: str) -> str:
    """What to do about a refusal of Slack's."""
    known = (words for code, words in REMEDIES.items() if problem.startswith(code))
    return next(known, f"Slack refused: {problem}. Change something and try again, or ask an administrator.")


def _timeline(back: Retrospective) -> str:
    community = back.community
    moments = [("opened", community.opened_at), ("first case", back.first_case_at), ("closed", community.closed_at)]
    return " · ".join(f"{what} {when(moment)}" for what, moment in moments if moment).capitalize()


def _numbers(back: Retrospective) -> str:
    parts = [
        count(len(back.cases), "case"),
        f"{count(back.mentions, 'mention')} of customers",
        f"{back.count(Status.CLOSED)} closed with an outcome",
        f"{back.count(Status.DISMISSED)} needed no answer",
    ]
    if back.first_reply_minutes is not None:
        parts.append(f"first reply in {duration(back.first_reply_minutes)} (median)")
    return " · ".join(parts)


def _line(case: CaseLine) -> str:
    came = escape(cut(case.outcome, 200)) if case.outcome else str(case.status)
    still = " (not over)" if case.status in LIVE else ""
    where = f" · {link(case.link, 'the reply')}" if case.link else ""
    return f"*{escape(case.matter)}* · case {case.id}{still}\n{came}{where}"


def _helpers(back: Retrospective, company: Company) -> str:
    lines = []
    for group, names in back.helpers.items():
        title = company.partner_title(group) if group in company.partners else company.function_title(group)
        shown = ", ".join(escape(cut(name, 40)) for name in islice(names, NAMES_SHOWN))
        more = f" and {len(names) - NAMES_SHOWN} more" if len(names) > NAMES_SHOWN else ""
        lines.append(f"{escape(title or 'Others')}: {shown}{more}")
    return "\n".join(lines)
