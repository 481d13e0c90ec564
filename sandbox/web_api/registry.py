"""The Web API's methods by name, each with the token and the scopes it asks for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from sandbox.errors import Json
from sandbox.web_api.arguments import Arguments
from sandbox.workspace import Workspace

Run = Callable[[Workspace, Arguments], Json]
Bearer = Literal["bot", "app", "anyone"]
"""Whose token a method asks for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Method:
    """One method of the Web API."""

    run: Run
    scopes: tuple[str, ...]
    """Any one of these is enough."""
    bearer: Bearer


METHODS: dict[str, Method] = {}


def method(name: str, *, scopes: tuple[str, ...] = (), bearer: Bearer = "bot") -> Callable[[Run], Run]:
    """Register a function as the method `name`."""

    def register(run: Run) -> Run:
        METHODS[name] = Method(run=run, scopes=scopes, bearer=bearer)
        return run

    return register
