"""Who decides where a mention goes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.deciding import DecidedBy, Decision, Taught, decide, explain, outcomes
from bot.domain.intent import Intent, read_intents
from bot.domain.learning import LEAST_SETTLED, Lesson, Offer, Outcome, Standing, lower_bound, standings
from bot.domain.routing import Route, Rules
from tests.builders import community, company

RULES = Rules(
    company(
        community("safety", keywords=("smoke",)),
        community("voice", keywords=("press", "refund*")),
        community("care", keywords=("refund", "invoice")),
        default="care",
    )
)
PROVEN = {name: Standing(route=name, settled=60, won=40, lost=5) for name in ("safety", "voice", "care")}
UNPROVEN = {name: Standing(route=name, settled=60, won=20, lost=20) for name in ("safety", "voice", "care")}
SURE_OF_VOICE = {"voice": 0.8, "care": 0.15, "safety": 0.05}


def decided(
    text: str, standing: dict[str, Standing] | None = None, intended: dict[Intent, str] | None = None
) -> Decision:
    taught = None if standing is None else Taught(scores=SURE_OF_VOICE, standings=standing)
    return decide(text, rules=RULES, intents=read_intents(text), intended=intended, taught=taught)


def test_rules_decide_and_the_model_offers_its_best_three() -> None:
    found = decided("My invoice is wrong", UNPROVEN)
    assert (found.community, found.by, found.words) == ("care", DecidedBy.RULES, ("invoice",))
    assert found.offers == tuple(Offer(community=name, probability=p) for name, p in SURE_OF_VOICE.items())


def test_a_route_that_the_model_has_earned_is_its_own_and_says_how_it_was_taught() -> None:
    found = decided("My invoice is wrong", PROVEN)
    assert (found.community, found.by, found.taught) == ("voice", DecidedBy.MODEL, 60)


def test_a_model_that_is_not_sure_leaves_it_to_the_rules() -> None:
    taught = Taught(scores={"voice": 0.4, "care": 0.3, "safety": 0.3}, standings=PROVEN)
    found = decide("My invoice", rules=RULES, intents=read_intents("My invoice"), taught=taught)
    assert found.by is DecidedBy.RULES


def test_words_of_danger_or_law_are_never_left_to_the_model() -> None:
    assert decided("Smoke came out of it", PROVEN).community == "safety"
    assert decided("Your invoice is fraud", PROVEN).by is DecidedBy.RULES


def test_danger_goes_to_those_who_take_it_and_the_community_of_the_rules_must_know() -> None:
    found = decided(
        "My refund? It exploded and my lawyer knows", PROVEN, {Intent.SAFETY: "safety", Intent.LEGAL: "care"}
    )
    assert (found.community, found.intent, found.words) == ("safety", Intent.SAFETY, ("exploded",))
    assert found.also == ("care", "voice")


def test_an_intent_chooses_where_no_word_of_a_rule_stands() -> None:
    text = "You are wonderful"
    intents = read_intents(text, {"praise": 0.9})
    found = decide(text, rules=RULES, intents=intents, intended={Intent.PRAISE: "voice"})
    assert (found.community, found.by, found.intent) == ("voice", DecidedBy.INTENT, Intent.PRAISE)
    assert decide("An invoice", rules=RULES, intents=intents, intended={Intent.PRAISE: "voice"}).community == "care"


def test_nothing_known_means_the_default() -> None:
    assert decided("Hello") == Decision(community="care", by=DecidedBy.DEFAULT)


def test_an_explanation_holds_every_community_whose_rules_match_in_their_order() -> None:
    text = "The press asks for my refund"
    found = explain(text, rules=RULES, intents=read_intents(text))
    assert found.matches == (
        Route(community="voice", words=("press", "refund")),
        Route(community="care", words=("refund",)),
    )
    assert found.decision.community == "voice"
    assert found.risk == "ordinary"


def test_only_what_the_model_would_have_decided_counts_for_its_standing() -> None:
    lessons = [
        Lesson(text="a", labels=("care",)),
        Lesson(text="b", labels=("care",)),
        Lesson(text="c", labels=("care",)),
    ]
    found = outcomes(lessons, [{"care": 0.9}, {"care": 0.3, "voice": 0.2}, {}], ["voice", "voice", "voice"])
    assert found == [Outcome(settled="care", by_rules="voice", by_model="care", probability=0.9)]


routes = st.sampled_from(["a", "b", "c"])


@given(st.lists(st.builds(Outcome, settled=routes, by_rules=routes, by_model=routes), max_size=120))
@settings(max_examples=80)
def test_no_route_is_handed_to_a_model_that_does_worse_there(seen: list[Outcome]) -> None:
    for route, standing in standings(seen).items():
        named = [one for one in seen if one.by_model == route]
        if standing.trusted:
            assert len(named) >= LEAST_SETTLED
            assert sum(one.by_model == one.settled for one in named) > sum(
                one.by_rules == one.settled for one in named
            )


@given(st.integers(1, 60), st.integers(0, 60))
@settings(max_examples=60)
def test_a_route_is_earned_only_with_room_to_spare(won: int, lost: int) -> None:
    bound = lower_bound(won, won + lost)
    assert 0 <= bound <= won / (won + lost)
    assert not Standing(route="a", settled=10_000, won=min(won, lost), lost=max(won, lost)).trusted
    assert not Standing(route="a", settled=LEAST_SETTLED - 1, won=won, lost=0).trusted
