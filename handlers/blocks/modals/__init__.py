"""The modals. What is typed has fields named as the use cases name them, so that an error finds its place."""

from handlers.blocks.modals.answering import (
    close_modal,
    contribute_modal,
    draft_modal,
    read_share,
    reply_modal,
    sign_off_modal,
)
from handlers.blocks.modals.cases import dismiss_modal, move_modal, read_modal, reopen_modal, timeline_modal
from handlers.blocks.modals.common import done_modal, notice_modal
from handlers.blocks.modals.mentions import AUTOMATIC, mention_modal

__all__ = [
    "AUTOMATIC",
    "close_modal",
    "contribute_modal",
    "dismiss_modal",
    "done_modal",
    "draft_modal",
    "mention_modal",
    "move_modal",
    "notice_modal",
    "read_modal",
    "read_share",
    "reopen_modal",
    "reply_modal",
    "sign_off_modal",
    "timeline_modal",
]
