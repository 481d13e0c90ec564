"""Every table of Muster. Procrastinate's own tables stand beside them, made by the same migrations."""

from storage.tables.base import metadata
from storage.tables.cases import activities, cases, confirmations, share_claims, slots
from storage.tables.communities import communities, sharings
from storage.tables.customers import customer_authors, customer_data, customers, joinings, partings
from storage.tables.grouping import clusters, fits, glossary, heats, lane, suggestions
from storage.tables.ideas import idea_cases, idea_changes, idea_votes, ideas
from storage.tables.learning import lessons, models
from storage.tables.mentions import authors, deliveries, mentions
from storage.tables.messages import digests, messages
from storage.tables.people import drafting, learners, members, secrets
from storage.tables.privacy import erasures, retentions
from storage.tables.recognition import (
    adjustments,
    attempts,
    audits,
    noted_weeks,
    reactions,
    seasons,
    shares,
    thank_notes,
    week_credits,
)
from storage.tables.sources import sources, tombstones
from storage.tables.texts import contribution_history, contributions, drafts, replies, verdicts

__all__ = [
    "activities",
    "adjustments",
    "attempts",
    "audits",
    "authors",
    "cases",
    "clusters",
    "communities",
    "confirmations",
    "contribution_history",
    "contributions",
    "customer_authors",
    "customer_data",
    "customers",
    "deliveries",
    "digests",
    "drafting",
    "drafts",
    "erasures",
    "fits",
    "glossary",
    "heats",
    "idea_cases",
    "idea_changes",
    "idea_votes",
    "ideas",
    "joinings",
    "lane",
    "learners",
    "lessons",
    "members",
    "mentions",
    "messages",
    "metadata",
    "models",
    "noted_weeks",
    "partings",
    "reactions",
    "replies",
    "retentions",
    "seasons",
    "secrets",
    "share_claims",
    "shares",
    "sharings",
    "slots",
    "sources",
    "suggestions",
    "thank_notes",
    "tombstones",
    "verdicts",
    "week_credits",
]
