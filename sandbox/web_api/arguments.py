"""The arguments of a Web API call, however they came: query, form or JSON."""

import json
from typing import Any

from starlette.requests import Request

from sandbox.errors import Json, SlackError


class Arguments:
    """What a call was given, read by name and kind, and refused in Slack's words."""

    def __init__(self, values: Json, token: str | None) -> None:
        self.values = values
        self.token = token

    @classmethod
    async def of(cls, request: Request) -> "Arguments":
        """The arguments of an HTTP request."""
        values: Json = dict(request.query_params)
        content_type = request.headers.get("content-type", "").partition(";")[0]
        if content_type == "application/json":
            values |= _as_object(await request.body())
        elif content_type:
            values |= dict(await request.form())
        scheme, _, bearer = request.headers.get("authorization", "").partition(" ")
        token = bearer if scheme.lower() == "bearer" else values.get("token")
        return cls(values, token)

    def get(self, name: str) -> str | None:
        """A text, or None where it was not given."""
        value = self.values.get(name)
        return None if value in (None, "") else str(value)

    def required(self, name: str, *, error: str | None = None) -> str:
        """A text that must be given."""
        if value := self.get(name):
            return value
        if error:
            raise SlackError(error)
        raise SlackError("invalid_arguments", messages=[f"missing required field: {name}"])

    def flag(self, name: str, *, default: bool = False) -> bool:
        """A yes or no, in any of the forms that Slack takes."""
        value = self.get(name)
        return default if value is None else value.lower() in ("1", "true")

    def number(self, name: str, *, default: int, most: int) -> int:
        """A whole number, no greater than Slack allows."""
        value = self.get(name)
        try:
            return min(int(value), most) if value else default
        except ValueError:
            raise SlackError("invalid_arguments", messages=[f"must provide an integer: {name}"]) from None

    def names(self, name: str) -> list[str]:
        """A list, given as a list or with commas."""
        value = self.values.get(name)
        parts = value if isinstance(value, list) else (self.get(name) or "").split(",")
        return [str(part).strip() for part in parts if str(part).strip()]

    def structure(self, name: str, *, error: str = "invalid_arguments") -> Any:
        """An object or list, given as such or as JSON in a string."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            return json.loads(value) if value else None
        except ValueError:
            raise SlackError(error) from None


def _as_object(body: bytes) -> Json:
    try:
        value = json.loads(body or b"{}")
    except ValueError:
        raise SlackError("invalid_json") from None
    if not isinstance(value, dict):
        raise SlackError("json_not_object")
    return value
