"""What a replay counts."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.cli.quality.rehearsal import storm
from bot.domain.company import Company
from bot.domain.deciding import explain
from bot.domain.grouping import Fit
from bot.domain.hours import Hours
from bot.domain.intent import read_intents
from bot.domain.mention import Mention
from bot.domain.routing import Rules
from bot.domain.simulation import Compared, Replay
from tests.builders import BERLIN, community, company, mention, terms

FIT = Fit.from_texts(1, ["ordinary words of ordinary days"] * 300)
MONDAY = datetime(2026, 11, 16, 10, 20, tzinfo=BERLIN)
DAYTIME = Hours(zone=BERLIN, shifts=dict.fromkeys(range(5), ((time(9), time(17)),)))


def hear(into: Replay, *several: Mention) -> Replay:
    rules = Rules(into.company)
    for said in several:
        into.hear(said, explain(said.text, rules=rules, intents=read_intents(said.text)))
    return into


def firm(**more: object) -> Company:
    return company(community("safety", keywords=("swell*",)), community("care", **more))


def test_alerts_and_load_stand_at_their_hour_on_the_wall() -> None:
    late = MONDAY.replace(hour=20)
    made = firm(functions=("support",), terms=terms(hours=DAYTIME))
    happened = hear(
        Replay(made, FIT), mention("hello", posted_at=MONDAY), mention("good evening", posted_at=late)
    ).happened
    ten, eight, next_nine = (
        MONDAY.replace(minute=0),
        late.replace(minute=0),
        MONDAY.replace(hour=9, minute=0) + timedelta(days=1),
    )
    assert happened.cards == {("care", ten): 1, ("care", eight): 1}
    assert happened.asked == {("support", ten): 1, ("support", next_nine): 1}
    assert (happened.came_outside["care"], happened.due_outside["care"]) == (1, 0)
    assert happened.load("support", made) == 2 / (6 + 40 / 60)


def test_promises_around_the_clock_are_held_against_an_office_day() -> None:
    happened = hear(Replay(firm(), FIT), mention("hello", posted_at=MONDAY.replace(hour=16))).happened
    assert (happened.came_outside["care"], happened.due_outside["care"]) == (0, 1)


def test_one_matter_is_one_case_until_it_was_silent_for_long() -> None:
    words = "the app crashes where the boarding pass should open"
    again = mention(words, author="sam", posted_at=MONDAY + timedelta(days=13))
    later = mention(words, author="eli", posted_at=again.posted_at + timedelta(days=15))
    replay = hear(Replay(firm(), FIT), mention(words, posted_at=MONDAY), again)
    assert (replay.happened.cases, replay.happened.joined) == (1, 1)
    assert hear(replay, later).happened.cases == 2


def test_a_storm_becomes_few_cases_and_their_conversations_go_on_in_them() -> None:
    said = [
        mention(post.text, author=f"a{number}", thread=f"t{number}", posted_at=MONDAY + timedelta(seconds=number))
        for number, post in enumerate(storm(300))
    ]
    replay = hear(Replay(firm(), FIT), *said)
    left = replay.happened.cases - replay.happened.merged
    assert replay.happened.cases > 10 > left == len(replay.happened.most_urgent)
    assert max(one.mentions for one in replay.happened.most_urgent) > 250
    cases = replay.happened.cases
    hear(
        replay,
        *(
            replace(
                one, external_id=f"{one.external_id} again", text="More of it", posted_at=MONDAY + timedelta(hours=1)
            )
            for one in said
        ),
    )
    assert replay.happened.cases == cases


def test_what_speaks_of_danger_first_is_no_part_of_a_harmless_case_and_is_the_most_urgent() -> None:
    words = "the app crashes where the boarding pass should open"
    burnt = mention(f"{words} and my phone caught fire", author="sam", posted_at=MONDAY, reach=0)
    loud = mention(words, posted_at=MONDAY, reach=1_000_000)
    happened = hear(Replay(firm(), FIT), loud, burnt).happened
    assert happened.cases == 2
    first, second = happened.most_urgent
    assert first.case == 2
    assert first.score > second.score
    assert "safety words" in first.reasons


def test_a_case_that_goes_elsewhere_is_told_with_both_reasons() -> None:
    before = firm()
    after = company(community("safety", keywords=("swell*", "smoke*")), community("care"))
    said = mention("it smokes", posted_at=MONDAY)
    both = Compared(Replay(before, FIT), Replay(after, FIT))
    today, then = (explain(said.text, rules=Rules(one), intents=read_intents(said.text)) for one in (before, after))
    both.hear(said, today, then)
    assert both.moved == {("care", "safety"): 1}
    (one,) = both.elsewhere
    assert one.read_today.decision.words == ()
    assert one.read_proposed.decision.words == ("smokes",)
