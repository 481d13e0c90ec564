"""files.*: the upload in three steps."""

import re

from sandbox.blockkit import checked_blocks
from sandbox.channels import Channel
from sandbox.errors import Json, SlackError
from sandbox.files import File
from sandbox.people import BOT_USER
from sandbox.web_api.arguments import Arguments
from sandbox.web_api.chat import visible_channel
from sandbox.web_api.registry import method
from sandbox.workspace import Workspace

_WRITE = ("files:write",)


@method("files.getUploadURLExternal", scopes=_WRITE)
def get_upload_url(workspace: Workspace, arguments: Arguments) -> Json:
    """Step one: where to send the bytes."""
    name = arguments.required("filename")
    if arguments.number("length", default=0, most=2**40) <= 0:
        raise SlackError("invalid_arguments", messages=["missing required field: length"])
    file = workspace.files.promise(name, user=BOT_USER, alt_text=arguments.get("alt_txt") or "")
    return {"upload_url": workspace.link("upload/v1/{id}", id=file.id), "file_id": file.id}


@method("files.completeUploadExternal", scopes=_WRITE)
def complete_upload(workspace: Workspace, arguments: Arguments) -> Json:
    """Step three: name the files and share them."""
    given = arguments.structure("files")
    if not isinstance(given, list) or not given:
        raise SlackError("invalid_arguments", messages=["missing required field: files"])
    files = [_completed(workspace, one) for one in given]
    channels = arguments.names("channels") or arguments.names("channel_id")
    for channel_id in channels:
        _share(workspace, _shareable(workspace, channel_id), files, arguments)
    return {"files": [file.shape(workspace.base_url) for file in files]}


@method("files.info", scopes=("files:read",))
def info(workspace: Workspace, arguments: Arguments) -> Json:
    """One file."""
    file = workspace.files.find(arguments.required("file", error="file_not_found"))
    if not file.completed:
        raise SlackError("file_not_found")
    return {"file": file.shape(workspace.base_url), "comments": []}


def _completed(workspace: Workspace, given: Json) -> File:
    file = workspace.files.find(str(given.get("id", "")))
    if file.content is None or file.completed:
        raise SlackError("file_not_found")
    file.completed = True
    file.title = given.get("title") or file.name
    return file


def _shareable(workspace: Workspace, channel_id: str) -> Channel:
    # Unlike a message, a file takes neither a person's id nor a name in place of the channel's id.
    if not re.fullmatch(r"[CGDZ][A-Z0-9]+", channel_id):
        finding = "input must match regex pattern: ^[CGDZ][A-Z0-9]{8,}$ [json-pointer:/channel_id]"
        raise SlackError("invalid_arguments", messages=[finding])
    try:
        channel = visible_channel(workspace, channel_id)
    except SlackError:
        raise SlackError("invalid_channel") from None
    if channel.is_im and not workspace.manifest.has_messages:
        raise SlackError("messages_tab_disabled")
    if BOT_USER not in channel.members:
        raise SlackError("not_in_channel")
    if channel.is_archived:
        raise SlackError("is_archived")
    return channel


def _share(workspace: Workspace, channel: Channel, files: list[File], arguments: Arguments) -> None:
    comment = arguments.get("initial_comment") or ""
    charts = workspace.supports_data_visualization
    workspace.conversations.post(
        channel,
        user=BOT_USER,
        by_bot=True,
        text=comment,
        blocks=checked_blocks(arguments.structure("blocks"), charts=charts, text=comment),
        files=[file.shape(workspace.base_url) for file in files],
        thread_ts=channel.thread_root(arguments.get("thread_ts")),
        subtype="file_share",
        extra={"upload": True},
    )
