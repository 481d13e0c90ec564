"""Slack Connect channels, in which customers write."""

from sources.slack.connector import CONNECTOR
from sources.slack.reading import SlackSource
from sources.slack.replying import ReplyingSlack
from sources.slack.settings import SlackSettings

__all__ = ["CONNECTOR", "ReplyingSlack", "SlackSettings", "SlackSource"]
