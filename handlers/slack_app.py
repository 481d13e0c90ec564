"""Bolt's app with every listener; few and broad, since Bolt asks them in order."""

import re

from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers.actions import Actions
from handlers.commands import MusterCommand
from handlers.desk import Desk
from handlers.events import Events
from handlers.outsiders import keep_outsiders_out
from handlers.shortcuts import Shortcuts
from handlers.views import Views
from handlers.views.drafting import DraftsPutAway

COMMANDS = ("/muster",)
SHORTCUTS = ("mention.report", "mention.report_message")
EVENTS = (
    "message",
    "app_home_opened",
    "member_joined_channel",
    "member_left_channel",
    "reaction_added",
    "reaction_removed",
    "team_join",
)


def make_slack_app(desk: Desk, client: AsyncWebClient, signing_secret: str | None) -> AsyncApp:
    """The app behind `/slack/events`. It answers only when a listener has ended: one short transaction each.

    Without a signing secret it is fit for Socket Mode alone, where Slack is known by the connection.
    """
    app = AsyncApp(
        name="muster",  # without one Bolt reads the sources of the whole stack to make one up
        client=client,
        signing_secret=signing_secret,
        process_before_response=True,
    )
    app.use(keep_outsiders_out)
    events = Events(desk)
    app.command(COMMANDS[0])(MusterCommand(desk))
    app.action(re.compile(""))(Actions(desk))
    app.view(re.compile(""))(Views(desk))
    app.view_closed("case.draft")(DraftsPutAway(desk))
    for shortcut in SHORTCUTS:
        app.shortcut(shortcut)(Shortcuts(desk))
    came, reacted = events.came_or_went, events.reacted
    listeners = (events.message, events.home_opened, came, came, reacted, reacted, events.colleague_joined)
    for event, listener in zip(EVENTS, listeners, strict=True):
        app.event(event)(listener)
    return app
