"""The modals. What is typed has fields named as the use cases name them, so that an error finds its place."""

import json

from bot.domain.community import Company
from bot.domain.draft import DRAFT_LIMIT, Draft
from bot.domain.people import MemberId
from bot.domain.sheet import CaseSheet
from handlers.blocks.card import name_of
from handlers.blocks.kit import (
    Block,
    Message,
    View,
    checkboxes,
    choice,
    context,
    modal,
    section,
    sections,
    text_input,
    url_input,
)
from handlers.blocks.text import escape, link, quote

AUTOMATIC = "-"
"""The choice that leaves the community to the rules."""


def mention_modal(company: Company, *, text: str = "", origin: str = "") -> View:
    """Bring in what a customer said. `origin` is the `<channel>/<ts>` of the message that quotes it, if one does."""
    communities = [(community.title, name) for name, community in company.communities.items()]
    return modal(
        "mention.report",
        "Report a mention",
        (
            text_input("text", "What did the customer say?", initial=text, multiline=True, hint="Their own words."),
            text_input("author", "Who said it?", optional=True, hint="A name and where, as far as you know."),
            url_input("url", "Link to it", optional=True),
            choice(
                "community",
                "Which community?",
                [("Let the rules decide", AUTOMATIC), *communities],
                initial=AUTOMATIC,
            ),
        ),
        submit="Report the mention",
        metadata=json.dumps({"origin": origin}) if origin else "",
    )


def contribute_modal(sheet: CaseSheet) -> View:
    """Give input without writing in the thread."""
    return modal(
        "case.contribute",
        "Add my input",
        (_words(sheet), text_input("text", "What do you know about this?", multiline=True, hint=_INSIDE)),
        submit="Add my input",
        metadata=_ids(case=sheet.case.id),
    )


_INSIDE = "Only colleagues read this. Nothing here is sent to the customer."


def draft_modal(sheet: CaseSheet, *, typed: str | None = None) -> View:
    """Write the next revision. `typed` is what was written on a revision that is no longer the newest."""
    draft = sheet.draft
    revision = draft.revision if draft else 0
    blocks = [_words(sheet)]
    if typed is not None and draft:
        blocks.append(
            section(
                f"This draft changed while you were writing. Here is revision {revision} by "
                f"{name_of(sheet, draft.author)}; your text is kept below."
            )
        )
        blocks += sections(draft.text, quoted=True)
    initial = typed if typed is not None else (draft.text if draft else "")
    hint = f"At most {DRAFT_LIMIT:,} characters. It goes out only after someone else has signed it off."
    blocks.append(text_input("text", "The answer to the customer", initial=initial, multiline=True, hint=hint))
    return modal(
        "case.draft",
        f"Draft revision {revision + 1}",
        blocks,
        submit="Save the draft",
        metadata=_ids(case=sheet.case.id, after=revision),
    )


def sign_off_modal(sheet: CaseSheet, draft: Draft) -> View:
    """Read the exact text, then sign it off."""
    act = f"Sign off revision {draft.revision}"
    return modal(
        "case.sign_off",
        act,
        (
            _words(sheet),
            section(f"*The answer*, by {name_of(sheet, draft.author)}"),
            *sections(draft.text),
            context("You sign exactly this text. Any later change needs a new sign-off."),
        ),
        submit=act,
        metadata=_ids(case=sheet.case.id, revision=draft.revision),
    )


def reply_modal(sheet: CaseSheet) -> View:
    """Record what went out."""
    where = link(sheet.mention.url, "where the customer wrote") if sheet.mention.url else "where the customer wrote"
    return modal(
        "case.reply",
        "Record as sent",
        (
            section(f"Post the signed answer {where}, then paste the link here."),
            text_input(
                "text",
                "What went out, word for word",
                initial=sheet.draft.text if sheet.draft else "",
                multiline=True,
                hint="If you changed anything, change it here too: the record must be true.",
            ),
            url_input("url", "Link to the reply"),
        ),
        submit="Record as sent",
        metadata=_ids(case=sheet.case.id),
    )


def close_modal(sheet: CaseSheet, closer: MemberId) -> View:
    """End a case, and say who helped among those whom `closer` may confirm."""
    blocks: list[Block] = [_words(sheet), text_input("outcome", "What came of it for the customer?", multiline=True)]
    shares = [
        (
            f"{sheet.names.get(claim.member, 'Someone')}: {_share_title(sheet, claim.slot)}",
            f"{claim.member}/{claim.slot}",
        )
        for claim in sheet.case.claims
        if sheet.case.may_confirm(closer, claim.member, claim.slot)
    ]
    if shares:
        hint = "Tick whom you saw helping. This is what credit is counted from."
        blocks.append(checkboxes("helped", "Who helped?", shares[:10], hint=hint))
    return modal("case.close", "Close the case", blocks, submit="Close the case", metadata=_ids(case=sheet.case.id))


def read_share(value: str) -> tuple[MemberId, str]:
    """The member and the slot that a ticked box stands for."""
    member, _, slot = value.partition("/")
    return MemberId(member), slot


def _share_title(sheet: CaseSheet, slot: str) -> str:
    if slot.startswith("answer:"):
        return f"gave input for {sheet.company.function_title(slot.removeprefix('answer:'))}"
    return "brought it in" if slot == "spot" else "told the customer"


def dismiss_modal(sheet: CaseSheet) -> View:
    """End a case that needs no answer."""
    return _reason_modal(sheet, "case.dismiss", "Dismiss the case", "Why does this need no answer?")


def reopen_modal(sheet: CaseSheet) -> View:
    """Take an ended case up again."""
    return _reason_modal(sheet, "case.reopen", "Reopen the case", "Why does it go on?")


def move_modal(sheet: CaseSheet, company: Company) -> View:
    """Send a case elsewhere."""
    others = [(c.title, name) for name, c in company.communities.items() if name != sheet.case.community]
    return modal(
        "case.move",
        "Send elsewhere",
        (
            _words(sheet),
            choice("community", "Which community?", others),
            text_input("reason", "Why does it belong there?", hint="The card keeps it."),
        ),
        submit="Send it there",
        metadata=_ids(case=sheet.case.id),
    )


def read_modal(sheet: CaseSheet) -> View:
    """All of the customer's words."""
    return modal("case.read", "What was said", sections(sheet.mention.text, quoted=True))


def timeline_modal(sheet: CaseSheet, lines: list[str]) -> View:
    """What happened to a case, the newest at the end."""
    shown = lines[-90:]
    left_out = [context(f"{len(lines) - len(shown)} earlier lines are left out.")] if len(lines) > len(shown) else []
    return modal("case.timeline", "Timeline", [_words(sheet), *left_out, *(context(line) for line in shown)])


def notice_modal(message: Message) -> View:
    """An answer where there is no channel to give it in; a modal takes no Home blocks but these."""
    return modal("notice", "Muster", message.blocks or (section(message.text),))


def done_modal(title: str, text: str) -> View:
    """Says that it is done, where there was a modal to type in."""
    return modal("done", title, [section(text)])


def _reason_modal(sheet: CaseSheet, callback: str, act: str, label: str) -> View:
    return modal(
        callback,
        act,
        (_words(sheet), text_input("reason", label)),
        submit=act,
        metadata=_ids(case=sheet.case.id),
    )


def _words(sheet: CaseSheet) -> Block:
    return section(f"*{escape(sheet.case.matter)}*\n{quote(sheet.mention.text)}")


def _ids(**ids: int) -> str:
    return json.dumps(ids)
