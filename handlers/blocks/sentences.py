"""What each activity says, in a sentence."""

from __future__ import annotations

from bot.domain import activity as act
from bot.domain.activity import Activity
from bot.domain.people import MemberId
from bot.domain.sheet import CaseSheet
from bot.domain.verdict import unhappy
from handlers.blocks.naming import intent_title, name_of, slot_title
from handlers.blocks.text import count, cut, escape, link, when


def say(activity: Activity, sheet: CaseSheet) -> str:
    """An activity in a sentence. Names are names, not pings, but for those who are asked for something."""
    who = name_of(sheet, activity.by) if activity.by else "Muster"
    said = (
        _coming(activity, who, sheet)
        or _owning(activity, who, sheet)
        or _helping(activity, who, sheet)
        or _outside(activity, who, sheet)
        or _recognising(activity, who, sheet)
        or _answering(activity, who, sheet)
        or _ending(activity, who, sheet)
        or _together(activity, who)
    )
    if said is None:
        raise TypeError(f"no words for {activity!r}")
    return said


def _coming(activity: Activity, who: str, sheet: CaseSheet) -> str | None:
    match activity:
        case act.Opened(split_from=int(other)):
            return f"{who} made this a case of its own; it was part of case {other}."
        case act.Opened():
            return f"{who} brought it in." if activity.by else "The mention came in."
        case act.Joined():
            return f"One more mention came in ({_words(activity.reason)})."
        case act.Reread():
            told = ", ".join(intent_title(name) for name in activity.intents) or "nothing of what Muster knows"
            return f"{who} corrected what this is: {told}."
        case act.Continued():
            return _to_owner(sheet, "the customer wrote again, so this is ours to answer.")
        case act.Reworded():
            return "The author of a mention changed it."
        case act.TakenBack():
            return "The author of a mention took it back, so its words are gone here too."
        case act.FeedbackAsked():
            return f"{who} made a link on which the customer can judge the answer."
        case act.Judged():
            advice = " They have recommended us to someone." if activity.recommended else ""
            told = f"customer judged the answer: {activity.score} of 5.{advice}"
            return _to_owner(sheet, f"the {told}") if unhappy(activity.score) else f"The {told}"
    return None


def _owning(activity: Activity, who: str, sheet: CaseSheet) -> str | None:
    match activity:
        case act.Claimed():
            return f"{who} claimed this."
        case act.Released():
            return f"{who} released this; it is free to claim."
        case act.HandedOver():
            return f"{who} handed this over to {_ping(activity.to)}."
        case act.Renewed():
            return f"{who} keeps this."
        case act.LeaseWarned():
            ends = when(activity.ends_at)
            return f"{_ping(activity.owner)}, nothing has happened here for a while: this is free again at {ends}."
        case act.LeaseEnded():
            return f"This is free to claim: {name_of(sheet, activity.owner)} has not been at it for a while."
    return None


def _helping(activity: Activity, who: str, sheet: CaseSheet) -> str | None:
    match activity:
        case act.Asked(slot=slot):
            asked = _ping(MemberId(slot[1:])) if slot.startswith("@") else slot_title(sheet, slot)
            return f"{who} asked {asked} for input, due {when(activity.due)}."
        case act.Waived():
            return f"{who} waived the input of {slot_title(sheet, activity.slot)}: {_words(activity.reason)}"
        case act.Reminded():
            whom = ", ".join(map(_ping, activity.whom)) or "Everyone"
            own = activity.slot.startswith("@")
            input_of = "your input" if own else f"the input of {slot_title(sheet, activity.slot)}"
            return f"{whom}: {input_of} is overdue. What do you know about this?"
        case act.Escalated():
            whom = ", ".join(map(_ping, activity.whom)) or "Everyone"
            return f"{whom}: the customer should have heard from us by {when(activity.due)}."
        case act.Contributed():
            title = activity.function and sheet.company.function_title(activity.function)
            return f"{who} gave input for {escape(title)}." if title else f"{who} gave input."
        case act.Amended():
            return f"{who} changed their input."
        case act.Withdrawn():
            return f"{name_of(sheet, activity.member)}’s input was deleted."
        case act.Confirmed():
            return f"{who} confirmed the help of {name_of(sheet, activity.member)}."
        case act.Unconfirmed():
            return f"{who} took back that {name_of(sheet, activity.member)} helped."
    return None


def _recognising(activity: Activity, who: str, sheet: CaseSheet) -> str | None:
    match activity:
        case act.Thanked():
            return f"{who} thanked {name_of(sheet, activity.member)}."
        case act.Tried():
            return f"{who} tried something that did not work, and says what was learned."
        case act.Honoured():
            return f"{who} honours what {name_of(sheet, activity.member)} tried: the digest tells of it."
    return None


