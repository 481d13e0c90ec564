"""Who must sign: whatever is asked for and whoever signs, in whatever order."""

from collections.abc import Sequence
from datetime import UTC, datetime
from itertools import permutations
from random import Random

from hypothesis import example, given, settings
from hypothesis import strategies as st

from bot.domain.draft import SignOff
from bot.domain.people import MemberId
from bot.domain.policy import Policy, Signature

FUNCTIONS = ("legal", "pr", "product", "support")

signatures = st.lists(st.frozensets(st.sampled_from(FUNCTIONS), max_size=3), min_size=1, max_size=4).map(
    lambda drawn: tuple(Signature(functions=functions) for functions in drawn)
)
free = st.builds(Policy, signatures=signatures)
policies = st.builds(Policy, signatures=signatures, in_order=st.booleans())
functions = st.none() | st.sampled_from(FUNCTIONS)
signers = st.lists(functions, max_size=6)


def signed(signer: int, function: str | None) -> SignOff:
    """An approval by one person."""
    at = datetime(2026, 11, 18, tzinfo=UTC)
    return SignOff(by=MemberId(f"U{signer}"), at=at, revision=1, fingerprint="f", function=function)


def wanted(policy: Policy, functions: Sequence[str | None]) -> list[SignOff]:
    """Those who sign in this order, each where their signature is wanted at that moment."""
    given: list[SignOff] = []
    for signer, function in enumerate(functions):
        if policy.wants(function, given):
            given.append(signed(signer, function))
    return given


def most(policy: Policy, functions: Sequence[str | None]) -> int:
    """How many signatures these functions can meet at most, by trying every way to hand them out."""
    places = list(policy.signatures)
    blank = [None] * max(0, len(places) - len(functions))
    seats = [*enumerate(functions), *((-1, None) for _ in blank)]
    return max(
        sum(giver >= 0 and place.takes(function) for place, (giver, function) in zip(places, row, strict=True))
        for row in permutations(seats, len(places))
    )


@settings(max_examples=80)
@given(policy=policies, functions=signers)
def test_it_is_never_complete_with_fewer_people_than_signatures(policy: Policy, functions: list[str | None]) -> None:
    given = wanted(policy, functions)
    assert len(given) <= len(policy.signatures)
    if policy.complete(given):
        assert len({one.by for one in given}) >= len(policy.signatures)


@settings(max_examples=80)
@given(policy=free, functions=signers, again=st.randoms(use_true_random=False))
def test_without_an_order_it_does_not_matter_who_signs_first(
    policy: Policy, functions: list[str | None], again: Random
) -> None:
    other = functions.copy()
    again.shuffle(other)
    assert len(wanted(policy, functions)) == len(wanted(policy, other))
    assert policy.complete(wanted(policy, functions)) == policy.complete(wanted(policy, other))


@settings(max_examples=80)
@given(policy=policies, functions=signers, function=functions)
def test_a_signature_that_is_wanted_brings_it_nearer(
    policy: Policy, functions: list[str | None], function: str | None
) -> None:
    given = wanted(policy, functions)
    left = len(policy.missing(given))
    after = len(policy.missing([*given, signed(99, function)]))
    if policy.wants(function, given):
        assert after == left - 1
        assert policy.accepts(function)
    elif not policy.in_order:
        assert after == left


@settings(max_examples=80)
@given(policy=free, functions=signers)
def test_as_many_signatures_are_met_as_can_be(policy: Policy, functions: list[str | None]) -> None:
    given = [signed(signer, function) for signer, function in enumerate(functions)]
    assert len(policy.signatures) - len(policy.missing(given)) == most(policy, functions)
    assert len(wanted(policy, functions)) == most(policy, functions)


TWO_OF_ANYONE = Policy(signatures=(Signature(), Signature()), in_order=True)


@settings(max_examples=80)
@example(policy=TWO_OF_ANYONE, functions=[None, None])
@given(policy=policies, functions=signers)
def test_each_signature_is_met_by_another_person_of_its_functions(
    policy: Policy, functions: list[str | None]
) -> None:
    given = wanted(policy, functions)
    met = policy.met(given)
    pairs = [(needed, one) for needed, one in zip(policy.signatures, met, strict=True) if one]
    assert all(needed.takes(one.function) for needed, one in pairs)
    assert len({one.by for _, one in pairs}) == len(pairs) == len(given)
    if policy.in_order:
        assert met[: len(given)] == tuple(given), "one after the other"
