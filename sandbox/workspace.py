"""The whole workspace in memory: people, channels, views, tickets, faults, and the way to the bot."""

from typing import Any

from sandbox import events
from sandbox.calls import Calls
from sandbox.changes import Changes
from sandbox.conversations import Conversations
from sandbox.customers import Customers
from sandbox.deliveries import Deliveries
from sandbox.errors import Json
from sandbox.files import Files
from sandbox.manifest import Manifest
from sandbox.sample_company import sample_channels, sample_directory
from sandbox.settings import Settings
from sandbox.socket_mode import SocketMode
from sandbox.tickets import Tickets
from sandbox.ticking import Timestamps
from sandbox.toasts import Toasts
from sandbox.views import Views

__all__ = ["Settings", "Workspace"]


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
        self.customers.forget()
        self.clock = Timestamps()
        self.tickets = Tickets(self.settings.trigger_seconds)
        self.views = Views(self.clock, self.directory)
        self.calls = Calls()
        self.files = Files()
        self.toasts = Toasts()
        self.conversations = Conversations(directory=self.directory, clock=self.clock, tell=self.tell)
        for channel in sample_channels(self.directory):
            self.conversations.channels[channel.id] = channel
        self.changes.touch()

    def tell(self, event: Json) -> None:
        """Let the bot hear of an event, if its manifest says that it listens to such events."""
        if self.manifest.hears(event):
            self.deliveries.event(self.envelope(event))

    def envelope(self, event: Json) -> Json:
        """The `event_callback` that carries `event`, and says whether it happened in a channel shared outside."""
        channel = self.conversations.channels.get(events.channel_of(event) or "")
        return events.envelope(event, in_shared_channel=bool(channel and channel.connected_teams))

    def link(self, path: str, **parts: Any) -> str:
        """An address of this workspace."""
        return self.base_url + path.format(**parts)
