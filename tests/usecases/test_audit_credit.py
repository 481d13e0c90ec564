"""The auditors' sheet: for administrators alone, and every look at it is seen."""

import pytest

from bot.bootstrap import Muster
from bot.domain.credit import POT, ConfirmerKind, Share
from bot.domain.credit.audit import audit
from bot.domain.errors import BadInput, NotAllowed
from bot.domain.period import Month
from bot.usecases.audit_credit import audit_credit
from handlers.blocks.audit import audit_page
from handlers.blocks.kit import as_plain_text
from tests import builders
from tests.builders import amara, do, eva, guest, know, li

NOVEMBER = Month(2026, 11)


def share(case: str, member: str, by: str, credit: int = POT, kind: ConfirmerKind = ConfirmerKind.PEER) -> Share:
    """A share of a whole pot."""
    pair = {"share": POT, "pair_cap": 3 * POT, "pair_total": 5 * POT}
    return builders.share(member, credit, case=case, confirmed_by=by, kind=kind, **pair)


RING = (share("1", "U0RING1", "U0RING2", POT // 2), share("2", "U0RING2", "U0RING1"))
HONEST = (share("3", "U0GOOD", "U0BOSS", kind=ConfirmerKind.APPROVER),)
BY_CUSTOMERS = (share("4", "U0LOVED", "customer/4/1", kind=ConfirmerKind.CUSTOMER),)


def test_a_ring_is_found_and_who_approvers_or_customers_confirmed_is_not() -> None:
    found = audit((*RING, *HONEST, *BY_CUSTOMERS), frozenset({"U0BOSS"}))
    assert [(one.first, one.second, one.to_first, one.to_second) for one in found.pairs] == [
        ("U0RING1", "U0RING2", POT // 2, POT)
    ]
    assert [(one.member, one.trust) for one in found.ahead] == [("U0RING2", 0.0), ("U0RING1", 0.0)]
    assert [(one.total, one.cap, one.taken) for one in found.caps] == [(5 * POT, 3 * POT, POT // 2)]


def test_of_nothing_nothing_is_found() -> None:
    empty = audit((), frozenset())
    assert (empty.pairs, empty.ahead, empty.caps) == ((), (), ())


async def test_only_administrators_look_and_each_sees_who_did_before(muster: Muster) -> None:
    await know(muster)
    for other in (li, amara, guest):
        with pytest.raises(NotAllowed):
            await do(muster, audit_credit, "", other)
    assert (await do(muster, audit_credit, "", eva)).looks == []
    sheet = await do(muster, audit_credit, "2026-11", eva)
    assert [(one.by, sheet.season) for one in sheet.looks] == [(eva.id, NOVEMBER)]
    assert "Before you: Eva" in as_plain_text(audit_page(sheet))
    with pytest.raises(BadInput, match="is not a month"):
        await do(muster, audit_credit, "2026-13", eva)
