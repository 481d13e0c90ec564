"""Response communities: a purpose, a channel, the functions that owe input, the words that bring cases in."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.domain.errors import UnknownCommunity
from bot.domain.people import Member, MemberId


@dataclass(frozen=True, slots=True, kw_only=True)
class Function:
    """A department. `on_duty` are those whose turn it is: what they give is duty, not initiative."""

    name: str
    title: str
    members: frozenset[MemberId] = frozenset()
    usergroup: str | None = None
    on_duty: frozenset[MemberId] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Community:
    """A purpose with a channel. `functions` owe input to each case; those in `sign_off` approve answers."""

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
    first_reply_within: timedelta
    input_within: timedelta

    def last_digest(self, now: datetime) -> datetime:
        """The moment, `now` at the latest, at which a digest fell due last; the clock on the wall decides."""
        here = now.astimezone(self.zone)
        day = here.date() - timedelta(days=(here.weekday() - self.digest_weekday) % 7)
        due = datetime.combine(day, time(self.digest_hour), self.zone)
        return due if due <= here else datetime.combine(day - timedelta(days=7), due.timetz())

    def may_sign(self, member: Member) -> bool:
        """Whether this person's function approves answers here; an empty list lets every member do it."""
        return member.may_take_part and (not self.sign_off or member.function in self.sign_off)


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """All of `muster.toml` that the inside needs. The order of `communities` is the order of their rules."""

    name: str
    functions: dict[str, Function]
    communities: dict[str, Community]
    default_community: str

    def community(self, name: str) -> Community:
        """The community with this key. Raises UnknownCommunity."""
        try:
            return self.communities[name]
        except KeyError:
            raise UnknownCommunity(name, sorted(self.communities)) from None

    def function_title(self, name: str) -> str:
        """How a function is called on the screen; one that left the settings keeps its key."""
        function = self.functions.get(name)
        return function.title if function else name

    def community_title(self, name: str) -> str:
        """How a community is called on the screen; one that left the settings keeps its key."""
        community = self.communities.get(name)
        return community.title if community else name

    def on_duty(self, member: MemberId) -> bool:
        """Whether it is this person's turn in any function."""
        return any(member in function.on_duty for function in self.functions.values())

    def function_of(self, member: MemberId) -> str | None:
        """The function that `muster.toml` names this person in; user groups are Slack's to know."""
        return next((f.name for f in self.functions.values() if member in f.members), None)

    @property
    def approving_functions(self) -> frozenset[str]:
        """The functions that sign off in any community."""
        return frozenset().union(*(c.sign_off for c in self.communities.values()))

    def approves(self, member: Member) -> bool:
        """Whether this person may sign off in any community by their function."""
        return member.function in self.approving_functions
