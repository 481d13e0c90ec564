"""Every table of Muster. Procrastinate's own tables stand beside them, made by the same migrations."""

from storage.tables.base import metadata
from storage.tables.cases import activities, cases, confirmations, share_claims, slots
from storage.tables.communities import communities, sharings
from storage.tables.ideas import idea_cases, idea_changes, idea_votes, ideas
from storage.tables.mentions import authors, deliveries, mentions
from storage.tables.messages import digests, messages
from storage.tables.people import drafting, members, secrets
from storage.tables.texts import contribution_history, contributions, drafts, replies, verdicts

__all__ = [
    "activities",
    "authors",
    "cases",
    "communities",
    "confirmations",
    "contribution_history",
    "contributions",
    "deliveries",
    "digests",
    "drafting",
    "drafts",
    "idea_cases",
    "idea_changes",
    "idea_votes",
    "ideas",
    "members",
    "mentions",
    "messages",
    "metadata",
    "replies",
    "secrets",
    "share_claims",
    "sharings",
    "slots",
    "verdicts",
]
