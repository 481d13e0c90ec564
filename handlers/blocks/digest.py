"""The weekly digest, composed for reading on a phone: customers first, then how it was done, then numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from bot.domain.company import Company
from bot.domain.digest import Digest, Quote, days_of
from bot.domain.people import MemberId
from handlers.blocks.boards import COUNTED
from handlers.blocks.kit import Block, Message, actions, button, context, header, section
from handlers.blocks.text import count, cut, escape, quote
from handlers.blocks.week_numbers import closed_line, corrections_text, pace_lines, standing_text
from handlers.blocks.week_people import NamesAndFunctions, people_lines, story_text, tried_text


def digest_message(
    digest: Digest, company: Company, names: Mapping[MemberId, str], charts: Sequence[Block] = ()
) -> Message:
    """A week of a community. A week with nothing in it says so."""
    blocks = digest_blocks(digest, company, names, charts)
    return Message(escape(digest.headline), (*blocks, _ways_on()))


def digest_blocks(
    digest: Digest, company: Company, names: Mapping[MemberId, str], charts: Sequence[Block] = ()
) -> tuple[Block, ...]:
    """All that a digest tells."""
    return tuple(_blocks(digest, NamesAndFunctions(company, names), charts))


def _blocks(digest: Digest, called: NamesAndFunctions, charts: Sequence[Block]) -> Iterator[Block]:
    yield header(digest.headline)
    yield context(_period(digest))
    if digest.empty:
        quiet = "A quiet week: nothing came in, and nothing waits. Seen something a customer said?"
        yield section(quiet, button("Bring it in", "mention.report", "new"))
    else:
        yield from _customers(digest)
        yield from _how_it_was_done(digest, called)
        yield from _numbers(digest, called)
        yield from charts
    for lone in digest.words.lone_topics:
        asked = f"Only one person answers on “{escape(lone.topic)}”. Want to learn it?"
        yield section(asked, button("Yes", "topic.learn", lone.topic))
    if corrected := corrections_text(digest.figures):
        yield context(corrected)


def _ways_on() -> Block:
    return actions(
        button("What waits for me", "list.mine", "mine"),
        button("The board", "list.board", "board"),
        button(*COUNTED),
        button("Leave the boards", "board.leave", "leave"),
    )


def _period(digest: Digest) -> str:
    standing = "provisional: this week is not over" if digest.provisional else "final"
    return f"{days_of(digest.week)} {digest.week.sunday.year} · {digest.zone.key} · {standing}"


def _customers(digest: Digest) -> Iterator[Block]:
    """Their words, what was closed for them, and what is better now."""
    for quoted in digest.words.quotes:
        yield section(_quote(quoted))
    yield section(closed_line(digest.figures))
    if digest.words.improvements:
        better = [
            f"{escape(cut(one.title, 120))} (asked for in {count(one.cases, 'case')})"
            for one in digest.words.improvements
        ]
        yield section("*Better for customers now*\n" + "\n".join(better))


def _quote(quoted: Quote) -> str:
    outcome = f": {escape(cut(quoted.outcome, 200))}" if quoted.outcome else ""
    return f"{quote(quoted.words)}\non “{escape(quoted.matter)}”{outcome}"


def _how_it_was_done(digest: Digest, called: NamesAndFunctions) -> Iterator[Block]:
    for story in digest.words.stories:
        yield section(story_text(story, called), button(f"Case {story.case}", "case.show", str(story.case)))
    if people := "\n".join(people_lines(digest.figures, called)):
        yield section(people)
    if digest.words.tried:
        yield section(tried_text(digest.words.tried, called))


def _numbers(digest: Digest, called: NamesAndFunctions) -> Iterator[Block]:
    if paces := "\n".join(pace_lines(digest.figures)):
        yield section(paces)
    yield section(standing_text(digest.figures, called))
