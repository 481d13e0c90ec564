"""Mastodon, and what speaks its API."""

from sources.mastodon.connector import CONNECTOR

__all__ = ["CONNECTOR"]
