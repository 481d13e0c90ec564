"""Uploaded files, from the promise of an upload to a file that people see."""

import mimetypes
import secrets
import time
from dataclasses import dataclass, field

from sandbox.errors import Json, SlackError

INLINE_TYPES = {"image/png", "image/jpeg", "image/gif", "image/webp"}


@dataclass(slots=True, kw_only=True)
class File:
    """One file; `content` is None until it has been uploaded."""

    id: str
    name: str
    title: str
    user: str
    alt_text: str = ""
    content: bytes | None = None
    completed: bool = False
    created: int = field(default_factory=lambda: int(time.time()))

    @property
    def media_type(self) -> str:
        """The media type, by the file's name."""
        return mimetypes.guess_type(self.name)[0] or "application/octet-stream"

    def shape(self, base_url: str) -> Json:
        """This file in Slack's JSON."""
        url = f"{base_url}files/{self.id}/{self.name}"
        return {
            "id": self.id,
            "created": self.created,
            "timestamp": self.created,
            "name": self.name,
            "title": self.title,
            "mimetype": self.media_type,
            "filetype": self.name.rpartition(".")[2],
            "user": self.user,
            "size": len(self.content or b""),
            "mode": "hosted",
            "is_external": False,
            "is_public": True,
            "alt_txt": self.alt_text,
            "url_private": url,
            "url_private_download": url,
            "permalink": url,
        }


@dataclass(slots=True)
class Files:
    """All files by id."""

    files: dict[str, File] = field(default_factory=dict)

    def promise(self, name: str, *, user: str, alt_text: str = "") -> File:
        """A file that is about to be uploaded."""
        file = File(id=f"F{secrets.token_hex(5).upper()}", name=name, title=name, user=user, alt_text=alt_text)
        self.files[file.id] = file
        return file

    def find(self, file_id: str) -> File:
        """The file with this id, or Slack's `file_not_found`."""
        try:
            return self.files[file_id]
        except KeyError:
            raise SlackError("file_not_found") from None
