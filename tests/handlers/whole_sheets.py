"""Cases that were set aside, made of arbitrary texts."""

from dataclasses import replace

from bot.domain import activity as act
from bot.domain.clocks import Span
from bot.domain.evolution import evolve
from bot.domain.mention import KeptMention, MentionId
from bot.domain.sheet import CaseSheet, Note
from tests.handlers.sheets import PEOPLE, Texts, sheet
from tests.world import NOON

MERGED = act.Merged(at=NOON, by=PEOPLE[0], into=10**12)


def set_aside(texts: Texts, activity: act.Activity) -> CaseSheet:
    """A case after it was merged or made void."""
    before = sheet(texts)
    return replace(before, case=evolve(activity, before.case))


def voided(texts: Texts) -> act.Voided:
    """A case was none."""
    return act.Voided(at=NOON, by=PEOPLE[0], reason=texts.inside)


def mentions(texts: Texts) -> list[KeptMention]:
    """As many mentions as a modal offers."""
    mention = sheet(texts).mention
    return [KeptMention(id=MentionId(10**12 + n), arrived_at=NOON, mention=mention) for n in range(100)]


def notes(texts: Texts) -> list[Note]:
    """One act of each kind."""
    clocks = sheet(texts).case.clocks
    by = PEOPLE[0]
    acts: list[act.Activity] = [
        MERGED,
        act.Absorbed(at=NOON, by=by, case=2, mentions=2, given=(), spotters=(), waited=(Span(NOON),), reply_due=NOON),
        act.Parted(at=NOON, by=by, case=2, mentions=2, given=(), spotters=(), clocks=clocks),
        act.SplitOff(at=NOON, by=by, case=3, chosen=(MentionId(1),)),
        voided(texts),
        act.Restored(at=NOON, by=by, reason=texts.inside),
    ]
    return [Note(activity=one) for one in acts]
