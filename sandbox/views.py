"""Modals and Homes: who sees which, and how an app may change them."""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass, field

from sandbox.errors import Json, SlackError
from sandbox.people import APP_ID, BOT_ID, TEAM_ID, Directory
from sandbox.state_values import StateValues, carry_over, initial_values
from sandbox.tickets import Trigger
from sandbox.ticking import Timestamps

STACK_LIMIT = 3


@dataclass(slots=True, kw_only=True)
class View:
    """One modal or Home as one person sees it, with what they have typed so far."""

    id: str
    user: str
    team: str
    """The organisation of the person who sees it."""
    definition: Json
    hash: str
    root_id: str
    previous_id: str | None = None
    state: StateValues = field(default_factory=dict)

    @property
    def blocks(self) -> list[Json]:
        """The blocks that the person sees."""
        blocks: list[Json] = self.definition["blocks"]
        return blocks

    def shape(self) -> Json:
        """This view in Slack's JSON."""
        return {
            "id": self.id,
            "team_id": self.team,
            "app_id": APP_ID,
            "app_installed_team_id": TEAM_ID,
            "bot_id": BOT_ID,
            "title": None,
            "close": None,
            "submit": None,
            "callback_id": "",
            "external_id": "",
            "private_metadata": "",
            "clear_on_close": False,
            "notify_on_close": False,
            **self.definition,
            "state": {"values": self.state},
            "hash": self.hash,
            "root_view_id": self.root_id,
            "previous_view_id": self.previous_id,
        }


@dataclass(slots=True)
class Views:
    """The open modals of each person, lowest first, and each person's Home."""

    clock: Timestamps
    directory: Directory
    stacks: dict[str, list[View]] = field(default_factory=dict)
    homes: dict[str, View] = field(default_factory=dict)

    def open(self, trigger: Trigger, definition: Json) -> View:
        """Show a modal to the person who caused the trigger, in place of any other."""
        self._refuse_taken_external_id(definition)
        view = self._new(trigger.user, definition)
        self.stacks[trigger.user] = [view]
        return view

    def push(self, trigger: Trigger, definition: Json) -> View:
        """Put a modal on top of the one in which the person acted."""
        stack = self.stacks.get(trigger.user, [])
        if not any(view.id == trigger.view_id for view in stack):
            raise SlackError("not_found")
        return self.push_onto(trigger.user, definition)

    def push_onto(self, user: str, definition: Json) -> View:
        """Put a modal on top of a person's stack, three high at most."""
        stack = self.stacks[user]
        if len(stack) >= STACK_LIMIT:
            raise SlackError("push_limit_reached")
        self._refuse_taken_external_id(definition)
        view = self._new(user, definition, below=stack[-1])
        stack.append(view)
        return view

    def update(self, view: View, definition: Json, *, expected_hash: str | None = None) -> View:
        """Show other content in an open view; what was typed stays in inputs that stay."""
        if expected_hash and expected_hash != view.hash:
            raise SlackError("hash_conflict")
        view.state = carry_over(view.state, definition["blocks"])
        view.definition = definition
        view.hash = self._new_hash()
        return view

    def publish(self, user: str, definition: Json, *, expected_hash: str | None = None) -> View:
        """Show this Home to a person."""
        if home := self.homes.get(user):
            return self.update(home, definition, expected_hash=expected_hash)
        if expected_hash:
            raise SlackError("hash_conflict")
        self.homes[user] = self._new(user, definition)
        return self.homes[user]

    def close(self, view: View, *, whole_stack: bool = False) -> list[View]:
        """Take a modal away, or its whole stack; gives those that are gone, topmost first."""
        stack = self.stacks.get(view.user, [])
        if view not in stack:
            return []
        keep = 0 if whole_stack else stack.index(view)
        gone = stack[keep:][::-1]
        del stack[keep:]
        for index, remaining in enumerate(stack):
            remaining.previous_id = stack[index - 1].id if index else None
        return gone

    def top(self, user: str) -> View | None:
        """The modal a person sees, if any."""
        stack = self.stacks.get(user)
        return stack[-1] if stack else None

    def find(self, view_id: str | None, external_id: str | None = None) -> View:
        """A view that someone has open, or Slack's `not_found`."""
        for view in self._all():
            if view.id == view_id or (external_id and view.definition.get("external_id") == external_id):
                return view
        raise SlackError("not_found")

    def _all(self) -> Iterator[View]:
        yield from self.homes.values()
        for stack in self.stacks.values():
            yield from stack

    def _refuse_taken_external_id(self, definition: Json) -> None:
        external_id = definition.get("external_id")
        if external_id and any(view.definition.get("external_id") == external_id for view in self._all()):
            raise SlackError("duplicate_external_id")

    def _new(self, user: str, definition: Json, *, below: View | None = None) -> View:
        view_id = f"V{secrets.token_hex(5).upper()}"
        return View(
            id=view_id,
            user=user,
            team=self.directory.team_of(user),
            definition=definition,
            hash=self._new_hash(),
            root_id=below.root_id if below else view_id,
            previous_id=below.id if below else None,
            state=initial_values(definition["blocks"]),
        )

    def _new_hash(self) -> str:
        return f"{self.clock.next()}.{secrets.token_hex(4)}"
