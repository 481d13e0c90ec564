"""Worlds to try credit on: any world of a few people, rings, and members who invent their confirmers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from random import Random
from types import ModuleType
from zoneinfo import ZoneInfo

from hypothesis import event
from hypothesis import strategies as st

from bot.domain.credit import Claim, Confirmation, ConfirmerKind, CreditCase, Share, World

POT = 10_000_000
BERLIN = ZoneInfo("Europe/Berlin")
MEMBERS = ("ada", "bo", "cy", "di", "eve")
CUSTOMERS = ("customer 1", "customer 2")
FUNCTIONS = ("legal", "support")
SLOTS = ("spot", "loop", *(f"answer:{function}" for function in FUNCTIONS))
MONTH_END = datetime(2026, 10, 31, 20, tzinfo=UTC)


def at(hours: int) -> datetime:
    """So many hours after the last evening of October; every second moment is given as a clock in Berlin shows it."""
    return (MONTH_END + timedelta(hours=hours)).astimezone(BERLIN if hours % 2 else UTC)


LEFT = (frozenset[str](), frozenset(MEMBERS[:1]))

chances = st.randoms(use_true_random=True)
moments = st.integers(0, 40 * 24).map(at)
said_at = st.integers(0, 20 * 24).map(at)
VOICES = [
    *((customer, ConfirmerKind.CUSTOMER) for customer in CUSTOMERS),
    *((member, kind) for member in MEMBERS for kind in (ConfirmerKind.APPROVER, ConfirmerKind.PEER)),
]


def genuine(case_id: str, signed_at: datetime, required: tuple[str, ...] = ("support",)) -> CreditCase:
    """A case that pays: it came from outside, and an outsider signed it off."""
    return CreditCase(
        id=case_id,
        external_key=case_id,
        external=True,
        required=required,
        signed_by="outsider",
        signed_at=signed_at,
        voided=False,
        reopened=False,
    )


@st.composite
def cases(draw: st.DrawFn, case_id: str) -> CreditCase:
    """A case that pays four times in five, and often shares its key with another."""
    flaw = draw(st.sampled_from((None,) * 16 + ("unsigned", "internal", "voided", "reopened")))
    signed_by = None if flaw == "unsigned" else draw(st.sampled_from(MEMBERS))
    return CreditCase(
        id=case_id,
        external_key=draw(st.sampled_from(("k1", "k2", case_id, case_id))),
        external=flaw != "internal",
        required=draw(st.sampled_from((FUNCTIONS, FUNCTIONS[::-1] * 2, FUNCTIONS[:1], ()))),
        signed_by=signed_by,
        signed_at=signed_by and draw(moments),
        voided=flaw == "voided",
        reopened=flaw == "reopened",
    )


@st.composite
def confirmations(draw: st.DrawFn, claim: Claim) -> Confirmation:
    """Somebody's word on a claim; labels are sometimes false, and some come too late."""
    by, kind = draw(st.sampled_from(VOICES))
    return confirmed(claim, by, draw(said_at), kind)


@st.composite
def worlds(draw: st.DrawFn) -> World:
    """Any world of a few people, whose confirmations mostly stand on a claim."""
    made = [draw(cases(f"c{n}")) for n in range(draw(st.integers(1, 4)))]
    least = draw(st.sampled_from((0, 4)))
    claim = st.builds(
        Claim,
        case=st.sampled_from([case.id for case in made]),
        member=st.sampled_from(MEMBERS),
        slot=st.sampled_from(SLOTS),
        volunteered=st.booleans(),
    )
    claims = draw(st.lists(claim, min_size=least, max_size=12))
    both_ways = draw(st.integers(0, 9))
    claims += [replace(one, volunteered=not one.volunteered) for one in claims[both_ways::10]]
    subjects = st.sampled_from(claims) if claims else claim
    return World(
        cases=tuple(made),
        claims=tuple(claims),
        confirmations=tuple(draw(st.lists(subjects.flatmap(confirmations), min_size=least, max_size=18))),
        approvers=draw(st.frozensets(st.sampled_from(MEMBERS), max_size=2)),
        inactive=draw(st.frozensets(st.sampled_from(MEMBERS), max_size=1)),
    )


