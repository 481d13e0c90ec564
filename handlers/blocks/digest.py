"""The weekly digest, composed for reading on a phone: customers first, then how it was done, then numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from bot.domain.company import Company
from bot.domain.credit import points
from bot.domain.digest import ClosedCase, Digest
from bot.domain.metrics import duration
from bot.domain.people import MemberId
from handlers.blocks.kit import Block, Message, actions, button, context, header, section
from handlers.blocks.text import count, cut, escape, link


def digest_message(digest: Digest, company: Company, names: Mapping[MemberId, str]) -> Message:
    """A week of a community. A week with nothing in it says so."""
    return Message(escape(digest.headline), tuple(_blocks(digest, _Words(company, names))))


class _Words:
    """How people and functions of a digest are called: names, not pings."""

    def __init__(self, company: Company, names: Mapping[MemberId, str]) -> None:
        self._company = company
        self._names = names

    def name(self, member: str) -> str:
        return escape(self._names.get(MemberId(member), "someone"))

    def function(self, name: str) -> str:
        return escape(self._company.function_title(name))


def _blocks(digest: Digest, words: _Words) -> Iterator[Block]:
    yield header(digest.headline)
    if digest.provisional:
        yield context("This week is not over; the numbers are provisional.")
    if digest.empty:
        yield section("Nothing came in and nothing waits. A quiet week.")
    for quoted in digest.quotes:
        yield section(f">{escape(cut(quoted.words, 280))}\non {escape(quoted.matter)}")
    if not digest.empty:
        yield section(_numbers(digest))
    for story in digest.stories:
        yield section(_story(story, words))
    if digest.board:
        ranks = " · ".join(
            f"{place.rank} {words.name(place.member)} ({points(place.credit)})" for place in digest.board
        )
        yield section(f"*Took the initiative* (opted in): {ranks}")
    if people := _people(digest, words):
        yield section(people)
    if digest.waiting:
        waits = ", ".join(f"{words.function(w.function)} ({count(w.cases, 'case')})" for w in digest.waiting)
        yield section(f"*Still waiting for:* {waits}")
    for lone in digest.lone_topics:
        asked = f"Only one person answers on “{escape(lone.topic)}”. Want to learn it?"
        yield section(asked, button("Yes", "topic.learn", lone.topic))
    yield context(digest.how_counted)
    yield actions(
        button("What waits for me", "list.mine", "mine"),
        button("The board", "list.board", "board"),
        button("Leave the boards", "board.leave", "leave"),
    )


def _numbers(digest: Digest) -> str:
    numbers = digest.numbers
    parts = [f"*{count(numbers.closed, 'case')} closed*"]
    reply = numbers.first_reply
    if reply.median is not None and reply.p90 is not None:
        before = numbers.first_reply_last_week.median
        last = f"; last week {duration(before)}" if before is not None else ""
        parts.append(
            f"first reply in {duration(reply.median)} (median of {reply.n}, nine in ten within "
            f"{duration(reply.p90)}{last})"
        )
    if numbers.in_time.n:
        parts.append(f"{numbers.in_time.hits} of {numbers.in_time.n} in time")
    if numbers.resolution.median is not None:
        parts.append(f"resolved in {duration(numbers.resolution.median)} (median of {numbers.resolution.n})")
    parts.append(f"{numbers.overdue} still open past their time" if numbers.overdue else "none is open past its time")
    return " · ".join(parts)


def _story(story: ClosedCase, words: _Words) -> str:
    steps = []
    if story.spotted_by:
        steps.append(f"{words.name(story.spotted_by)} spotted it")
    if story.answered_by:
        helpers = ", ".join(
            f"{words.name(answer.member)} ({words.function(answer.function)})" for answer in story.answered_by
        )
        steps.append(f"{helpers} found the answer")
    if story.looped_by:
        steps.append(f"{words.name(story.looped_by)} told the customer")
    told = f" · {link(story.link, 'Reply')}" if story.link else ""
    return f"*{escape(story.matter)}*: {escape(cut(story.outcome, 200))}\n{'; '.join(steps)}.{told}"


def _people(digest: Digest, words: _Words) -> str:
    parts = []
    if digest.newcomers:
        parts.append("*New faces:* " + ", ".join(words.name(member) for member in digest.newcomers))
    if digest.help_across:
        helped = (
            f"{words.function(h.from_function)} helped {words.function(h.to_function)} {count(h.times, 'time')}"
            for h in digest.help_across[:3]
        )
        parts.append("*Across functions:* " + ", ".join(helped))
    return "\n".join(parts)
