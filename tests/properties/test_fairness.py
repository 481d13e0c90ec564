"""The simulation of docs/fairness.md, in a company of 60 people and two months."""

from benchmarks.fairness.scoring import simulate

SEEDS = range(1, 7)


def test_the_simulation_comes_out_the_same_each_time() -> None:
    assert simulate(1, people=60, months=2) == simulate(1, people=60, months=2)


def test_who_plays_takes_less_than_under_a_point_a_message() -> None:
    years = [simulate(seed, people=60, months=2) for seed in SEEDS]

    assert sum(year.public.taken for year in years) < 0.8 * sum(year.naive.taken for year in years)
    assert sum(year.public.unearned for year in years) < 0.65 * sum(year.naive.unearned for year in years)


def test_caps_take_from_those_who_play() -> None:
    years = [simulate(seed, people=60, months=2, effort=2) for seed in SEEDS]

    assert sum(year.public.taken for year in years) < sum(year.volunteered.taken for year in years)


def test_without_play_all_credit_stands_on_work() -> None:
    year = simulate(1, people=60, months=2, effort=0)

    assert year.public.unearned == year.naive.unearned == 0