def ring(
    size: int,
    months: dict[int, int],
    confirmers: Callable[[int], list[int]],
    kind: ConfirmerKind = ConfirmerKind.PEER,
    **standing: frozenset[str],
) -> World:
    """Members `m0`, `m1` … who take turns to claim whole genuine cases; `months` gives how many in a month of 2026.

    `confirmers(turn)` are the numbers of those who confirm. All is signed at the end of one of the last three weeks
    of the month. The last of them is the next month by the clocks of Berlin, by which every second case is given.
    """
    made, claims, said = [], [], []
    for month, count in months.items():
        last = datetime(2026, month + 1, 1, tzinfo=UTC) - timedelta(minutes=30)
        for n in range(count):
            signed_at = last - timedelta(weeks=n // 2 % 3)
            case = genuine(f"{month}/{n}", signed_at.astimezone(BERLIN if n % 2 else UTC))
            made.append(case)
            for slot in ("spot", "loop", "answer:support"):
                claim = Claim(case=case.id, member=f"m{n % size}", slot=slot, volunteered=True)
                claims.append(claim)
                said += [confirmed(claim, f"m{by}", signed_at, kind) for by in confirmers(n)]
    return World(
        cases=tuple(made),
        claims=tuple(claims),
        confirmations=tuple(said),
        approvers=standing.get("approvers", frozenset()),
        inactive=standing.get("inactive", frozenset()),
    )


def confirmed(
    claim: Claim, by: str = "customer", at: datetime = MONTH_END, kind: ConfirmerKind = ConfirmerKind.CUSTOMER
) -> Confirmation:
    """The word of `by` on a claim."""
    return Confirmation(case=claim.case, member=claim.member, slot=claim.slot, by=by, at=at, kind=kind)


@st.composite
def rings(draw: st.DrawFn) -> World:
    """A ring of two to five, who confirm each other all at once, around the circle, or by chance."""
    size = draw(st.integers(2, 5))
    shape = draw(st.sampled_from(("all", "circle", "chance")))
    chance = draw(chances)
    event(f"a ring of {size}, confirming {shape}")

    def confirmers(turn: int) -> list[int]:
        by_shape = {
            "all": list(range(size)),
            "circle": [(turn + 1) % size],
            "chance": chance.sample(range(size), chance.randint(1, size)),
        }
        return by_shape[shape]

    months = {10: draw(st.integers(1, 30)), 11: draw(st.integers(0, 15))}
    label = draw(st.sampled_from((ConfirmerKind.PEER, ConfirmerKind.APPROVER)))
    approvers = draw(st.frozensets(st.sampled_from([f"m{n}" for n in range(size)]), max_size=1))
    return ring(size, months, confirmers, label, approvers=approvers)


@st.composite
def sockpuppets(draw: st.DrawFn, kinds: tuple[ConfirmerKind, ...] = tuple(ConfirmerKind)) -> World:
    """A member, `m0`, who invents those who confirm them, and sometimes calls many parts of one case their own cases;
    sometimes they or those are found out. There is an approver, whom none of them knows."""
    puppets = draw(st.integers(1, 8))
    turn_of_events = draw(st.sampled_from(("none", "none", "puppets found out", "m0 found out", "one case in parts")))
    names = frozenset(f"m{n}" for n in range(1, puppets + 1))
    world = ring(
        1,
        {11: draw(st.integers(1, 30))},
        lambda turn: [1 + turn % puppets],
        draw(st.sampled_from(kinds)),
        approvers=frozenset({"approver"}),
        inactive={"puppets found out": names, "m0 found out": frozenset({"m0"})}.get(turn_of_events, frozenset()),
    )
    if turn_of_events == "one case in parts":
        return replace(world, cases=tuple(replace(case, external_key="one") for case in world.cases))
    return world


@st.composite
def colleagues(draw: st.DrawFn) -> World:
    """Two or three who claim one slot of a genuine case together, and whom anybody may have confirmed, they too."""
    case = genuine("shared", MONTH_END)
    names = draw(st.lists(st.sampled_from(MEMBERS), min_size=2, max_size=3, unique=True))
    claims = tuple(Claim(case=case.id, member=name, slot="spot", volunteered=True) for name in names)
    said = tuple(
        confirmed(claim, draw(st.sampled_from(MEMBERS)), draw(said_at), ConfirmerKind.PEER) for claim in claims
    )
    return World(
        cases=(case,), claims=claims, confirmations=said, approvers=frozenset(), inactive=draw(st.sampled_from(LEFT))
    )


any_world = st.one_of(worlds(), rings(), sockpuppets())


def stirred(records: tuple, chance: Random) -> tuple:  # type: ignore[type-arg]
    """The same records in another order, some of them twice."""
    again = [*records, *chance.choices(records, k=3)] if records else []
    chance.shuffle(again)
    return tuple(again)


def voiding(world: World, gone: Iterable[str]) -> World:
    """The world as it is once these cases are voided."""
    voided = set(gone)
    return replace(world, cases=tuple(replace(one, voided=one.voided or one.id in voided) for one in world.cases))


def month_of(share: Share) -> tuple[int, int]:
    """The month of a share's sign-off in UTC."""
    moment = share.signed_at.astimezone(UTC)
    return moment.year, moment.month


def pots(rules: ModuleType, world: World) -> Fraction:
    """What a world pays in all, in pots."""
    return Fraction(sum(share.credit for share in rules.credit.ledger(world)), POT)
