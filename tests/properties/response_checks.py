"""What a reader of the record alone would say of a case: who owned it, who signed what, and how long it was ours."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise

from bot.domain import activity as act
from bot.domain.activity import Activity
from bot.domain.case import Case
from bot.domain.hours import Hours
from bot.domain.policy import Policy
from bot.domain.status import LIVE, Status


def check_owners(record: list[Activity], case: Case) -> None:
    """One owner at a time, and none who did not take the case or was given it."""
    owner: str | None = None
    for one in record:
        match one:
            case act.Claimed():
                assert owner is None, "claimed while somebody owned it"
                owner = one.by
            case act.HandedOver():
                owner = one.to
            case act.Released() | act.Moved() | act.LeaseEnded():
                owner = None
    assert case.owner == owner


def check_signature(record: list[Activity], case: Case, policy_of: Callable[[str, str], Policy]) -> None:
    """What stands signed is the text of a revision that waits, signed by all whom its policy asks for."""
    if case.signed and case.status is Status.OPEN:
        draft = case.revision(case.signed.revision)
        fingerprint, met = signed_before(record, case.signed.revision, policy_of)
        assert draft, "a signature on a text that is gone"
        assert met, "signed off with a signature missing"
        assert draft.fingerprint == case.signed.fingerprint == fingerprint
    authors = {one.revision: one.by for one in record if isinstance(one, act.Drafted)}
    assert not [one for one in record if isinstance(one, act.SignedOff) and one.by == authors[one.revision]]


def check_clocks(case: Case, hours: Hours, now: datetime) -> None:
    """No moment counts twice, none counts that has not passed, and nothing is owed where nothing is to do."""
    clocks = case.clocks
    for one, later in pairwise(clocks.spans):
        assert one.end is not None
        assert one.start <= one.end <= later.start
    assert timedelta() <= clocks.worked(hours, now) <= now - clocks.spans[0].start
    assert clocks.running == (case.status is Status.OPEN)
    assert clocks.due is None or case.status in LIVE


def signed_before(
    record: list[Activity], revision: int, policy_of: Callable[[str, str], Policy]
) -> tuple[str | None, bool]:
    """What a reader of the record alone would say: the hash that stands signed for a revision, and whether the policy
    of that moment was met by different people, none of them the author."""
    first = record[0]
    assert isinstance(first, act.Opened)
    home, risk, author, fingerprint = first.community, first.risk, None, None
    signatures: dict[str, str | None] = {}
    for one in record:
        match one:
            case act.Moved():
                home, signatures = one.community, {}
            case act.Reclassed():
                risk, signatures = one.risk, {}
            case act.Drafted() if one.revision == revision:
                author, fingerprint, signatures = one.by, one.fingerprint, {}
            case act.Drafted() if not one.beside:
                signatures = {}
            case act.ChangesWanted() | act.DraftRejected() if one.revision == revision:
                signatures = {}
            case act.Continued() | act.Reopened() | act.Merged():
                signatures = {}
            case act.SignedOff() if one.revision == revision:
                assert one.by != author, "the author signed"
                assert one.by not in signatures, "somebody signed twice"
                assert one.fingerprint == fingerprint
                signatures[one.by] = one.function
    needed = policy_of(home, risk).signatures
    return fingerprint, _met([signature.functions for signature in needed], list(signatures.values()))


def _met(needed: list[frozenset[str]], given: list[str | None]) -> bool:
    """Whether each needed signature is given by somebody else; by trying all."""
    if not needed:
        return True
    first, *others = needed
    return any(
        (not first or function in first) and _met(others, given[:place] + given[place + 1 :])
        for place, function in enumerate(given)
    )
