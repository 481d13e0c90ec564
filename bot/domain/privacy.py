"""Who may look into a community: a private one is for its people, its leads and the administrators alone."""

from __future__ import annotations

from dataclasses import replace

from bot.domain.community import Community
from bot.domain.company import Company
from bot.domain.errors import BadInput, NotAllowed
from bot.domain.people import Member


def sees(member: Member, community: Community, company: Company) -> bool:
    """Whether a person may read the cases of a community, and know what it is for."""
    within = member.id in community.people or community.leads.holds(member)
    return not community.private or within or company.administrators.holds(member)


def hidden_from(member: Member, company: Company) -> frozenset[str]:
    """The names of the communities that a person knows nothing of, those that were closed among them."""
    every = (*company.communities.values(), *company.closed.values())
    return frozenset(one.name for one in every if not sees(member, one, company))


def as_seen_by(member: Member, company: Company) -> Company:
    """The company as lists and menus show it to a person: what is hidden from them is not there. Cases are brought in
    and carried on with the whole of it."""
    hidden = hidden_from(member, company)
    if not hidden:
        return company
    return replace(
        company,
        communities={name: one for name, one in company.communities.items() if name not in hidden},
        closed={name: one for name, one in company.closed.items() if name not in hidden},
    )


def named_beside(community: Community, company: Company) -> frozenset[str]:
    """The communities whose cases may be named on a card of this one: whoever reads it may read those, and the other
    way round. What is private is named nowhere else."""
    if community.private:
        return frozenset({community.name})
    return frozenset(one.name for one in company.communities.values() if not one.private)


def expect_to_see(member: Member, community: str, company: Company) -> None:
    """Refuse whoever is not in a private community. Raises NotAllowed, UnknownCommunity."""
    if not sees(member, company.community(community), company):
        raise NotAllowed("This case belongs to a private community. Its people can invite you to its channel.")


def expect_shown_to(member: Member, community: str, company: Company, *, field: str) -> None:
    """Refuse to give work to somebody who could not read what it is about. Raises BadInput, UnknownCommunity."""
    if not sees(member, company.community(community), company):
        raise BadInput("They are not in this private community. Invite them to its channel first.", field=field)