def _outside(activity: Activity, who: str, sheet: CaseSheet) -> str | None:
    match activity:
        case act.PartnerContributed():
            return f"{escape(sheet.company.partner_title(activity.partner))} (partner) gave input."
        case act.Shared():
            until = f" until {when(activity.until)}" if activity.until else ""
            return (
                f"{who} shared a redacted copy with {escape(sheet.company.partner_title(activity.partner))}{until}."
            )
        case act.Unshared():
            title = escape(sheet.company.partner_title(activity.partner))
            return f"{who} ended the access of {title}." if activity.by else f"The access of {title} has ended."
        case act.IdeaLinked():
            return f"{who} put this behind {_idea(sheet, activity.idea)}."
        case act.IdeaUnlinked():
            return f"{who} took this away from {_idea(sheet, activity.idea)}."
        case act.IdeaDone():
            return f"I{_idea(sheet, activity.idea)[1:]} is done. The customer can be told."
    return None


def _answering(activity: Activity, who: str, sheet: CaseSheet) -> str | None:
    match activity:
        case act.Drafted():
            beside = ", beside the one that waits already" if activity.beside else ""
            void = count(activity.voids, "earlier signature is", "earlier signatures are")
            return f"{who} wrote revision {activity.revision}{beside}." + (f" {void} void." if activity.voids else "")
        case act.DraftRejected():
            return f"{who} rejected revision {activity.revision}: {_words(activity.reason)}"
        case act.ChangesWanted():
            mark = sheet.case.revision(activity.revision)
            asked = f"{_ping(mark.author)}: " if mark else ""
            return f"{asked}{who} wants changes in revision {activity.revision}: {_words(activity.comment)}"
        case act.SignedOff():
            left = "" if activity.complete else " Another signature is needed."
            return f"{who} signed off revision {activity.revision}.{left}"
        case act.Sending():
            return f"{who} sent revision {activity.revision} on its way."
        case act.SendFailed():
            told = f"the answer could not be sent: {_words(activity.reason)} It stays signed off."
            return _to_owner(sheet, told)
        case act.Replied():
            verb = "answered the customer" if activity.sent else "told the customer"
            flag = "" if activity.as_signed else " ⚠ What went out differs from what was signed."
            return f"{who} {verb}: {link(activity.url, 'reply')}.{flag}"
    return None


def _ending(activity: Activity, who: str, sheet: CaseSheet) -> str | None:
    match activity:
        case act.Closed():
            return f"{who} closed this: {_words(activity.outcome)}"
        case act.Dismissed():
            return f"{who} dismissed this: {_words(activity.reason)}"
        case act.Reopened():
            return f"{who} reopened this: {_words(activity.reason)}"
        case act.Moved():
            title = sheet.company.community_title(activity.community)
            return f"{who} moved this to {escape(title)}: {_words(activity.reason)}"
        case act.Reclassed():
            title = escape(sheet.company.risk_title(activity.risk))
            return f"{who} put this into the class “{title}”: {_words(activity.reason)}"
    return None


def _together(activity: Activity, who: str) -> str | None:
    match activity:
        case act.Merged():
            return f"{who} made this part of case {activity.into}."
        case act.Absorbed():
            return f"{who} made case {activity.case} part of this, with {count(activity.mentions, 'mention')}."
        case act.Parted():
            return f"{who} took case {activity.case} out again, with {count(activity.mentions, 'mention')}."
        case act.KeptApart():
            return f"{who} said that case {activity.other} is about something else."
        case act.SplitOff():
            return f"{who} made {count(activity.mentions, 'mention')} a case of their own: case {activity.case}."
        case act.Voided():
            return f"{who} made this void: {_words(activity.reason)}"
        case act.Restored():
            return f"{who} restored this: {_words(activity.reason)}"
    return None


def _idea(sheet: CaseSheet, number: int) -> str:
    title = next((idea.title for idea in sheet.ideas if idea.id == number), None)
    return f"idea {number} “{escape(title)}”" if title else f"idea {number}"


def _words(text: str) -> str:
    return escape(cut(text, 300))


def _to_owner(sheet: CaseSheet, told: str) -> str:
    """A sentence that pings the owner, where there is one."""
    owner = sheet.case.owner
    return f"{_ping(owner)}, {told}" if owner else told[0].upper() + told[1:]


def _ping(member: MemberId) -> str:
    return f"<@{member}>"
