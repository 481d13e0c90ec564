"""A replay of whatever mentions: each is counted once, and what is the same makes no difference."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.company import Company
from bot.domain.deciding import Explanation, explain
from bot.domain.grouping import Fit
from bot.domain.intent import Intent, read_intents
from bot.domain.mention import Mention
from bot.domain.policy import RiskClass
from bot.domain.routing import Rules
from bot.domain.simulation import Compared, Replay
from tests.builders import community, company, mention
from tests.world import NOON

FIT = Fit.from_texts(1, ["ordinary words of ordinary days"] * 300)

TEXTS = (
    "the app crashes where the boarding pass should open",
    "boarding pass does not open, the app crashes",
    "the app crashes and the boarding pass caught fire",
    "the battery swells and smokes",
    "where is my refund",
    "I will sue you over my refund",
    "thank you",
    "!",
)


def firm(*, private: bool = False) -> Company:
    """Safety takes what is dangerous, refunds go to another community, and the rest to care."""
    made = company(
        community("safety", keywords=("swell*", "fire"), takes=(Intent.SAFETY,)),
        community("money", keywords=("refund*",), private=private),
        community("care"),
    )
    return replace(
        made, risks={"injury": RiskClass(name="injury", title="Injury", keywords=("fire",), functions=("legal",))}
    )


@st.composite
def streams(draw: st.DrawFn) -> list[Mention]:
    """Mentions in the order of their time, hours to weeks apart."""
    drawn = draw(
        st.lists(
            st.tuples(
                st.sampled_from(TEXTS),
                st.sampled_from([None, "dana", "sam", "eli"]),
                st.sampled_from([None, None, "t1", "t2"]),
                st.sampled_from([0, 0, 1, 30, 24 * 15]),
            ),
            max_size=30,
        )
    )
    at, made = NOON, []
    for text, author, thread, later in drawn:
        at += timedelta(hours=later)
        made.append(mention(text, author=author, thread=thread, posted_at=at))
    return made


def read(said: Mention, by: Company) -> Explanation:
    return explain(said.text, rules=Rules(by), intents=read_intents(said.text), intended=by.intended)


@settings(max_examples=60, deadline=None)
@given(streams(), st.booleans())
def test_every_mention_is_counted_once_and_every_case_has_one_card(stream: list[Mention], private: bool) -> None:
    made = firm(private=private)
    replay = Replay(made, FIT)
    for said in stream:
        replay.hear(said, read(said, made))
    happened = replay.happened
    assert happened.mentions == len(stream) == happened.cases + happened.joined
    assert happened.cards.total() == happened.risks.total() == happened.cases
    assert happened.asked.total() == happened.asked_in.total() >= happened.cases
    assert happened.merged < max(happened.cases, 1)
    assert sum(one.mentions for one in happened.most_urgent) <= len(stream)


@settings(max_examples=40, deadline=None)
@given(streams())
def test_the_same_settings_make_no_difference(stream: list[Mention]) -> None:
    made = firm()
    both = Compared(Replay(made, FIT), Replay(made, FIT))
    for said in stream:
        both.hear(said, read(said, made), read(said, made))
    assert not both.moved
    assert not both.elsewhere
    assert both.today.happened == both.proposed.happened
