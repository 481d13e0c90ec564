"""What a message says: text, blocks and attachments, checked as Slack checks them."""

from typing import Any, TypedDict

from sandbox.blockkit import checked_blocks
from sandbox.errors import Json, SlackError

TEXT_LIMIT = 40_000
UPDATE_TEXT_LIMIT = 4_000
ATTACHMENT_LIMIT = 100
METADATA_BYTES = 16_000


class Content(TypedDict):
    """The parts of a message that an app writes."""

    text: str
    blocks: list[Json]
    attachments: list[Json]


def checked_content(given: Json, *, charts: bool, text_limit: int = TEXT_LIMIT) -> Content:
    """The content in `given`, or the code with which Slack refuses it."""
    text = str(given.get("text") or "")
    blocks, attachments = given.get("blocks"), given.get("attachments")
    if not (text.strip() or blocks or attachments):
        raise SlackError("no_text")
    if len(text) > text_limit:
        raise SlackError("msg_too_long")
    return Content(
        text=text,
        blocks=checked_blocks(blocks, charts=charts, text=text),
        attachments=_checked_attachments(attachments, charts=charts),
    )


def checked_metadata(metadata: Any) -> Json | None:
    """Message metadata, or the code with which Slack refuses it."""
    if metadata is None:
        return None
    if not isinstance(metadata, dict):
        raise SlackError("invalid_metadata_format")
    if not isinstance(metadata.get("event_type"), str) or not isinstance(metadata.get("event_payload"), dict):
        raise SlackError("invalid_metadata_schema")
    if len(str(metadata)) > METADATA_BYTES:
        raise SlackError("metadata_too_large")
    return metadata


def _checked_attachments(attachments: Any, *, charts: bool) -> list[Json]:
    if not attachments:
        return []
    if not isinstance(attachments, list) or not all(isinstance(one, dict) for one in attachments):
        raise SlackError("invalid_attachments")
    if len(attachments) > ATTACHMENT_LIMIT:
        raise SlackError("too_many_attachments")
    return [
        {
            "id": number,
            **one,
            **({"blocks": checked_blocks(one["blocks"], charts=charts)} if one.get("blocks") else {}),
        }
        for number, one in enumerate(attachments, start=1)
    ]
