"""Slack's Web API, one module for each family of methods."""

from sandbox.web_api import apps, chat, conversations, files, history, marks, people, views
from sandbox.web_api.endpoint import WebApi
from sandbox.web_api.registry import METHODS

__all__ = [
    "METHODS",
    "WebApi",
    "apps",
    "chat",
    "conversations",
    "files",
    "history",
    "marks",
    "people",
    "views",
]
