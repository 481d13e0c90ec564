"""Find what was said outside, drafted and replied."""

from datetime import timedelta

import pytest

from bot.bootstrap import Muster
from bot.domain.errors import BadInput, UnknownCommunity
from bot.domain.inquiry import Kind
from bot.domain.sheet import Findings
from bot.usecases.draft_reply import draft_reply
from bot.usecases.import_mentions import import_mentions
from bot.usecases.reopen_case import reopen_case
from bot.usecases.search import PAGE, search
from storage import search as stored_search
from tests.builders import ANSWER, amara, case_at, do, know, li, mention
from tests.world import NOON, SetClock


async def remember(muster: Muster, *texts: str) -> None:
    """Keep past mentions, each a day older than the one before it."""
    batch = [mention(text, posted_at=NOON - timedelta(days=day)) for day, text in enumerate(texts)]
    await do(muster, import_mentions, batch, open_cases=False)


async def look(muster: Muster, typed: str, page: int = 0) -> Findings:
    return await do(muster, search, typed, amara, page=page)


async def found(muster: Muster, typed: str, page: int = 0) -> tuple[list[str], bool]:
    findings = await look(muster, typed, page)
    return [line.text for line in findings.lines], findings.more


async def test_all_the_words_must_occur_in_any_case_and_order(muster: Muster) -> None:
    await remember(muster, "The BATTERY swells", "A swollen battery", "My order swells")
    assert await found(muster, "swells battery") == (["The BATTERY swells"], False)
    assert await found(muster, "nothing such") == ([], False)


async def test_the_newest_comes_first_and_pages_neither_repeat_nor_skip(muster: Muster) -> None:
    said = [f"battery {number}" for number in range(2 * PAGE + 1)]
    await remember(muster, *said)
    pages = [await found(muster, "battery", page) for page in range(4)]
    assert [text for texts, _ in pages for text in texts] == said
    assert [more for _, more in pages] == [True, True, False, False]
    assert await found(muster, "battery", 10**30) == ([], False)


async def test_a_rare_word_is_found_beyond_the_recent_rows(muster: Muster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored_search, "RECENT", 3)
    said = [f"battery {number}" for number in range(PAGE + 5)]
    await remember(muster, *said, "a rare word")
    assert await found(muster, "rare") == (["a rare word"], False)
    assert await found(muster, "battery") == (said[:PAGE], True)
    assert await found(muster, "battery", 1) == (said[PAGE:], False)


async def test_pages_hold_still_where_everything_is_of_one_moment(muster: Muster) -> None:
    for number in range(3):
        await case_at(muster, "replied", said=mention(f"Please, it swells {number}", author=f"dana-{number}"))
    batch = [mention(f"please {number}", posted_at=NOON) for number in range(2 * PAGE)]
    await do(muster, import_mentions, batch, open_cases=False)
    pages = [(await look(muster, "please", page)).lines for page in range(3)]
    seen = [(line.kind, line.text, line.case_id) for page in pages for line in page]
    assert len(seen) == len(set(seen)) == 2 * PAGE + 9
    assert [line.kind for page in pages for line in page] == sorted(
        (kind for kind, _, _ in seen), key=["draft", "mention", "reply"].index
    )


async def test_a_mention_with_a_case_tells_where_it_stands(muster: Muster) -> None:
    case = await case_at(muster, "replied", said=mention("The battery swells"))
    (line,) = (await look(muster, "battery")).lines
    assert (line.case_id, line.status, line.community, line.source) == (case.id, "replied", "safety", "web")
    assert (line.kind, line.by, line.void) == (Kind.MENTION, "dana", False)
    await remember(muster, "An old charger")
    (line,) = (await look(muster, "charger")).lines
    assert (line.case_id, line.status, line.community) == (None, None, None)


