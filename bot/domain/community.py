"""Response communities: a purpose, a channel, the functions that owe input, the words that bring cases in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.clocks import Terms
from bot.domain.errors import UnknownCommunity
from bot.domain.guardrails import Guardrails
from bot.domain.people import Circle, Member, MemberId
from bot.domain.policy import ORDINARY, Policy, RiskClass, Signature


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """A department. `on_duty` are those whose turn it is: what they give is duty, not initiative; `lead` are asked
    where nobody on duty answers. Of its people only `approvers` sign off, where any are named."""

    name: str
    title: str
    members: frozenset[MemberId] = frozenset()
    usergroup: str | None = None
    on_duty: frozenset[MemberId] = frozenset()
    lead: frozenset[MemberId] = frozenset()
    approvers: Circle = Circle()


@dataclass(frozen=True, slots=True, kw_only=True)
class Lease:
    """How long a case stays its owner's while they do nothing, and how long before its end they are warned, in
    working time."""

    lasts: timedelta = timedelta(hours=8)
    warns: timedelta = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminders:
    """How often those who owe input are reminded once it is overdue, and how far apart, in working time."""

    most: int = 3
    every: timedelta = timedelta(hours=2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """A purpose with a channel. `functions` owe input to each case; those in `sign_off` approve answers.

    One that people opened in Slack is `opened`: it may end on a day, or with its last case.
    """

    name: str
    title: str
    channel: str
    purpose: str
    functions: tuple[str, ...]
    sign_off: frozenset[str]
    keywords: tuple[str, ...]
    zone: ZoneInfo
    digest_weekday: int
    digest_hour: int
    terms: Terms
    lease: Lease = Lease()
    reminders: Reminders = Reminders()
    leads: Circle = Circle()
    opened: bool = False
    private: bool = False
    ends_on: date | None = None
    ends_with_cases: bool = False

    def last_digest(self, now: datetime) -> datetime:
        """The moment, `now` at the latest, at which a digest fell due last; the clock on the wall decides."""
        here = now.astimezone(self.zone)
        day = here.date() - timedelta(days=(here.weekday() - self.digest_weekday) % 7)
        due = datetime.combine(day, time(self.digest_hour), self.zone)
        return due if due <= here else datetime.combine(day - timedelta(days=7), due.timetz())

    @property
    def policy(self) -> Policy:
        """Who signs an ordinary answer: one person of a function in `sign_off`, anyone where it is empty."""
        return Policy(signatures=(Signature(functions=self.sign_off),))


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """An organisation outside with which single cases are shared, in its Slack Connect channel."""

    name: str
    title: str
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """All of `muster.toml` that the inside needs. The order of `communities` is the order of their rules, that of
    `risks` the order of their gravity: the first that fits holds."""

    name: str
    functions: dict[str, Function]
    communities: dict[str, Community]
    default_community: str
    risks: Mapping[str, RiskClass] = field(default_factory=dict)
    guardrails: Guardrails = field(default_factory=Guardrails)
    partners: Mapping[str, Partner] = field(default_factory=dict)
    administrators: Circle = Circle()
    feedback_lasts: timedelta = timedelta(days=30)
    comes_back_within: timedelta = timedelta(days=14)

    def community(self, name: str) -> Community:
        """The community with this key. Raises UnknownCommunity."""
        try:
            return self.communities[name]
        except KeyError:
            raise UnknownCommunity(name, sorted(self.communities)) from None

    def with_communities(self, more: Iterable[Community]) -> Company:
        """The company with those communities that people opened in Slack. They are asked first: whoever opened one
        with words of its own wants just those cases."""
        return replace(self, communities={**{one.name: one for one in more}, **self.communities})

    def function_title(self, name: str) -> str:
        """How a function is called on the screen; one that left the settings keeps its key."""
        function = self.functions.get(name)
        return function.title if function else name

    def community_title(self, name: str) -> str:
        """How a community is called on the screen; one that left the settings keeps its key."""
        community = self.communities.get(name)
        return community.title if community else name

    def risk_title(self, name: str) -> str:
        """How a class of risk is called on the screen."""
        risk = self.risks.get(name)
        return risk.title if risk else name.capitalize()

    def partner_title(self, name: str) -> str:
        """How a partner is called on the screen; one that left the settings keeps its key."""
        partner = self.partners.get(name)
        return partner.title if partner else name

    def required(self, community: str, risk: str) -> tuple[str, ...]:
        """The functions that owe input to a case of this class there."""
        more = self.risks[risk].functions if risk in self.risks else ()
        return tuple(dict.fromkeys((*self.community(community).functions, *more)))

    def policy(self, community: str, risk: str) -> Policy:
        """Who must sign an answer of this class there."""
        return (risk in self.risks and self.risks[risk].policy) or self.community(community).policy

    def graver(self, risk: str, than: str) -> bool:
        """Whether a class of risk stands before another one."""
        order = [*self.risks, ORDINARY]
        return risk in order and than in order and order.index(risk) < order.index(than)

    def may_sign(self, member: Member, community: str, risk: str) -> bool:
        """Whether this person approves answers of this class there, by their function and as an approver."""
        if not member.may_take_part or not self.policy(community, risk).accepts(member.function):
            return False
        function = self.functions.get(member.function or "")
        of_function = not function or not function.approvers or function.approvers.holds(member)
        approvers = self.risks[risk].approvers if risk in self.risks else Circle()
        return of_function and (not approvers or approvers.holds(member))

    def on_duty(self, member: MemberId) -> bool:
        """Whether it is this person's turn in any function."""
        return any(member in function.on_duty for function in self.functions.values())

    def function_of(self, member: MemberId) -> str | None:
        """The function that `muster.toml` names this person in; user groups are Slack's to know."""
        return next((f.name for f in self.functions.values() if member in f.members), None)

    @property
    def approving_functions(self) -> frozenset[str]:
        """The functions that sign off in any community, for any class of risk."""
        policies = [
            *(one.policy for one in self.communities.values()),
            *(one.policy for one in self.risks.values() if one.policy),
        ]
        return frozenset().union(*(signature.functions for policy in policies for signature in policy.signatures))

    def approves(self, member: Member) -> bool:
        """Whether this person may sign off in any community by their function."""
        return member.function in self.approving_functions
