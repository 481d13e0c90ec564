"""Storms: a matter is hot of late, and stands out against all else."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.grouping import Nearness, Placement
from bot.domain.weather import ALL, HALF_LIFE, Heat, Weather, joins_by_itself, worth_asking

HOUR, DAY = 3600.0, 86_400.0


def said(weather: Weather, matter: int, times: int, *, start: float = 0.0, every: float = 60.0) -> list[float]:
    """Let something be said so often; returns the moments at which a storm broke out."""
    moments = [start + n * every for n in range(times)]
    return [at for at in moments if weather.feel(matter, at, new=False)]


def test_a_new_matter_that_many_speak_of_within_an_hour_storms_once() -> None:
    weather = Weather()
    assert len(said(weather, 7, 40)) == 1
    assert weather.storms(7)
    assert not weather.storms(8)


def test_what_is_said_every_day_never_storms_however_much_it_is() -> None:
    weather = Weather()
    for minute in range(5 * 24 * 60):
        at = minute * 60.0
        matter = 1 + minute % 40  # forty matters, each as often as every other
        assert not weather.feel(matter, at, new=False), f"at minute {minute}"


def test_an_everyday_matter_storms_when_it_rises_far_above_its_days() -> None:
    weather = Weather()
    for minute in range(5 * 24 * 60):
        weather.feel(1 + minute % 40, minute * 60.0, new=False)
    assert said(weather, 3, 60, start=5 * DAY, every=20.0)


def test_a_little_of_everything_on_the_first_day_is_no_storm() -> None:
    weather = Weather()
    assert not any(weather.feel(1 + n % 30, n * 10.0, new=False) for n in range(600))


def test_a_storm_among_other_news_at_the_same_moment_is_seen() -> None:
    weather, broke = Weather(), []
    for n in range(300):
        matter = 1 if n % 3 == 0 else 100 + n
        if weather.feel(matter, 0.0, new=matter != 1):
            broke.append(n)
    assert len(broke) == 1
    assert broke[0] < 30


def test_loose_talk_is_no_storm_and_a_storm_that_becomes_loose_takes_no_more() -> None:
    weather = Weather()
    assert not any(weather.feel(1, n * 60.0, new=False, coherence=0.08) for n in range(40))
    assert any(weather.feel(1, 2400.0 + n * 60.0, new=False, coherence=0.15) for n in range(40))
    assert weather.storms(1, 0.15)
    assert not weather.storms(1, 0.08)


def test_one_who_says_it_a_few_times_makes_no_storm() -> None:
    assert not said(Weather(), 1, 6)


def test_a_merged_matter_takes_its_heat_along_and_an_ended_one_is_cold() -> None:
    weather = Weather()
    said(weather, 1, 40)
    weather.take_changes()
    weather.move(1, 2)
    assert weather.storms(2)
    assert not weather.storms(1)
    weather.forget(2)
    assert not weather.storms(2)
    assert weather.take_changes() == ({}, [1, 2])


@given(st.lists(st.tuples(st.integers(1, 4), st.floats(0, 5 * DAY), st.booleans()), max_size=60))
@settings(max_examples=60)
def test_it_goes_on_where_it_stopped(mentions: list[tuple[int, float, bool]]) -> None:
    whole, kept = Weather(), dict[int, Heat]()
    for matter, at, new in sorted(mentions, key=lambda one: one[1]):
        parts = Weather(kept)
        assert parts.feel(matter, at, new=new) == whole.feel(matter, at, new=new)
        changed, gone = parts.take_changes()
        kept = {**{key: heat for key, heat in kept.items() if key not in gone}, **changed}
    assert all(kept[key] == heat for key, heat in whole.take_changes()[0].items())


def test_heat_halves_in_its_half_life() -> None:
    heat = Heat(8.0, 8.0, 0.0).later(HALF_LIFE)
    assert heat.fast == 4.0
    assert heat.slow > 7.7
    weather = Weather()
    weather.feel(1, 0.0, new=True)
    assert weather.take_changes()[0] == {ALL: Heat(1.0, 1.0, 0.0)}


def placed(near: float, *shared: str) -> Placement:
    return Placement(nearness=Nearness.SURE, matter=1, near=near, shared=shared, fit=1)


def test_without_a_storm_only_what_says_nearly_the_same_joins() -> None:
    assert joins_by_itself(placed(0.7, "app", "crashes", "pass"), storms=False)
    assert not joins_by_itself(placed(0.5, "app", "crashes", "pass"), storms=False)
    assert not joins_by_itself(placed(1.0, "thank", "you", "@works"), storms=False)
    assert joins_by_itself(placed(0.3, "app"), storms=True)
    assert worth_asking(0.5, ("app", "crashes", "pass"))
    assert not worth_asking(0.3, ("app", "crashes", "pass"))
