"""Cases that a partner sees a copy of, made of arbitrary texts."""

from dataclasses import replace
from datetime import timedelta

from bot.domain import activity as act
from bot.domain.case import CaseId
from bot.domain.people import MemberId
from bot.domain.sharing import SHARED_LIMIT, Sharing
from bot.domain.sheet import CaseSheet, Note
from tests.handlers import sheets as made
from tests.handlers.sheets import PEOPLE, Texts
from tests.world import NOON

NORA = MemberId("U0NORA")


def copy(texts: Texts) -> Sharing:
    """A copy that is as long as it may be."""
    return Sharing(
        number=10**6,
        case_id=CaseId(10**12),
        partner="works",
        channel="C0PARTNER",
        text=texts.said[:SHARED_LIMIT],
        since=NOON,
        until=NOON + timedelta(days=2),
    )


def shared(texts: Texts) -> CaseSheet:
    """A case that is shared with the one partner there is."""
    sheet = made.sheet(texts)
    case = replace(sheet.case, partners=("works",))
    return replace(sheet, case=case, sharings=(copy(texts), replace(copy(texts), until=None)))


def notes(texts: Texts) -> list[Note]:
    """What the thread is told of partners."""
    given = act.PartnerContributed(at=NOON, by=NORA, contribution=1, partner="works")
    return [
        Note(activity=act.Shared(at=NOON, by=PEOPLE[0], partner="works", until=NOON)),
        Note(activity=given, text=texts.inside),
        Note(activity=act.Amended(at=NOON, by=NORA, contribution=1), text=texts.said),
        Note(activity=act.Unshared(at=NOON, by=PEOPLE[0], partner="works")),
        Note(activity=act.Unshared(at=NOON, partner="works")),
    ]
