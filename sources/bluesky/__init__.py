"""Bluesky, heard over Jetstream."""

from sources.bluesky.connector import CONNECTOR

__all__ = ["CONNECTOR"]
