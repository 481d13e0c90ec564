"""Activities as rows and back."""

from typing import Any

from pydantic import TypeAdapter

from bot.domain.activity import KINDS, Activity

_ADAPTERS: dict[str, TypeAdapter[Activity]] = {kind: TypeAdapter(cls) for kind, cls in KINDS.items()}
_COLUMNS = {"at", "by"}


def to_row(activity: Activity) -> dict[str, Any]:
    """The columns of an activity, all but its case and number."""
    fields = _ADAPTERS[activity.kind].dump_python(activity, mode="json", exclude=_COLUMNS)
    return {"kind": activity.kind, "by": activity.by, "at": activity.at, "details": fields}


def from_row(kind: str, by: str | None, at: object, details: dict[str, Any]) -> Activity:
    """The activity that was stored."""
    return _ADAPTERS[kind].validate_python({**details, "by": by, "at": at})
