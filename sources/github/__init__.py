"""Issues and discussions on GitHub."""

from sources.github.connector import CONNECTOR
from sources.github.reading import GithubSource
from sources.github.replying import ReplyingGithub
from sources.github.settings import GithubSettings

__all__ = ["CONNECTOR", "GithubSettings", "GithubSource", "ReplyingGithub"]
