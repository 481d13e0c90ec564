"""The whole workspace in memory: people, channels, views, tickets, faults, and the way to the bot."""

from typing import Any

from sandbox import events
from sandbox.calls import Calls
from sandbox.changes import Changes
from sandbox.channels import Channel
from sandbox.conversations import Conversations
from sandbox.customers import Customers
from sandbox.deliveries import Deliveries
from sandbox.errors import Json
from sandbox.files import Files
from sandbox.manifest import Manifest
from sandbox.people import BOT_USER, OWNER, sample_directory
from sandbox.settings import Settings
from sandbox.socket_mode import SocketMode
from sandbox.tickets import Tickets
from sandbox.ticking import Timestamps
from sandbox.toasts import Toasts
from sandbox.views import Views

__all__ = ["Settings", "Workspace"]

_CHANNELS = {
    "C0GENERAL": ("general", "Everything that concerns everyone"),
    "C0CARE": ("care", "Service, billing and everyday questions of customers"),
    "C0SAFETY": ("product-safety", "Anything a customer says that may be a matter of safety"),
    "C0VOICE": ("public-voice", "Posts and reviews that many people read"),
}


class Workspace:
    """The sample company's workspace. Everything the sandbox knows hangs here."""

    clock: Timestamps
    tickets: Tickets
    views: Views
    calls: Calls
    files: Files
    toasts: Toasts
    conversations: Conversations

    def __init__(self, settings: Settings, manifest: Manifest | None = None) -> None:
        self.settings = settings
        self.manifest = manifest or Manifest.read()
        self.supports_data_visualization = True
        self.base_url = "http://127.0.0.1/"
        """Where this workspace is reached; learned from the requests that come in."""
        self.changes = Changes()
        self.socket_mode = SocketMode()
        self.deliveries = Deliveries(settings, self.socket_mode, self.changes)
        self.customers = Customers(settings)
        self.directory = sample_directory()
        self.reset()

    def reset(self) -> None:
        """Go back to the sample company as it was at the start."""
        self.deliveries.forget()
        self.customers.sent.clear()
        self.clock = Timestamps()
        self.tickets = Tickets(self.settings.trigger_seconds)
        self.views = Views(self.clock)
        self.calls = Calls()
        self.files = Files()
        self.toasts = Toasts()
        self.conversations = Conversations(directory=self.directory, clock=self.clock, tell=self.tell)
        everyone = [*(person.id for person in self.directory.employees()), BOT_USER]
        for channel_id, (name, purpose) in _CHANNELS.items():
            self.conversations.channels[channel_id] = Channel(
                id=channel_id,
                name=name,
                creator=OWNER,
                members=list(everyone),
                purpose={"value": purpose, "creator": OWNER, "last_set": 0},
            )
        self.changes.touch()

    def tell(self, event: Json) -> None:
        """Let the bot hear of an event, if its manifest says that it listens to such events."""
        if self.manifest.hears(event):
            self.deliveries.event(events.envelope(event))

    def link(self, path: str, **parts: Any) -> str:
        """An address of this workspace."""
        return self.base_url + path.format(**parts)
