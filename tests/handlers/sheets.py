"""Cases made of arbitrary texts, as hypothesis draws them."""

from dataclasses import replace
from pathlib import Path

from hypothesis import strategies as st

from bot.domain import activity as act
from bot.domain.board import Place
from bot.domain.case import Case, CaseId, open_case
from bot.domain.community import Company
from bot.domain.credit import POT
from bot.domain.digest import Answered, ClosedCase, Digest, DigestFacts, Help, OpenCase, compose
from bot.domain.draft import DRAFT_LIMIT, Draft
from bot.domain.evolution import evolve
from bot.domain.matter import matter_of
from bot.domain.mention import BY_HAND, TEXT_LIMIT, Author, Mention, MentionId
from bot.domain.people import MemberId
from bot.domain.period import Week
from bot.domain.routing import Rules
from bot.ports import CaseSheet, Found, Note, Work
from bot.settings import read_muster_file
from tests.world import NOON

COMPANY: Company = read_muster_file(Path(__file__).parents[2] / "muster.toml").as_company
RULES = Rules(COMPANY)
PEOPLE = [MemberId(f"U{n:03}") for n in range(30)]

_TRAPS = ("<!channel>", "<!here|x>", "<@U0AMARA>", "<#C0CARE>", "<http://evil.example|click>", "&", "&lt;", "```", "*_~>")
_SIGNS = ("swell", "refund ", "\n", "\r\n", "\u2028", "\u202e", "\u200b", "👩‍👩‍👧", "é", "|", "a", " ")
_bits = st.one_of(st.sampled_from(_TRAPS), st.sampled_from(_SIGNS), st.text(max_size=20))


def text(most: int, least: int = 1) -> st.SearchStrategy[str]:
    """A text as people and attackers write them: mark-up, signs of all scripts, and any length."""
    mixed = st.lists(_bits, min_size=1, max_size=30).map("".join)
    drawn = st.one_of(mixed, st.tuples(mixed, st.integers(1, most)).map(lambda pair: pair[0] * pair[1]))
    cut = drawn.map(lambda drawn: drawn.replace("\x00", "").strip()[:most].strip())
    return cut.filter(lambda cut: len(cut) >= least)


names = text(40)
urls = st.text("abc&?=%|#/é", max_size=1_980).map(lambda tail: f"https://x.example/{tail}")
moments = st.sampled_from([NOON])
_members = st.sampled_from(PEOPLE)


@st.composite
def mentions(draw: st.DrawFn) -> Mention:
    """What a source lets in."""
    author = st.builds(Author, source=st.just("web"), handle=text(500), name=st.none() | text(500))
    return Mention(
        source=draw(st.sampled_from(["web", BY_HAND])),
        external_id="1",
        text=draw(text(TEXT_LIMIT)),
        author=draw(st.none() | author),
        posted_at=NOON,
        url=draw(st.none() | urls),
        reach=draw(st.none() | st.integers(0, 2_000_000_000)),
    )


def _activities(texts: st.SearchStrategy[str]) -> st.SearchStrategy[act.Activity]:
    by = {"at": st.just(NOON), "by": _members}
    functions = st.none() | st.sampled_from(sorted(COMPANY.functions))
    return st.one_of(
        st.builds(act.Claimed, **by),
        st.builds(act.Contributed, contribution=st.just(1), function=functions, volunteered=st.booleans(), **by),
        st.builds(act.Drafted, revision=st.integers(1, 99), fingerprint=st.just("f"), **by),
        st.builds(act.SignedOff, revision=st.integers(1, 99), fingerprint=st.just("f"), **by),
        st.builds(act.Replied, revision=st.integers(1, 99), url=urls, as_signed=st.booleans(), **by),
        st.builds(act.Closed, outcome=texts, **by),
        st.builds(act.Dismissed, reason=texts, **by),
        st.builds(act.Reopened, reason=texts, **by),
        st.builds(act.Released, **by),
        st.builds(act.Joined, at=st.just(NOON), mention=st.just(MentionId(2)), reason=st.just("same thread")),
    )


