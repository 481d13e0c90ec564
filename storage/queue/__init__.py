"""Durable jobs: Procrastinate on the same PostgreSQL, deferred inside the caller's transaction."""

from __future__ import annotations

from storage.queue.answering import AnsweringJobs
from storage.queue.cases import CaseJobs
from storage.queue.communities import CommunityJobs
from storage.queue.listening import ListeningJobs
from storage.queue.people import PeopleJobs
from storage.queue.privacy import PrivacyJobs
from storage.queue.running import HEARTBEAT, SILENCE, make_queue, rescue_jobs
from storage.queue.weeks import WeekJobs

__all__ = ["HEARTBEAT", "SILENCE", "SqlJobs", "make_queue", "rescue_jobs"]


class SqlJobs(ListeningJobs, CaseJobs, AnsweringJobs, WeekJobs, CommunityJobs, PeopleJobs, PrivacyJobs):
    """Fulfils `bot.ports.Jobs`; each base is one topic. The names are those under which `bot.jobs` registers its
    tasks, in the room of the same name."""
