"""Cases and digests made of a handful of arbitrary texts."""

from dataclasses import dataclass, replace
from itertools import cycle, islice
from pathlib import Path

from bot.domain import activity as act
from bot.domain.board import Place
from bot.domain.case import Case, CaseId, open_case
from bot.domain.credit import POT
from bot.domain.digest import (
    MOST_IMPROVEMENTS,
    MOST_LONE_TOPICS,
    MOST_NAMED,
    MOST_QUOTES,
    MOST_STORIES,
    MOST_TRIED,
    Colleague,
    Correction,
    Digest,
    Figures,
    Help,
    Improvement,
    Pace,
    Paces,
    Participation,
    People,
    Quote,
    Story,
    Tried,
    Waiting,
    Why,
    Words,
    headline,
    weeks_before,
)
from bot.domain.draft import DRAFT_LIMIT, Draft
from bot.domain.evolution import evolve
from bot.domain.idea import IdeaId
from bot.domain.inquiry import INQUIRY_LIMIT, Inquiry, Kind
from bot.domain.matter import matter_of
from bot.domain.measures import Measures, Rate, Timed
from bot.domain.mention import Author, Mention, MentionId
from bot.domain.metrics import spread
from bot.domain.people import Member, MemberId
from bot.domain.period import Month, Week
from bot.domain.routing import Rules
from bot.domain.sheet import Awaited, CaseSheet, Drafting, Findings, Found, Note, Work
from bot.domain.slot import slot_of_person
from bot.domain.topics import LoneTopic
from bot.muster_file import read_muster_file
from bot.usecases.report import Report
from tests.world import EVA, NOON

COMPANY = read_muster_file(Path(__file__).parents[2] / "muster.toml").as_company
RULES = Rules(COMPANY)
PEOPLE = [MemberId(f"U{n:03}") for n in range(40)]
ADMINISTRATOR = Member(id=MemberId(EVA), name="Eva")


@dataclass(frozen=True, kw_only=True)
class Texts:
    """What was said outside and written inside; `stage` counts what was done to the case."""

    said: str
    inside: str
    name: str
    url: str
    source: str = "web"
    stage: int = 0


def names(texts: Texts) -> dict[MemberId, str]:
    """Everyone is called the same."""
    return dict.fromkeys(PEOPLE, texts.name)


def activities(texts: Texts) -> list[act.Activity]:
    """A case's way from the first helper through a second round to its end; many people help."""
    amara, li = PEOPLE[:2]
    functions = islice(cycle(COMPANY.functions), len(PEOPLE))
    helped: list[act.Activity] = [
        act.Contributed(at=NOON, by=member, contribution=1, function=function, volunteered=True)
        for member, function in zip(PEOPLE, functions, strict=True)
    ]
    moved = act.Moved(
        at=NOON,
        by=li,
        community="care",
        reason=texts.inside,
        required=("support", "legal"),
        first_reply_due=NOON,
        input_due=NOON,
    )
    return [
        act.Claimed(at=NOON, by=amara),
        act.Drafted(at=NOON, by=amara, revision=1, fingerprint="f"),
        *helped,
        act.SignedOff(at=NOON, by=li, revision=1, fingerprint="f"),
        act.Replied(at=NOON, by=amara, revision=1, url=texts.url, as_signed=False),
        act.Closed(at=NOON, by=li, outcome=texts.inside),
        act.Reopened(at=NOON, by=li, reason=texts.inside),
        moved,
        act.Released(at=NOON, by=amara),
        act.Dismissed(at=NOON, by=li, reason=texts.inside),
    ]


def sheet(texts: Texts) -> CaseSheet:
    """A case after so many acts as `stage` says."""
    mention = Mention(
        source=texts.source,
        external_id="1",
        text=texts.said,
        author=Author(source=texts.source, handle=texts.said[:500], name=texts.inside[:500] or None),
        posted_at=NOON,
        url=texts.url,
        reach=2_000_000_000,
    )
    route = RULES.route(mention.text)
    community = COMPANY.community(route.community)
    opened = act.Opened(
        at=NOON,
        by=PEOPLE[0],
        community=community.name,
        matter=matter_of(mention.text),
        external_key="k",
        required=community.functions,
        words=route.words,
        first_reply_due=NOON,
        input_due=NOON,
    )
    case: Case = open_case(CaseId(10**12), opened)
    for activity in activities(texts)[: texts.stage]:
        case = evolve(activity, case)
    body = Draft(revision=1, text=texts.inside[:DRAFT_LIMIT], author=PEOPLE[0], at=NOON) if case.draft else None
    return CaseSheet(
        case=replace(case, mentions=1 + texts.stage),
        community=community,
        company=COMPANY,
        mention=mention,
        authors=10**6,
        drafts=(body,) if body else (),
        names=names(texts),
        drafting=tuple(Drafting(member=member, since=NOON) for member in PEOPLE),
    )


def notes(texts: Texts) -> list[Note]:
    """One act of each kind, with the words that belong to it."""
    by_hand = act.Opened(
        at=NOON,
        by=PEOPLE[0],
        community="care",
        matter=matter_of(texts.said),
        external_key="k",
        required=(),
        first_reply_due=NOON,
        input_due=NOON,
    )
    joined = act.Joined(at=NOON, mention=MentionId(2), reason="same thread")
    one_each = {type(one): one for one in (by_hand, joined, *activities(texts), *calls(texts))}
    return [Note(activity=one, text=_words_of(one, texts)) for one in one_each.values()]