@st.composite
def sheets(draw: st.DrawFn) -> CaseSheet:
    """A case at any stage, made of what came in and of what people did."""
    mention = draw(mentions())
    route = RULES.route(mention.text)
    community = COMPANY.community(route.community)
    opened = act.Opened(
        at=NOON,
        by=draw(st.none() | _members),
        community=community.name,
        matter=matter_of(mention.text),
        external_key="k",
        required=community.functions,
        words=route.words,
        first_reply_due=NOON,
        input_due=NOON,
    )
    case: Case = open_case(CaseId(draw(st.integers(1, 10**12))), opened)
    for activity in draw(st.lists(_activities(text(3_000)), max_size=40)):
        case = evolve(activity, case)
    draft = None
    if case.draft:
        body = draw(text(DRAFT_LIMIT))
        draft = Draft(revision=case.draft.revision, text=body, author=case.draft.author, at=NOON)
    known = draw(st.dictionaries(_members, names))
    came_from = draw(st.sampled_from([None, "voice"]))
    return CaseSheet(
        case=replace(case, came_from=came_from, mentions=draw(st.integers(1, 10**6))),
        community=community,
        company=COMPANY,
        mention=mention,
        authors=draw(st.integers(1, 10**6)),
        draft=draft,
        names=known,
    )


def notes() -> st.SearchStrategy[Note]:
    """One act with the words that belong to it."""
    return st.builds(Note, activity=_activities(text(3_000)), by_name=st.none() | names, text=st.none() | text(3_000))


def works() -> st.SearchStrategy[Work]:
    """What waits for a person."""
    cases = st.lists(sheets().map(lambda sheet: sheet.case), max_size=3).map(lambda some: some * 5)
    return st.builds(Work, to_sign=cases, owned=cases, awaited=cases)


def finds() -> st.SearchStrategy[list[Found]]:
    """A page of what a search found."""
    one = st.builds(
        Found,
        case_id=st.none() | st.just(CaseId(1)),
        text=text(TEXT_LIMIT),
        source=st.sampled_from(["web", BY_HAND]),
        posted_at=st.just(NOON),
        status=st.sampled_from(["open", "closed"]),
        community=st.sampled_from(sorted(COMPANY.communities)),
    )
    return st.lists(one, max_size=3).map(lambda some: (some * 10)[:10])


@st.composite
def digests(draw: st.DrawFn) -> Digest:
    """A week in which anything may have happened."""
    answered = st.builds(Answered, function=st.sampled_from(sorted(COMPANY.functions)), member=_members)
    closed = st.builds(
        ClosedCase,
        id=st.just("1"),
        matter=text(72),
        customer_words=st.none() | text(TEXT_LIMIT),
        outcome=text(3_000),
        spotted_by=st.none() | _members,
        answered_by=st.lists(answered, max_size=4).map(tuple),
        looped_by=st.none() | _members,
        opened_at=st.just(NOON),
        replied_at=st.just(NOON),
        closed_at=st.just(NOON),
        link=st.none() | urls.map(lambda url: url[:300]),
    )
    waiting = st.builds(
        OpenCase, id=st.just("2"), matter=text(72), due_at=st.just(NOON), waiting_for=st.just(("legal",))
    )
    facts = DigestFacts(
        closed=tuple(draw(st.lists(closed, max_size=4))),
        open=tuple(draw(st.lists(waiting, max_size=2))),
        first_reply_minutes=tuple(draw(st.lists(st.floats(0, 1e6), max_size=3))),
        first_reply_minutes_last_week=(41.0,),
        board=tuple(Place(rank=n, member=member, credit=POT) for n, member in enumerate(PEOPLE[:5])),
        newcomers=tuple(draw(st.lists(_members, max_size=30))) * draw(st.sampled_from([1, 10])),
        help_across=(Help(from_function="legal", to_function="pr", times=3),),
        zone=COMPANY.community("care").zone,
        provisional=draw(st.booleans()),
        now=NOON,
    )
    return compose(Week(2026, 47), COMPANY.community("care").title, facts)
