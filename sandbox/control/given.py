"""What a control call was given, read by name; a mistake is answered with a sentence."""

from typing import Any

from sandbox.channels import Channel
from sandbox.errors import Json, Refused, SlackError
from sandbox.messages import Message
from sandbox.people import BOT_USER, Person
from sandbox.views import View
from sandbox.workspace import Workspace


class Given:
    """The JSON body or the query of one control call."""

    def __init__(self, values: Json) -> None:
        self.values = values

    def text(self, name: str) -> str:
        """A text that must be given."""
        value = self.values.get(name)
        if value in (None, ""):
            raise Refused(f"`{name}` is missing.")
        return str(value)

    def optional(self, name: str) -> str | None:
        """A text that may be left out."""
        value = self.values.get(name)
        return None if value in (None, "") else str(value)

    def flag(self, name: str) -> bool:
        """A yes or no."""
        return str(self.values.get(name, "")).lower() in ("1", "true")

    def number(self, name: str, default: float) -> float:
        """A number, or the default."""
        try:
            return float(self.values.get(name, default))
        except (TypeError, ValueError):
            raise Refused(f"`{name}` must be a number.") from None

    def mapping(self, name: str) -> Json:
        """An object, empty when left out."""
        value: Any = self.values.get(name) or {}
        if not isinstance(value, dict):
            raise Refused(f"`{name}` must be an object.")
        return value

    def person(self, workspace: Workspace) -> Person:
        """The person who acts."""
        user = self.text("user")
        try:
            return workspace.directory.person(user)
        except SlackError:
            raise Refused(f"There is no person {user}.") from None

    def channel(self, workspace: Workspace) -> Channel:
        """The channel in which they act; the bot's own id stands for the direct messages with it."""
        name = self.text("channel")
        if name == BOT_USER:
            return workspace.conversations.direct(self.person(workspace).id)
        try:
            return workspace.conversations.find(name)
        except SlackError:
            raise Refused(f"There is no channel {name}.") from None

    def message(self, channel: Channel, person: Person, name: str = "ts") -> Message:
        """A message that this person can see."""
        ts = self.text(name)
        if not channel.is_visible_to(person):
            raise Refused(f"{person.real_name} cannot see this channel.")
        if message := channel.messages.get(ts):
            return message
        raise Refused(f"There is no message {ts} in this channel.")

    def view(self, workspace: Workspace, person: Person) -> View:
        """The modal on top of this person's stack, or their Home, named by its id."""
        view_id = self.text("view_id")
        if (top := workspace.views.top(person.id)) and top.id == view_id:
            return top
        home = workspace.views.homes.get(person.id)
        if home and home.id == view_id:
            return home
        raise Refused(f"{person.real_name} does not see a view {view_id} now.")
