"""What a search found, and how to search."""

from bot.domain.company import Company
from bot.domain.inquiry import FILTERS, Inquiry, Kind
from bot.domain.sheet import Findings, Found
from handlers.blocks.kit import Block, Message, actions, button, context, section
from handlers.blocks.text import cut, escape, when

_ONLY = {Kind.MENTION: "mentions only", Kind.DRAFT: "drafts only", Kind.REPLY: "replies only"}


def search_page() -> Message:
    """How to search, with examples."""
    filters = "\n".join(f"`{example}` {meaning}" for example, meaning in FILTERS.items())
    return Message(
        "How to search",
        (
            section("Say what to look for, like `/muster search swollen battery`. All the words must occur."),
            section('`"swollen battery"` just like this · `-charger` without this word · `late OR delayed` either'),
            section(f"*Filters*, alone or with words\n{filters}"),
        ),
    )


def found_page(findings: Findings, company: Company, *, page: int) -> Message:
    """A page of what a search found, newest first."""
    inquiry = findings.inquiry
    about = f" about “{escape(cut(inquiry.words, 100))}”" if inquiry.words else ""
    title = f"What was said and answered{about}"
    looked_at = [context(f"{escape(_in_words(inquiry, company))}. Newest first.")] if inquiry.filters else []
    if not findings.lines:
        return Message(
            title, (section(f"{title}: nothing found. {_remedy(findings)}"), *looked_at, *_wider(findings))
        )
    blocks: list[Block] = [section(f"*{title}*"), *looked_at]
    blocks += [_line(line, company) for line in findings.lines]
    turns = []
    if page:
        turns.append(button("Newer", "list.search.newer", f"{page - 1}:{inquiry}"))
    if findings.more:
        turns.append(button("Older", "list.search.older", f"{page + 1}:{inquiry}"))
    if turns:
        blocks.append(actions(*turns))
    return Message(title, tuple(blocks))


def _in_words(inquiry: Inquiry, company: Company) -> str:
    """The filters as they were understood."""
    said = (
        f"in {company.community_title(inquiry.community)}" if inquiry.community else "",
        f"case {inquiry.status}" if inquiry.status else "",
        _ONLY[inquiry.kind] if inquiry.kind else "",
        f"from {inquiry.author}" if inquiry.author else "",
        f"by {inquiry.member}" if inquiry.member else "",
        f"source {inquiry.source}" if inquiry.source else "",
        f"after {inquiry.after:%d %b %Y}" if inquiry.after else "",
        f"before {inquiry.before:%d %b %Y}" if inquiry.before else "",
    )
    return "Looked for: " + " · ".join(filter(None, said))


def _remedy(findings: Findings) -> str:
    filters = [f"`{escape(findings.inquiry.filters[name])}`" for name in findings.in_the_way]
    if filters:
        return f"Without {' or without '.join(filters)} there is something."
    return "Fewer or other words may help." if findings.inquiry.words else "Fewer or other filters may help."


def _wider(findings: Findings) -> tuple[Block, ...]:
    """A button to search without the first of the filters that are in the way."""
    if not findings.in_the_way:
        return ()
    name = findings.in_the_way[0]
    label = cut(f"Without {findings.inquiry.filters[name]}", 75)
    return (actions(button(label, "list.search.wider", f"0:{findings.inquiry.without(name)}")),)


def _line(line: Found, company: Company) -> Block:
    said = f"{escape(cut(' '.join(line.text.split()), 200))}\n{_origin(line)} · {when(line.at)}"
    if line.case_id is None:
        return section(f"{said} · kept as history")
    place = escape(company.community_title(line.community or ""))
    return section(
        f"{said} · {place} · {line.status}", button(f"Case {line.case_id}", "case.show", str(line.case_id))
    )


def _origin(line: Found) -> str:
    by = f" by {escape(cut(line.by, 80))}" if line.by else ""
    if line.kind is Kind.DRAFT:
        return f"Draft{by}, revision {line.revision}{' (not the current one)' if line.void else ''}"
    if line.kind is Kind.REPLY:
        return f"Reply{by}{' (the case went on since)' if line.void else ''}"
    return f"Mention{by} · {escape(line.source or '')}"
