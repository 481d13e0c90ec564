"""Forums that run Discourse."""

from sources.discourse.connector import CONNECTOR
from sources.discourse.reading import DiscourseSource
from sources.discourse.replying import ReplyingDiscourse
from sources.discourse.settings import DiscourseSettings

__all__ = ["CONNECTOR", "DiscourseSettings", "DiscourseSource", "ReplyingDiscourse"]
