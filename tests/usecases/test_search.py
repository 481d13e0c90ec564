"""Find what was said."""

from datetime import timedelta

import pytest

from bot.bootstrap import Muster
from bot.domain.errors import BadInput
from bot.usecases.import_mentions import import_mentions
from bot.usecases.search import PAGE, search
from tests.builders import case_at, do, mention
from tests.world import NOON


async def remember(muster: Muster, *texts: str) -> None:
    """Keep past mentions, each a day older than the one before it."""
    batch = [mention(text, posted_at=NOON - timedelta(days=day)) for day, text in enumerate(texts)]
    await do(muster, import_mentions, batch, open_cases=False)


async def found(muster: Muster, words: str, page: int = 0) -> tuple[list[str], bool]:
    lines, more = await do(muster, search, words, page=page)
    return [line.text for line in lines], more


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


async def test_a_mention_with_a_case_tells_where_it_stands(muster: Muster) -> None:
    case = await case_at(muster, "replied", said=mention("The battery swells"))
    ((line,), _) = await do(muster, search, "battery", page=0)
    assert (line.case_id, line.status, line.community, line.source) == (case.id, "replied", "safety", "web")
    await remember(muster, "An old charger")
    ((line,), _) = await do(muster, search, "charger", page=0)
    assert (line.case_id, line.status, line.community) == (None, None, None)


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
    ],
)
async def test_signs_in_the_words_are_no_operators_that_could_fail(muster: Muster, words: str) -> None:
    await remember(muster, "The battery swells")
    lines, more = await found(muster, words)
    assert set(lines) <= {"The battery swells"}
    assert not more


@pytest.mark.parametrize("words", ["", "  \t"])
async def test_without_words_it_says_how_to_ask(muster: Muster, words: str) -> None:
    with pytest.raises(BadInput, match="/muster search"):
        await do(muster, search, words, page=0)
