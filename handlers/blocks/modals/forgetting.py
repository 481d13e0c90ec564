"""The modal that asks whether an author is to be forgotten."""

from __future__ import annotations

from bot.domain.erasure import Preview
from handlers.blocks.customers import author_label
from handlers.blocks.forgetting import what_goes
from handlers.blocks.inputs import text_input
from handlers.blocks.kit import View, context, modal, section
from handlers.blocks.modals.common import ids
from handlers.blocks.text import escape


def forget_modal(preview: Preview) -> View:
    """Forget somebody, if that is meant: their handle must be typed."""
    handle = preview.author.author.handle
    return modal(
        "author.forget",
        "Forget an author",
        (
            section(f"*{escape(author_label(preview.author))}*\n{what_goes(preview)}"),
            section(
                "Their words, their name and handle, and what was copied from them go for good: here, in what Muster "
                "learned, and in its messages. Numbers stay. What colleagues wrote themselves stays; you are told "
                "where it names the author. Nobody can undo this."
            ),
            text_input("handle", "Type the handle", hint=f"Just as it stands above: {handle[:100]}"),
            context("You get a receipt as a direct message once it is done."),
        ),
        submit="Forget for good",
        metadata=ids(author=preview.author.id),
    )
