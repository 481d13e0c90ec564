"""Modals about those who helped: who they are, thanks, and what was tried."""

from __future__ import annotations

from bot.domain.people import MemberId
from bot.domain.sheet import CaseSheet
from handlers.blocks.inputs import checkboxes, choice, choices, person_input, text_input
from handlers.blocks.kit import Block, View, modal
from handlers.blocks.modals.common import ids, words

_BOXES = 10
"""Boxes that Slack takes in one field; more than that are chosen from a list."""

_CHOICES = 100
"""Options that Slack takes in one list."""


def who_helped(sheet: CaseSheet, by: MemberId) -> tuple[Block, ...]:
    """A field with the shares that this person may confirm and has not, all of them chosen to begin with."""
    options = [
        (f"{sheet.names.get(member, 'Someone')}: {_share_title(sheet, slot)}", f"{member}/{slot}")
        for member, slot in sheet.case.unconfirmed_by(by)
    ]
    if not options:
        return ()
    label, hint = "Who helped?", "Leave in whom you saw helping. This is what credit is counted from."
    if len(options) <= _BOXES:
        return (checkboxes("helped", label, options, hint=hint),)
    chosen = {value for _, value in options}
    return (choices("helped", label, options[:_CHOICES], initial=chosen, hint=hint, optional=True),)


def read_share(value: str) -> tuple[MemberId, str]:
    """The member and the slot that a chosen option stands for."""
    member, _, slot = value.partition("/")
    return MemberId(member), slot


def confirm_help_modal(sheet: CaseSheet, by: MemberId) -> View:
    """Say who helped with a case that is closed."""
    return modal(
        "case.confirm_help",
        "Say who helped",
        (words(sheet), *who_helped(sheet, by)),
        submit="Say who helped",
        metadata=ids(case=sheet.case.id),
    )


def thank_modal(sheet: CaseSheet, by: MemberId) -> View:
    """Thank one of those who helped, or any colleague."""
    helped = dict.fromkeys(
        (*(claim.member for claim in sheet.case.claims), *(one.member for one in sheet.case.given if not one.partner))
    )
    options = [(sheet.names.get(member, "Someone"), str(member)) for member in helped if member != by][:_CHOICES]
    only = options[0][1] if len(options) == 1 else None
    fields = [choice("helped", "Whom of those who helped?", options, initial=only, optional=True)] if options else []
    label = "Or whom else?" if options else "Whom?"
    hint = "They get it as a private message. The thread is told that you thanked them, not what you wrote."
    return modal(
        "case.thank",
        "Say thanks",
        (
            words(sheet),
            *fields,
            person_input("person", label, optional=bool(options)),
            text_input("text", "What for?", multiline=True, hint=hint),
        ),
        submit="Say thanks",
        metadata=ids(case=sheet.case.id),
    )


def attempt_modal(sheet: CaseSheet) -> View:
    """Say what was tried and did not work."""
    return modal(
        "case.attempt",
        "We tried something",
        (
            words(sheet),
            text_input("text", "What did you try?", multiline=True),
            text_input(
                "learned",
                "What did you learn of it?",
                multiline=True,
                hint="The thread shows it to colleagues. It costs nobody points, and a lead can honour it.",
            ),
        ),
        submit="Tell the others",
        metadata=ids(case=sheet.case.id),
    )


def _share_title(sheet: CaseSheet, slot: str) -> str:
    if slot.startswith("answer:"):
        return f"gave input for {sheet.company.function_title(slot.removeprefix('answer:'))}"
    if slot == "loop":
        return "told the customer"
    by_input = all(claim.by_input for claim in sheet.case.claims if claim.slot == "spot")
    return "saw what was missing" if by_input else "brought it in"
