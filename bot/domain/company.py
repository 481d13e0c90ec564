"""The company: its functions, its communities, its partners, and who may sign what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import timedelta
from decimal import Decimal

from bot.domain.community import Community, Customs
from bot.domain.errors import ClosedCommunity, UnknownCommunity
from bot.domain.guardrails import Guardrails
from bot.domain.intent import Intent
from bot.domain.people import NOBODY, Circle, Member, MemberId
from bot.domain.policy import ORDINARY, Policy, RiskClass
from bot.domain.provenance import CrmTerms
from bot.domain.retention import DEFAULT_KEPT, Class


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
    approvers: Circle = NOBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """An organisation outside with which single cases are shared, in its Slack Connect channel."""

    name: str
    title: str
    channel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListenedTo:
    """A source of the settings: its kind, and the names of the secrets that it `lacks` to be listened to."""

    kind: str
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """All of `muster.toml` that the inside needs, and the communities that people opened in Slack. The order of
    `communities` is the order of their rules, that of `risks` the order of their gravity: the first that fits holds.
    Those that were closed take no cases any more; they are kept for the cases that they had. `replying` are the
    sources that answers can be sent through, `verified_mail` those whose handles are mail addresses that somebody has
    verified; `crm` says what may be done with the fields of the system in which customers are kept.
    Nobody is suggested who was asked `most_asks` times by name within a week. `kept` says how long what is personal
    is kept, None for good."""

    name: str
    functions: dict[str, Function]
    communities: dict[str, Community]
    default_community: str
    closed: Mapping[str, Community] = field(default_factory=dict)
    customs: Customs = field(default_factory=Customs)
    risks: Mapping[str, RiskClass] = field(default_factory=dict)
    guardrails: Guardrails = field(default_factory=Guardrails)
    partners: Mapping[str, Partner] = field(default_factory=dict)
    administrators: Circle = NOBODY
    feedback_lasts: timedelta = timedelta(days=30)
    comes_back_within: timedelta = timedelta(days=14)
    most_asks: int = 5
    sources: Mapping[str, ListenedTo] = field(default_factory=dict)
    replying: frozenset[str] = frozenset()
    verified_mail: frozenset[str] = frozenset()
    crm: CrmTerms | None = None
    kept: Mapping[Class, timedelta | None] = field(default_factory=lambda: DEFAULT_KEPT)

    def community(self, name: str) -> Community:
        """The community with this key, also one that was closed. Raises UnknownCommunity."""
        found = self.communities.get(name) or self.closed.get(name)
        if found is None:
            raise UnknownCommunity(name, sorted(self.communities))
        return found

    def taking_cases(self, name: str) -> Community:
        """The community with this key, if it takes cases. Raises ClosedCommunity, UnknownCommunity."""
        if name in self.closed:
            raise ClosedCommunity(self.closed[name].title)
        return self.community(name)

    def with_communities(self, opened: Iterable[Community], closed: Iterable[Community] = ()) -> Company:
        """The company with just these communities that people opened in Slack. They are asked first: whoever opened
        one with words of its own wants just those cases. `muster.toml` has the last word on a name."""
        written = {one.name: one for one in self.communities.values() if not one.opened}
        return replace(
            self,
            communities={**{one.name: one for one in opened}, **written},
            closed={one.name: one for one in closed if one.name not in written},
        )

    def function_title(self, name: str) -> str:
        """How a function is called on the screen; one that left the settings keeps its key."""
        function = self.functions.get(name)
        return function.title if function else name

    def community_title(self, name: str) -> str:
        """How a community is called on the screen; one that left the settings keeps its key."""
        community = self.communities.get(name) or self.closed.get(name)
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

    def class_of_sum(self, amount: Decimal) -> RiskClass | None:
        """The gravest class of risk in which an answer belongs that names this sum, if any."""
        return next((risk for risk in self.risks.values() if risk.above is not None and amount > risk.above), None)

    def may_sign(self, member: Member, community: str, risk: str) -> bool:
        """Whether this person approves answers of this class there, by their function and as an approver."""
        if not member.may_take_part or not self.policy(community, risk).accepts(member.function):
            return False
        function = self.functions.get(member.function or "")
        of_function = not function or not function.approvers or function.approvers.holds(member)
        approvers = self.risks[risk].approvers if risk in self.risks else NOBODY
        return of_function and (not approvers or approvers.holds(member))

    @property
    def intended(self) -> dict[Intent, str]:
        """The community that takes each intent, the first that says so; private ones are not for everyone's words."""
        return {
            intent: one.name for one in reversed(self.communities.values()) if not one.private for intent in one.takes
        }

    @property
    def usergroups(self) -> frozenset[str]:
        """The handles of all the user groups that decide about somebody's function or role."""
        circles = (
            self.administrators,
            *(function.approvers for function in self.functions.values()),
            *(community.leads for community in self.communities.values()),
            *(risk.approvers for risk in self.risks.values()),
        )
        handles = (*(f.usergroup for f in self.functions.values()), *(circle.usergroup for circle in circles))
        return frozenset(handle for handle in handles if handle)

    def on_duty(self, member: MemberId) -> bool:
        """Whether it is this person's turn in any function."""
        return any(member in function.on_duty for function in self.functions.values())

    def function_of(self, member: MemberId) -> str | None:
        """The function that `muster.toml` names this person in; user groups are Slack's to know."""
        return next((f.name for f in self.functions.values() if member in f.members), None)

    @property
    def approving_functions(self) -> frozenset[str]:
        """The functions that sign off in any community, for any class of risk; also in those that were closed, whose
        cases count as they did."""
        policies = [
            *(one.policy for one in (*self.communities.values(), *self.closed.values())),
            *(one.policy for one in self.risks.values() if one.policy),
        ]
        return frozenset().union(*(signature.functions for policy in policies for signature in policy.signatures))

    def approves(self, member: Member) -> bool:
        """Whether this person may sign off in any community: their function does, and they are among those whom it
        names for that, if it names any."""
        function = self.functions.get(member.function or "")
        named = not function or not function.approvers or function.approvers.holds(member)
        return member.function in self.approving_functions and named
