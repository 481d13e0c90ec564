"""What the inside needs of the outside, as Protocols. Storage and the Slack edge fulfil them."""

from bot.ports.cases import Cases
from bot.ports.clock import Clock
from bot.ports.communities import Communities, Retrospectives
from bot.ports.credits import Credits
from bot.ports.digests import Digests
from bot.ports.drafting import DraftingPeople
from bot.ports.ideas import Ideas
from bot.ports.jobs import Jobs
from bot.ports.measures import MeasuredCases
from bot.ports.mentions import Deliveries, Delivery, Mentions
from bot.ports.messages import Messages, Posted
from bot.ports.people import Members
from bot.ports.replies import Invites, Replies, ReplyBusy, ReplyRefused, ReplyUnsure
from bot.ports.search import Search
from bot.ports.secrets import Secrets
from bot.ports.sharings import Sharings
from bot.ports.slack import CardMissing, MessageGone, Messenger, SlackBusy, SlackRefused, SlackUnsure
from bot.ports.texts import Texts
from bot.ports.uow import UnitOfWork
from bot.ports.verdicts import Verdicts
from bot.ports.workbooks import Workbooks

__all__ = [
    "CardMissing",
    "Cases",
    "Clock",
    "Communities",
    "Credits",
    "Deliveries",
    "Delivery",
    "Digests",
    "DraftingPeople",
    "Ideas",
    "Invites",
    "Jobs",
    "MeasuredCases",
    "Members",
    "Mentions",
    "MessageGone",
    "Messages",
    "Messenger",
    "Posted",
    "Replies",
    "ReplyBusy",
    "ReplyRefused",
    "ReplyUnsure",
    "Retrospectives",
    "Search",
    "Secrets",
    "Sharings",
    "SlackBusy",
    "SlackRefused",
    "SlackUnsure",
    "Texts",
    "UnitOfWork",
    "Verdicts",
    "Workbooks",
]
