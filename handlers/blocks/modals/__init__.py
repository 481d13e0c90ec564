"""The modals. What is typed has fields named as the use cases name them, so that an error finds its place."""

from handlers.blocks.modals.answering import (
    close_modal,
    contribute_modal,
    reply_modal,
)
from handlers.blocks.modals.cases import dismiss_modal, move_modal, read_modal, reopen_modal, timeline_modal
from handlers.blocks.modals.common import done_modal, notice_modal
from handlers.blocks.modals.communities import (
    ON_A_DAY,
    WITH_CASES,
    close_community_modal,
    edit_modal,
    open_modal,
    people_modal,
    read_wish,
)
from handlers.blocks.modals.customers import (
    describe_modal,
    join_authors_modal,
    joined_modal,
    separate_modal,
    separated_modal,
)
from handlers.blocks.modals.drafts import (
    BESIDE,
    Writing,
    answers_modal,
    draft_modal,
    identity,
    reject_draft_modal,
    sign_off_modal,
    want_changes_modal,
)
from handlers.blocks.modals.finding import suggest_modal
from handlers.blocks.modals.forgetting import forget_modal
from handlers.blocks.modals.glossary import add_entry_modal, change_entry_modal
from handlers.blocks.modals.ideas import case_idea_modal, idea_modal, join_modal, steer_modal
from handlers.blocks.modals.intents import reread_modal
from handlers.blocks.modals.mentions import AUTOMATIC, mention_modal
from handlers.blocks.modals.more import more_modal
from handlers.blocks.modals.partners import share_partner_modal, unshare_modal
from handlers.blocks.modals.recognising import attempt_modal, confirm_help_modal, read_share, thank_modal
from handlers.blocks.modals.risks import reclass_modal
from handlers.blocks.modals.sending import feedback_modal, send_modal
from handlers.blocks.modals.settings import (
    BOARDS,
    NOTE,
    SUGGESTED,
    counted_modal,
    join_boards_modal,
    settings_modal,
)
from handlers.blocks.modals.slots import ask_modal, hand_over_modal, waive_modal
from handlers.blocks.modals.whole import merge_modal, part_modal, restore_modal, split_modal, void_modal

__all__ = [
    "AUTOMATIC",
    "BESIDE",
    "BOARDS",
    "NOTE",
    "ON_A_DAY",
    "SUGGESTED",
    "WITH_CASES",
    "Writing",
    "add_entry_modal",
    "answers_modal",
    "ask_modal",
    "attempt_modal",
    "case_idea_modal",
    "change_entry_modal",
    "close_community_modal",
    "close_modal",
    "confirm_help_modal",
    "contribute_modal",
    "counted_modal",
    "describe_modal",
    "dismiss_modal",
    "done_modal",
    "draft_modal",
    "edit_modal",
    "feedback_modal",
    "forget_modal",
    "hand_over_modal",
    "idea_modal",
    "identity",
    "join_authors_modal",
    "join_boards_modal",
    "join_modal",
    "joined_modal",
    "mention_modal",
    "merge_modal",
    "more_modal",
    "move_modal",
    "notice_modal",
    "open_modal",
    "part_modal",
    "people_modal",
    "read_modal",
    "read_share",
    "read_wish",
    "reclass_modal",
    "reject_draft_modal",
    "reopen_modal",
    "reply_modal",
    "reread_modal",
    "restore_modal",
    "send_modal",
    "separate_modal",
    "separated_modal",
    "settings_modal",
    "share_partner_modal",
    "sign_off_modal",
    "split_modal",
    "steer_modal",
    "suggest_modal",
    "thank_modal",
    "timeline_modal",
    "unshare_modal",
    "void_modal",
    "waive_modal",
    "want_changes_modal",
]
