"""RSS and Atom feeds."""

from sources.rss.connector import CONNECTOR

__all__ = ["CONNECTOR"]
