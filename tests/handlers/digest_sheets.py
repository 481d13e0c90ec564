"""Previews of digests, digests with charts, and weekly notes, of arbitrary texts."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.attempt import Attempt
from bot.domain.case import CaseId
from bot.domain.credit import POT, ConfirmerKind, Share
from bot.domain.digest import Decision, Digest, DigestState, WeekTrend, lead_sums, weeks_before
from bot.domain.digest.preview import DigestPreview
from bot.domain.own_week import Gained, Missing, OwnWeekNote, Waits
from bot.domain.thanks import ThankNote
from bot.usecases.preview_digest import MOST_ATTEMPTS
from handlers.blocks import own_week, preview  # noqa: F401  their tellings
from handlers.blocks.charts import chart_blocks
from handlers.blocks.digest import digest_message
from handlers.blocks.kit import Message
from handlers.blocks.tellings import telling
from tests.handlers.sheets import COMPANY, PEOPLE, Texts, digest, names
from tests.world import NOON


def with_trend(texts: Texts) -> Digest:
    """A week in which much happened, after others."""
    told = digest(texts)
    weeks = [told.week, *weeks_before(told.week)][:8]
    trend = tuple(WeekTrend(week=week, closed=10**9, first_reply=1e7 / 3) for week in reversed(weeks))
    return replace(told, figures=replace(told.figures, trend=trend))


def messages(texts: Texts) -> list[Message]:
    """Every message about a digest that is delivered, and the note of a week."""
    told = with_trend(texts)
    files = ["F0000000001"] * len(told.charts)
    shown = [
        digest_message(told, COMPANY, names(texts), chart_blocks(told.charts, pictures))
        for pictures in (None, files, ())
    ]
    return [*shown, *(telling(one, COMPANY) for one in previews(texts)), telling(note(texts), COMPANY)]


def previews(texts: Texts) -> list[DigestPreview]:
    """A preview in each state."""
    told, community = with_trend(texts), COMPANY.community("care")
    case, by = CaseId(10**12), PEOPLE[0]
    tried = Attempt(number=10**12, case_id=case, member=by, text=texts.inside, learned=texts.inside, at=NOON)
    functions = dict.fromkeys(PEOPLE, "support")
    return [
        DigestPreview(
            community=community,
            week=told.week,
            decision=Decision(state=state, due_at=NOON, by=by if texts.stage % 2 else None),
            digest=told if state is DigestState.DUE else None,
            attempts=(tried,) * MOST_ATTEMPTS if state is DigestState.DUE else (),
            sums=lead_sums(community, functions, PEOPLE[: texts.stage], texts.stage),
            names=names(texts),
        )
        for state in DigestState
    ]


def note(texts: Texts) -> OwnWeekNote:
    """What somebody is told after a good week."""
    by, case = PEOPLE[0], CaseId(10**12)
    share = Share(
        case=str(case),
        slot="answer:engineering",
        member=PEOPLE[1],
        confirmed_by=by,
        kind=ConfirmerKind.PEER,
        share=POT,
        credit=POT // 7,
        signed_at=NOON,
        volunteered=True,
    )
    thanks = ThankNote(number=1, case_id=case, by=by, member=PEOPLE[1], text=texts.inside, at=NOON)
    return OwnWeekNote(
        week=with_trend(texts).week,
        gained=[Gained(share=share, community="care")] * (texts.stage + 1),
        thanks=[thanks] * 12,
        points_to_top=(25, POT // 3),
        missing=Missing(contributions=1, confirmers=2, customers=3, days=0),
        waits=Waits(to_sign=10, owned=1, awaited=10),
        names=names(texts),
    )
