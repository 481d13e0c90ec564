"""Learning from Slack who works here."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from bot.domain.people import Member, MemberId
from handlers.messenger.calling import Calling


class People(Calling):
    """Who is in the workspace."""

    async def people(self) -> list[Member]:
        """Everyone in the workspace, with the function that `muster.toml` or their user group gives them."""
        ours = (await self._call(self._client.auth_test))["team_id"]
        groups = await self._groups()
        return [
            self._member(user, groups.get(user["id"], set()), ours)
            async for user in self._users()
            if not _is_bot(user)
        ]

    async def _users(self) -> AsyncIterator[dict[str, Any]]:
        async for user in self._pages(self._client.users_list, "members", limit=200):
            yield user

    async def _groups(self) -> dict[str, set[str]]:
        """The handles of the user groups of each person."""
        if not self._company.usergroups:
            return {}
        answer = await self._call(lambda: self._client.usergroups_list(include_users=True))
        groups: dict[str, set[str]] = {}
        for group in answer["usergroups"]:
            for user in group.get("users", []):
                groups.setdefault(user, set()).add(group["handle"])
        return groups

    def _member(self, user: dict[str, Any], groups: set[str], ours: str) -> Member:
        """A person as Muster knows them. Whoever belongs to another team is from outside, and a guest here."""
        restricted = user.get("is_restricted") or user.get("is_ultra_restricted")
        member_id = MemberId(user["id"])
        of_group = (f.name for f in self._company.functions.values() if f.usergroup in groups)
        profile = user.get("profile", {})
        name = profile.get("display_name") or profile.get("real_name") or user.get("real_name") or user["name"]
        return Member(
            id=member_id,
            name=name,
            function=self._company.function_of(member_id) or next(of_group, None),
            groups=frozenset(groups),
            zone=user.get("tz"),
            active=not user.get("deleted", False),
            guest=bool(restricted) or user.get("team_id", ours) != ours,
        )


def _is_bot(user: dict[str, Any]) -> bool:
    return bool(user.get("is_bot")) or user["id"] == "USLACKBOT"
