"""The workbook that people send on: what is in it, and how it reads."""

from bot.domain.exporting.facts import AdjustmentFact, ClaimFact, ConfirmationFact, MentionFact, Responder
from bot.domain.exporting.measuring import metric_rows
from bot.domain.exporting.rows import (
    AdjustmentRow,
    BoardRow,
    CaseRow,
    ClaimRow,
    ConfirmationRow,
    CreditRow,
    MetricRow,
    Row,
    Sheet,
)
from bot.domain.exporting.scope import Heading, Scope, period_title, told_until
from bot.domain.exporting.telling import WorkbookNews
from bot.domain.exporting.wording import Wording

__all__ = [
    "AdjustmentFact",
    "AdjustmentRow",
    "BoardRow",
    "CaseRow",
    "ClaimFact",
    "ClaimRow",
    "ConfirmationFact",
    "ConfirmationRow",
    "CreditRow",
    "Heading",
    "MentionFact",
    "MetricRow",
    "Responder",
    "Row",
    "Scope",
    "Sheet",
    "Wording",
    "WorkbookNews",
    "metric_rows",
    "period_title",
    "told_until",
]
