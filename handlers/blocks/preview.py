"""What the leads of a community see of its digest before it goes out, and after."""

from __future__ import annotations

from collections.abc import Iterator

from bot.domain.attempt import Attempt
from bot.domain.board import LEAST_PEOPLE
from bot.domain.company import Company
from bot.domain.digest import Chart, DigestState, LeadSums, Participation
from bot.domain.digest.preview import DigestPreview
from handlers.blocks.digest import digest_blocks
from handlers.blocks.kit import Block, Message, actions, button, context, divider, section
from handlers.blocks.tellings import telling
from handlers.blocks.text import count, cut, escape, when

TEXT_SHOWN = 300
"""Characters of an attempt that are shown; its thread has it whole."""


@telling.register
def _(told: DigestPreview, company: Company) -> Message:
    text = _state(told)
    return Message(text, (section(text), *_ways_on(told), *_contents(told, company), *_sums(told.sums, company)))


def _state(told: DigestPreview) -> str:
    title, where = f"The digest of *{escape(told.community.title)}*", f"<#{told.community.channel}>"
    week, decision = f"week {told.week.number}", told.decision
    by = f"by {escape(told.names.get(decision.by, 'a lead'))}" if decision.by else "as it fell due"
    match decision.state:
        case DigestState.DUE:
            return f"{title} for {week} goes out in {where} by itself, {when(decision.due_at)}. So it reads now:"
        case DigestState.SKIPPED:
            return f"{title} for {week} was skipped {by}. Nothing is posted."
        case DigestState.POSTED:
            return f"{title} for {week} was sent to {where} {by}."


def _ways_on(told: DigestPreview) -> Iterator[Block]:
    value = f"{told.community.name}:{told.week}"
    if told.decision.state is DigestState.DUE:
        yield actions(button("Send now", "digest.send", value), button("Skip this week", "digest.skip", value))
    elif told.decision.state is DigestState.SKIPPED:
        yield actions(button("Send after all", "digest.send", value))


def _contents(told: DigestPreview, company: Company) -> Iterator[Block]:
    """The digest itself; its charts are only named, for they may be pictures that are not made yet."""
    if told.digest is None:
        return
    yield from (divider(), *digest_blocks(told.digest, company, told.names))
    if told.digest.charts:
        yield context(_charts(told.digest.charts))
    yield divider()
    if told.attempts:
        yield section("*Tried this week, and it did not work.* A word in the digest honours it; it is no points.")
    for attempt in told.attempts:
        honour = button("Honour in the digest", "digest.honour", f"{attempt.case_id}:{attempt.number}")
        yield section(_attempt(attempt, told), honour)


def _charts(charts: tuple[Chart, ...]) -> str:
    titles = " and ".join(f"“{chart.title}”" for chart in charts)
    return f"{'A chart comes' if len(charts) == 1 else 'Charts come'} with it: {titles}."


def _attempt(attempt: Attempt, told: DigestPreview) -> str:
    who = escape(told.names.get(attempt.member, "A colleague"))
    tried, learned = escape(cut(attempt.text, TEXT_SHOWN)), escape(cut(attempt.learned, TEXT_SHOWN))
    return f"{who} · case {attempt.case_id}\n{tried}\nLearned: {learned}"


def _sums(sums: LeadSums, company: Company) -> Iterator[Block]:
    lines = []
    if sums.total and sums.contributions is not None:
        confirmed = count(sums.contributions, "contribution")
        lines.append(f"{_took_part(sums.total)} had a contribution confirmed · {confirmed} in all")
    elif sums.contributions is not None:
        lines.append(f"{count(sums.contributions, 'contribution')} confirmed in all")
    lines += [f"{escape(company.function_title(one.function))}: {_took_part(one)}" for one in sums.functions]
    if lines:
        yield section("\n".join(("*How people took part* (only leads see this)", *lines)))
    yield context(f"Sums only, and none of fewer than {count(LEAST_PEOPLE, 'person', 'people')}.")


def _took_part(one: Participation) -> str:
    return f"{one.took_part} of {count(one.people, 'person', 'people')}"
