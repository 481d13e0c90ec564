"""The workbook: what whoever asked for it reads while it is written."""

from __future__ import annotations

from bot.domain.company import Company
from bot.domain.exporting import WorkbookNews, period_title
from bot.usecases.export_workbook import Order
from handlers.blocks.kit import Message, context, section
from handlers.blocks.tellings import telling
from handlers.blocks.text import escape


@telling.register
def _(told: WorkbookNews, company: Company) -> Message:
    about = context(f"{escape(told.where)} · {told.period}")
    if told.done:
        line = "The workbook is done. It stands below."
    elif told.sheet:
        line = f"Writing the workbook: {told.sheet} {told.rows:,} …"
    else:
        line = "Writing the workbook …"
    return Message(line, (section(line), about))


def asked_for(order: Order, *, new: bool) -> Message:
    """What whoever asks for a workbook is answered."""
    what = f"the workbook of *{escape(order.where)}*, {period_title(order.period)}"
    if not new:
        text = f"Muster is at {what} for you already. It comes as a direct message."
    else:
        text = f"Muster writes {what}. It comes as a direct message, to you alone."
    return Message(text, (section(text),))
