"""What the inside needs of the outside, as Protocols. Storage and the Slack edge fulfil them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import Protocol, Self

from bot.domain.activity import Activity, Opened
from bot.domain.case import Case, CaseId
from bot.domain.clustering import OpenMatter
from bot.domain.community import Company
from bot.domain.contribution import Contribution, Kept
from bot.domain.credit import World
from bot.domain.digest import ClosedCase, Digest, Help, OpenCase
from bot.domain.draft import Draft
from bot.domain.mention import Mention, MentionId
from bot.domain.people import Member, MemberId
from bot.domain.period import Week
from bot.domain.sheet import CaseSheet, Found, Note, Work


class SlackBusy(Exception):
    """Slack, or the way to it, asks to wait; it has done nothing. `after` is in seconds."""

    def __init__(self, after: float) -> None:
        super().__init__(f"Slack asks to wait {after:g} s")
        self.after = after


class SlackUnsure(Exception):
    """The call broke off: it may have worked. Whoever tries again looks first."""


class SlackRefused(Exception):
    """Slack will not do this however often it is asked; `str(error)` holds its error code."""


class MessageGone(SlackRefused):
    """Somebody has deleted the message in Slack."""


class CardMissing(Exception):
    """The card is not posted yet, so its thread cannot be written to."""


class Clock(Protocol):
    """What time it is."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Posted:
    """A message that Muster has said, or is about to say (`ts` is None until Slack has confirmed it)."""

    key: str
    channel: str
    ts: str | None
    case_id: CaseId | None
    attempted_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """One raw arrival at a source."""

    source: str
    delivery_id: str
    raw: bytes
    received_at: datetime


class Cases(Protocol):
    """The cases, each a snapshot that its activities would give again."""

    async def open(self, opened: Opened) -> Case:
        """Store a new case with its first activity."""

    async def get(self, case_id: CaseId) -> Case:
        """Read a case to change it; others wait until this unit of work ends. Raises UnknownCase."""

    async def read(self, case_id: CaseId) -> Case:
        """Read a case to look at it. Raises UnknownCase."""

    async def save(self, case: Case) -> None:
        """Store a case and its news, if nobody else did meanwhile. Raises Stale."""

    async def activities(self, case_id: CaseId) -> list[Activity]:
        """All that happened to a case, in order."""

    async def matters(self, external_key: str) -> list[OpenMatter]:
        """The open cases about this conversation; no other unit of work can open one until this one ends."""

    async def owned_by(self, member: MemberId) -> list[Case]:
        """The live cases of an owner, most urgent first."""

    async def awaiting(self, function: str, limit: int) -> list[Case]:
        """Open cases that still wait for a function, most urgent first."""

    async def awaiting_sign_off(self, communities: Sequence[str], not_by: MemberId, limit: int) -> list[Case]:
        """Open cases with a draft that nobody has signed and that `not_by` did not write."""


class Mentions(Protocol):
    """What was said outside."""

    async def add(self, mention: Mention, arrived_at: datetime) -> MentionId | None:
        """Store a mention; None where it is known already."""

    async def add_many(self, mentions: Sequence[Mention], arrived_at: datetime) -> int:
        """Store mentions that open no case. Returns how many were new."""

    async def attach(self, mention: MentionId, case_id: CaseId) -> None:
        """Count a mention to a case."""

    async def first_of(self, case_id: CaseId) -> Mention:
        """The mention that a case was opened for."""

    async def count_authors(self, case_id: CaseId) -> int:
        """How many different people wrote the mentions of a case; unknown ones count one each."""

    async def search(self, words: str, limit: int, offset: int) -> list[Found]:
        """Mentions in which all the words occur, newest first."""


class Deliveries(Protocol):
    """Raw arrivals, kept until they are read; those that cannot be read are parked with the reason."""

    async def add(self, delivery: Delivery) -> int | None:
        """Keep an arrival to be read; None where it arrived before. One that was parked is taken anew."""

    async def park(self, delivery: Delivery, error: str) -> None:
        """Keep an arrival that cannot be read, with the reason."""

    async def get(self, delivery: int) -> Delivery | None:
        """An arrival that still waits to be read; None where it was read already."""

    async def read(self, delivery: int) -> None:
        """Note that an arrival was read."""

    async def give_up(self, delivery: int, error: str) -> None:
        """Park an arrival that turned out to be unreadable."""


class Members(Protocol):
    """The people inside."""

    async def get(self, member: MemberId) -> Member | None:
        """A person by id, if known."""

    async def put(self, members: Iterable[Member]) -> None:
        """Add people or renew what is known of them; whether they are on the boards is theirs to say."""

    async def names(self, members: Iterable[MemberId]) -> dict[MemberId, str]:
        """The names of these people, as far as they are known."""

    async def on_boards(self) -> frozenset[str]:
        """Everyone who opted in."""

    async def set_on_boards(self, member: MemberId, on: bool) -> None:
        """Opt in or out."""

    async def approvers(self, functions: frozenset[str]) -> frozenset[str]:
        """The people of these functions."""

    async def away(self) -> frozenset[str]:
        """Guests and people who have left; they neither confirm nor earn."""


