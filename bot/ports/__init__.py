"""What the inside needs of the outside, as Protocols. Storage and the Slack edge fulfil them."""

from bot.ports.arrivals import Arrivals, Touched, Waiting
from bot.ports.attempts import Attempts
from bot.ports.audits import Audits, Look
from bot.ports.boards import Boards
from bot.ports.cases import Cases
from bot.ports.charts import Charts
from bot.ports.clock import Clock
from bot.ports.communities import Communities, Retrospectives
from bot.ports.credits import Credits
from bot.ports.crm import Crm, CrmBusy, CrmFailed
from bot.ports.customers import Customers
from bot.ports.digests import Digests, WeekCases, WeekPeople
from bot.ports.drafting import DraftingPeople
from bot.ports.expertise import Expertise
from bot.ports.exporting import Exported
from bot.ports.grouping import Clusters, Fits, GlossaryEntries
from bot.ports.ideas import Ideas
from bot.ports.jobs import Jobs, NewCase
from bot.ports.learning import Learner, Lessons, Model, Models, StoredModel, TooFewLessons, UnreadableModel
from bot.ports.ledger import ClosedSeason, Ledger, Unsettled
from bot.ports.measures import MeasuredCases
from bot.ports.mentions import Deliveries, Delivery, Mentions, Parked
from bot.ports.messages import Messages, Posted
from bot.ports.mine import Glances, Mine, Watch
from bot.ports.notes import Notes
from bot.ports.people import Members
from bot.ports.privacy import Erasures, Retentions, Traces
from bot.ports.reactions import Reactions
from bot.ports.replies import Invites, Replies, ReplyBusy, ReplyRefused, ReplyUnsure
from bot.ports.search import Search
from bot.ports.secrets import Secrets
from bot.ports.sharings import Sharings
from bot.ports.slack import CardMissing, ChartsRefused, MessageGone, Messenger, SlackBusy, SlackRefused, SlackUnsure
from bot.ports.sources import (
    Heard,
    Polled,
    PollSource,
    SourceBusy,
    SourceFailed,
    Sources,
    SourceState,
    Unreadable,
)
from bot.ports.suggestions import Suggestions
from bot.ports.texts import Texts
from bot.ports.thanks import ThankNotes
from bot.ports.uow import UnitOfWork
from bot.ports.verdicts import Verdicts
from bot.ports.workbooks import Book, Workbooks

__all__ = [
    "Arrivals",
    "Attempts",
    "Audits",
    "Boards",
    "Book",
    "CardMissing",
    "Cases",
    "Charts",
    "ChartsRefused",
    "Clock",
    "ClosedSeason",
    "Clusters",
    "Communities",
    "Credits",
    "Crm",
    "CrmBusy",
    "CrmFailed",
    "Customers",
    "Deliveries",
    "Delivery",
    "Digests",
    "DraftingPeople",
    "Erasures",
    "Expertise",
    "Exported",
    "Fits",
    "Glances",
    "GlossaryEntries",
    "Heard",
    "Ideas",
    "Invites",
    "Jobs",
    "Learner",
    "Ledger",
    "Lessons",
    "Look",
    "MeasuredCases",
    "Members",
    "Mentions",
    "MessageGone",
    "Messages",
    "Messenger",
    "Mine",
    "Model",
    "Models",
    "NewCase",
    "Notes",
    "Parked",
    "PollSource",
    "Polled",
    "Posted",
    "Reactions",
    "Replies",
    "ReplyBusy",
    "ReplyRefused",
    "ReplyUnsure",
    "Retentions",
    "Retrospectives",
    "Search",
    "Secrets",
    "Sharings",
    "SlackBusy",
    "SlackRefused",
    "SlackUnsure",
    "SourceBusy",
    "SourceFailed",
    "SourceState",
    "Sources",
    "StoredModel",
    "Suggestions",
    "Texts",
    "ThankNotes",
    "TooFewLessons",
    "Touched",
    "Traces",
    "UnitOfWork",
    "Unreadable",
    "UnreadableModel",
    "Unsettled",
    "Verdicts",
    "Waiting",
    "Watch",
    "WeekCases",
    "WeekPeople",
    "Workbooks",
]
