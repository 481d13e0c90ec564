"""A file's mentions, by time, each once."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.mention import Author
from sources.tabular.in_order import InOrder
from tests.builders import mention
from tests.world import NOON


@settings(max_examples=40)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(-9, 9))))
def test_they_come_by_time_and_then_as_they_came_the_first_of_each_identity(drawn: list[tuple[int, int]]) -> None:
    came = [
        mention(
            f"{number}\n“said”",
            external_id=str(name),
            posted_at=NOON + timedelta(microseconds=at),
            author=None if at % 2 else "dana",
            reach=at * at,
        )
        for number, (name, at) in enumerate(drawn)
    ]
    kept = InOrder()
    added = [one for one in came if kept.add(one)]
    assert len(kept) == len(added) == len({name for name, _ in drawn})
    assert list(kept) == sorted(added, key=lambda one: one.posted_at)
    kept.close()


def test_nothing_of_a_mention_is_lost() -> None:
    said = mention("§ 1 ‘it’ 🔥", url="https://forum.example/1", reach=3, thread="t1")
    named = replace(said, external_id="named", author=Author(source="web", handle="dana", name="Dana"))
    kept = InOrder()
    assert all(map(kept.add, (said, named)))
    assert list(kept) == [said, named]
    kept.close()
