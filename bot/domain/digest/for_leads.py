"""What leads are told of a week beside the digest: sums, never people."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from bot.domain.board import LEAST_PEOPLE
from bot.domain.community import Community
from bot.domain.digest.figures import Participation


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadSums:
    """How the people of a community's functions took part in a week. `functions` are those with five people or more;
    `total` is None where it would give a smaller one away, and so are all `contributions` that were confirmed where
    there are fewer than five people at all."""

    contributions: int | None = None
    functions: tuple[Participation, ...] = ()
    total: Participation | None = None


def lead_sums(
    community: Community, functions: Mapping[str, str | None], earned: Collection[str], contributions: int
) -> LeadSums:
    """The sums of a week, of everyone's function by member and of those who `earned` in it.

    Whoever knows the total and all functions but one knows that one: the total is told only where the people of
    the functions that are hidden are five or more, or nobody.
    """
    concerned = sorted({*community.functions, *community.sign_off})
    all_of_them = [_participation(name, functions, earned) for name in concerned]
    shown = tuple(one for one in all_of_them if one.people >= LEAST_PEOPLE)
    people, took_part = (sum(getattr(one, what) for one in all_of_them) for what in ("people", "took_part"))
    hidden = people - sum(one.people for one in shown)
    tellable = people >= LEAST_PEOPLE and (hidden == 0 or hidden >= LEAST_PEOPLE)
    return LeadSums(
        contributions=contributions if people >= LEAST_PEOPLE else None,
        functions=shown,
        total=Participation(function="", took_part=took_part, people=people) if tellable else None,
    )


def _participation(name: str, functions: Mapping[str, str | None], earned: Collection[str]) -> Participation:
    people = {member for member, function in functions.items() if function == name}
    return Participation(function=name, took_part=len(people & set(earned)), people=len(people))