class Texts(Protocol):
    """The words inside a case: contributions, drafts and replies."""

    async def add_contribution(self, case_id: CaseId, contribution: Contribution) -> int | None:
        """Keep a contribution; None where it is known already."""

    async def contribution(self, contribution: int) -> Contribution:
        """One contribution."""

    async def find_contribution(self, identity: str) -> Kept | None:
        """A contribution that was not withdrawn, by its identity; others wait until this unit of work ends."""

    async def amend_contribution(self, contribution: int, text: str | None, at: datetime) -> None:
        """Change the words of a contribution, or withdraw it (None); what it said before is kept with it."""

    async def add_draft(self, case_id: CaseId, draft: Draft) -> None:
        """Keep a revision. Raises StaleDraft where the number is taken."""

    async def draft(self, case_id: CaseId, revision: int) -> Draft:
        """One revision."""

    async def add_reply(self, case_id: CaseId, text: str, url: str, by: MemberId, at: datetime) -> None:
        """Keep the exact text that the customer got."""


class Messages(Protocol):
    """What Muster has said in Slack, so that it never says it twice."""

    async def intend(self, key: str, channel: str, case_id: CaseId | None, at: datetime) -> Posted | None:
        """Note that a message is about to be said. Returns what is known of it if it was intended before."""

    async def said(self, key: str, ts: str) -> None:
        """Note where a message stands."""

    async def forget(self, key: str) -> None:
        """Know nothing of a message any more: it was not said, or is gone from Slack."""

    async def failed(self, key: str, error: str) -> None:
        """Note that Slack refused a message for good."""

    async def get(self, key: str) -> Posted | None:
        """A message by its key."""

    async def case_of_thread(self, channel: str, ts: str) -> CaseId | None:
        """The case whose card is the root of a thread."""


class Credits(Protocol):
    """What the ledger is computed from."""

    async def world(self, start: datetime, end: datetime, approvers: frozenset[str]) -> World:
        """The cases signed off from `start` until before `end`, those that share their external key, and all
        claims and confirmations. For the pair cap to be right the span must be of whole months in UTC."""

    async def communities(self, start: datetime, end: datetime) -> dict[str, str]:
        """The community of each case signed off in a span, by the ids that the ledger uses."""

    async def newcomers(self, community: str, start: datetime, end: datetime) -> tuple[str, ...]:
        """People who were confirmed in this span for the first time, in the order of it."""


class Digests(Protocol):
    """What a week's digest is made of, and which weeks were told already."""

    async def began(self) -> datetime | None:
        """When the first case was opened, None before that."""

    async def claim(self, community: str, week: Week, at: datetime) -> bool:
        """Take a week's digest on; False where it was taken before."""

    async def closed_in(self, community: str, start: datetime, end: datetime) -> tuple[ClosedCase, ...]:
        """The cases of a community that were closed from `start` until before `end`."""

    async def open_now(self, community: str) -> tuple[OpenCase, ...]:
        """The cases of a community that nobody has answered yet."""

    async def first_reply_minutes(self, community: str, start: datetime, end: datetime) -> tuple[float, ...]:
        """Minutes from opening to the first reply, for the replies from `start` until before `end`."""

    async def help_across(self, community: str, start: datetime, end: datetime) -> tuple[Help, ...]:
        """How often people of one function gave input to a case that another function's person owned."""


class Jobs(Protocol):
    """Work that follows from a change; it commits with the change or not at all."""

    async def read_delivery(self, delivery: int) -> None:
        """Read a raw arrival."""

    async def refresh_card(self, case_id: CaseId, channel: str) -> None:
        """Bring a case's card in a channel up to date; any number of requests waiting are one."""

    async def announce(self, case_id: CaseId, number: int, channel: str) -> None:
        """Tell a case's thread of its activity with this number."""

    async def post_digest(self, community: str, week: Week, channel: str) -> None:
        """Post a community's digest of a week."""

    async def show_home(self, member: MemberId) -> None:
        """Bring a person's Home tab up to date."""

    async def sync_people(self) -> None:
        """Learn from Slack who works here."""


class UnitOfWork(Protocol):
    """One transaction over everything stored. Leaving the block without `commit` takes all of it back."""

    @property
    def cases(self) -> Cases: ...

    @property
    def mentions(self) -> Mentions: ...

    @property
    def deliveries(self) -> Deliveries: ...

    @property
    def members(self) -> Members: ...

    @property
    def texts(self) -> Texts: ...

    @property
    def messages(self) -> Messages: ...

    @property
    def credits(self) -> Credits: ...

    @property
    def digests(self) -> Digests: ...

    @property
    def jobs(self) -> Jobs: ...

    async def __aenter__(self) -> Self: ...

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    async def commit(self) -> None:
        """Make it so."""


class Messenger(Protocol):
    """Slack, for what Muster says there. Every call may raise SlackBusy, SlackUnsure or SlackRefused."""

    async def find(self, channel: str, key: str, since: datetime, thread: str | None = None) -> str | None:
        """The `ts` of the message with this key, looked for among those since a moment."""

    async def post_card(self, sheet: CaseSheet, channel: str, key: str) -> str:
        """Post a card; returns its `ts`."""

    async def update_card(self, sheet: CaseSheet, channel: str, ts: str) -> None:
        """Bring a posted card up to date. Raises MessageGone."""

    async def post_note(self, sheet: CaseSheet, note: Note, channel: str, thread: str, key: str) -> str:
        """Say one act in the thread of a card; returns the note's `ts`."""

    async def post_digest(
        self, digest: Digest, company: Company, names: Mapping[MemberId, str], channel: str, key: str
    ) -> str:
        """Post a digest; returns its `ts`."""

    async def show_home(self, member: MemberId, work: Work, company: Company) -> None:
        """Show a person what waits for them on their Home tab."""

    async def people(self) -> list[Member]:
        """Everyone in the workspace, with the function that their user group gives them."""

    async def join(self, channel: str) -> None:
        """Be in a channel, so that cards can be posted and replies heard."""