def calls(texts: Texts) -> list[act.Activity]:
    """Acts that ask people for something, and those around them."""
    amara, li, *more = PEOPLE
    return [
        act.Asked(at=NOON, by=amara, slot=slot_of_person(li), due=NOON),
        act.Waived(at=NOON, by=li, slot="legal", reason=texts.inside),
        act.Reminded(at=NOON, slot="legal", number=1, whom=tuple(more)),
        act.Escalated(at=NOON, due=NOON, whom=(amara,)),
        act.HandedOver(at=NOON, by=amara, to=li),
        act.LeaseWarned(at=NOON, owner=li, ends_at=NOON),
        act.LeaseEnded(at=NOON, owner=li),
    ]


def _words_of(activity: act.Activity, texts: Texts) -> str | None:
    if isinstance(activity, act.Drafted):
        return texts.inside[:DRAFT_LIMIT]
    return texts.inside if isinstance(activity, act.Contributed) else None


def work(texts: Texts) -> Work:
    """A full list."""
    case = replace(sheet(replace(texts, stage=2)).case, lease_ends_at=NOON)
    cases = [case] * 15
    return Work(to_sign=cases, owned=cases, awaited=[Awaited(case, case.slots[0])] * 15)


def found(texts: Texts) -> Findings:
    """A full page of what a search found that was as long as it may be."""
    one = Found(
        kind=Kind.MENTION,
        text=texts.said,
        at=NOON,
        by=texts.said[:500],
        source=texts.source,
        revision=None,
        void=False,
        case_id=CaseId(10**12),
        status="open",
        community="care",
    )
    draft = replace(one, kind=Kind.DRAFT, by=texts.name, revision=10**6, void=True)
    wanted = texts.said[: INQUIRY_LIMIT // 4]
    inquiry = Inquiry(words=wanted, source=wanted, author=wanted, community=wanted, kind=Kind.MENTION)
    return Findings(inquiry=inquiry, lines=[one, draft] * 5, more=True)


def measures(*minutes: float) -> Measures:
    """Measures in which all took so long, and every function gave input."""
    took = spread(minutes)
    timed = Timed(calendar=took, business=took, attainment=Rate(hits=1, n=len(minutes)))
    some = Rate(hits=1, n=len(minutes))
    return Measures(
        first_response=timed,
        next_response=timed,
        resolution=timed,
        inputs=tuple((name, timed) for name in COMPANY.functions),
        answered=some,
        reopened=some,
        satisfied=some,
        mean_score=4.5,
        recommended=some,
    )


def report(texts: Texts) -> Report:
    """A month in which all was measured, of a community that is called like this."""
    return Report(
        community=replace(COMPANY.community("care"), title=texts.name),
        period=Month(2026, 11),
        measures=measures(1.0, 5_000.0),
        before=measures(41.0),
        overdue=texts.stage,
        running=True,
    )


def digest(texts: Texts) -> Digest:
    """A week in which much happened."""
    case, people = CaseId(10**12), PEOPLE[: texts.stage]
    quoted = Quote(case=case, matter=matter_of(texts.said), words=texts.said, outcome=texts.inside)
    story = Story(
        case=case,
        matter=matter_of(texts.said),
        outcome=texts.inside,
        spotted_by=Colleague(function="support", member=PEOPLE[0]),
        answered_by=tuple(Colleague(function=name, member=PEOPLE[1]) for name in COMPANY.functions),
        looped_by=Colleague(function=None, member=None),
        link=texts.url,
    )
    tried = Tried(by=Colleague(function="legal", member=PEOPLE[2]), text=texts.inside, learned=texts.inside)
    words = Words(
        quotes=(quoted,) * MOST_QUOTES,
        stories=(story,) * MOST_STORIES,
        improvements=(Improvement(idea=IdeaId(1), title=texts.said[:120], cases=3),) * MOST_IMPROVEMENTS,
        tried=(tried,) * MOST_TRIED,
        lone_topics=(LoneTopic(topic=texts.said[:81], member=PEOPLE[0], cases=3),) * MOST_LONE_TOPICS,
    )
    timed = Rate(hits=1, n=2)
    figures = Figures(
        closed=texts.stage,
        open=2,
        overdue=texts.stage % 3,
        paces=Paces(
            first_reply=Pace(took=spread((1.0, 5_000.0)), in_time=timed),
            resolution=Pace(took=spread((41.0,)), in_time=timed),
        ),
        paces_last_week=Paces(first_reply=Pace(took=spread((41.0,)))),
        board=tuple(Place(rank=n, member=member, credit=POT) for n, member in enumerate(people[:5], start=1)),
        newcomers=People(named=tuple(PEOPLE[:MOST_NAMED]), others=3),
        bests=tuple(PEOPLE[:MOST_NAMED]),
        help_across=(Help(from_function="legal", to_function="pr", times=3),) * 5,
        participation=tuple(Participation(function=name, took_part=1, people=5) for name in COMPANY.functions),
        waiting=tuple(Waiting(function=name, cases=1) for name in COMPANY.functions),
        corrections=tuple(
            Correction(week=week, closed=-1, credit=-POT, why=tuple(Why)) for week in weeks_before(Week(2026, 47))
        ),
    )
    community = COMPANY.community("care")
    week = Week(2026, 47)
    return Digest(
        headline=headline(week, community.title),
        week=week,
        zone=community.zone,
        provisional=True,
        figures=figures,
        words=words,
    )
