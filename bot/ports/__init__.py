"""What the inside needs of the outside, as Protocols. Storage and the Slack edge fulfil them."""

from bot.ports.cases import Cases
from bot.ports.clock import Clock
from bot.ports.credits import Credits
from bot.ports.digests import Digests
from bot.ports.jobs import Jobs
from bot.ports.mentions import Deliveries, Delivery, Mentions
from bot.ports.messages import Messages, Posted
from bot.ports.people import Members
from bot.ports.search import Search
from bot.ports.slack import CardMissing, MessageGone, Messenger, SlackBusy, SlackRefused, SlackUnsure
from bot.ports.texts import Texts
from bot.ports.uow import UnitOfWork

__all__ = [
    "CardMissing",
    "Cases",
    "Clock",
    "Credits",
    "Deliveries",
    "Delivery",
    "Digests",
    "Jobs",
    "Members",
    "Mentions",
    "MessageGone",
    "Messages",
    "Messenger",
    "Posted",
    "Search",
    "SlackBusy",
    "SlackRefused",
    "SlackUnsure",
    "Texts",
    "UnitOfWork",
]