async def test_drafts_and_replies_are_found_with_who_wrote_them_even_once_they_are_void(
    muster: Muster, clock: SetClock
) -> None:
    await know(muster)
    case = await case_at(muster, "drafted")
    clock.forward(minutes=1)
    await do(muster, draft_reply, case.id, amara, "Please bring it back.", after=1)
    lines = (await look(muster, "please")).lines
    assert [(line.kind, line.revision, line.void, line.by) for line in lines] == [
        (Kind.DRAFT, 2, False, "Amara"),
        (Kind.DRAFT, 1, True, "Amara"),
    ]
    other = await case_at(muster, "closed", said=mention(author="eli"))
    (line,) = (await look(muster, "kind:reply please")).lines
    assert (line.case_id, line.text, line.by, line.void) == (other.id, ANSWER, "Amara", False)
    await do(muster, reopen_case, other.id, li, reason="It swells again.")
    (line,) = (await look(muster, "kind:reply please")).lines
    assert (line.void, line.status) == (True, "open")


FILTERED = {
    "in:safety": {"The battery swells", "draft", "reply"},
    'in:"product SAFETY" kind:mention': {"The battery swells"},
    "in:care": {"My order is late"},
    "is:replied kind:mention": {"The battery swells"},
    "is:open": {"My order is late"},
    "from:Dana": {"The battery swells"},
    "from:@eli": {"My order is late", "An old charger"},
    "from:nobody": set(),
    "source:web kind:mention": {"The battery swells", "My order is late"},
    "source:file": {"An old charger"},
    "by:@amara": {"draft", "reply"},
    "by:AMARA kind:reply": {"reply"},
    "by:U0LI": set(),
    "kind:draft": {"draft"},
    "after:2026-11-17": {"The battery swells", "My order is late", "draft", "reply"},
    "before:2026-11-18": {"An old charger"},
    "after:2026-11-15 before:2026-11-17": set(),
    "after:2026-11-09 before:2026-11-12 charger -new": {"An old charger"},
    "in:safety kind:mention is:replied from:dana source:web after:2026-11-01 battery": {"The battery swells"},
}


async def test_filters_narrow_what_is_found(muster: Muster) -> None:
    await know(muster)
    await case_at(muster, "replied", said=mention("The battery swells", author="dana"))
    await case_at(muster, said=mention("My order is late", author="eli"))
    past = mention("An old charger", author="eli", source="file", posted_at=NOON - timedelta(days=8))
    await do(muster, import_mentions, [past], open_cases=False)
    for typed, expected in FILTERED.items():
        lines = (await look(muster, typed)).lines
        texts = {line.text if line.kind is Kind.MENTION else line.kind.value for line in lines}
        assert texts == expected, typed


async def test_an_empty_search_names_the_filters_that_alone_are_in_the_way(muster: Muster) -> None:
    await remember(muster, "The battery swells")
    assert (await look(muster, "battery in:care")).in_the_way == ["community"]
    assert (await look(muster, "battery source:file before:2027-01-01")).in_the_way == ["source"]
    assert (await look(muster, "battery in:care source:file")).in_the_way == []
    assert (await look(muster, "charger in:care")).in_the_way == []


async def test_whom_and_what_nobody_knows_is_said(muster: Muster) -> None:
    with pytest.raises(BadInput, match="Nobody here is called “nobody”"):
        await look(muster, "by:nobody")
    with pytest.raises(UnknownCommunity, match="care, safety, voice"):
        await look(muster, "in:nowhere")


@pytest.mark.parametrize(
    "words",
    [
        "battery & | !",
        "'",
        '"battery',
        "battery:*",
        "(battery",
        "battery <-> ",
        "\\",
        "%_",
        "-",
        "or",
        "'; --",
        "🔥",
        "!",
        "from:' source:%",
        "by:<@U0AMARA>'",
        '"" -""',
    ],
)
async def test_signs_in_the_words_are_no_operators_that_could_fail(muster: Muster, words: str) -> None:
    await know(muster)
    await remember(muster, "The battery swells")
    try:
        lines, more = await found(muster, words)
    except BadInput:
        assert words.startswith("by:")
        return
    assert set(lines) <= {"The battery swells"}
    assert not more
