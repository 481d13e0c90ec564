"""Who may do what: the role that an act asks for, on one's own things and on those of others."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum

from bot.domain.case import Case
from bot.domain.community import Community
from bot.domain.company import Company
from bot.domain.errors import NotAllowed
from bot.domain.people import Member
from bot.domain.privacy import expect_to_see


class Role(IntEnum):
    """What a person is with regard to a community; each may do what those before it may.

    Approving is no step of this ladder: who signs is asked of the policy, so that no rank replaces a function.
    """

    READER = 0
    MEMBER = 1
    LEAD = 2
    ADMINISTRATOR = 3


class Act(StrEnum):
    """What people do, as far as not everyone may do it everywhere."""

    CLAIM = "claim this"
    RELEASE = "release this"
    HAND_OVER = "hand this over"
    ASK = "ask for input"
    WAIVE = "waive this input"
    CONTRIBUTE = "give input"
    DRAFT = "draft the answer"
    REJECT_DRAFT = "reject this draft"
    SEND = "send the answer"
    CLOSE = "close this"
    DISMISS = "dismiss this"
    REOPEN = "reopen this"
    MOVE = "move this"
    MERGE = "merge this"
    KEEP_APART = "say that this is another matter"
    SPLIT = "split this or take it apart"
    REREAD = "correct what this is"
    RAISE_RISK = "raise the class of risk"
    LOWER_RISK = "lower the class of risk"
    VOID = "make this void"
    RESTORE = "restore this"
    SHARE = "share this with a partner"
    FEEDBACK = "ask for feedback"
    LINK_IDEA = "put this behind an idea"
    OPEN_COMMUNITY = "open a community"
    RUN_COMMUNITY = "change or close this community"
    STEER_IDEA = "change this idea"
    REPORT = "read the report"
    EXPORT = "export the workbook"
    EXPORT_ALL = "export the workbook of all communities"
    JOIN_AUTHORS = "join authors to one customer"
    SEPARATE_AUTHOR = "separate an author from a customer"
    DESCRIBE_CUSTOMER = "say what is known of a customer"
    EDIT_GLOSSARY = "change the glossary"
    AUDIT = "read the auditors’ sheet"
    FORGET = "forget somebody who wrote outside"
    CONFIRM = "say who helped"
    THANK = "say thanks here"
    TRY = "say what was tried"
    HONOUR = "honour what was tried"
    DECIDE_DIGEST = "send or skip the digest"


@dataclass(frozen=True, slots=True)
class Permission:
    """The least role for an act on one's own things (where one is the owner, or nobody is) and on those of others."""

    own: Role
    others: Role


_ANYONE = Permission(Role.MEMBER, Role.MEMBER)
_OWNER = Permission(Role.MEMBER, Role.LEAD)
_LEAD = Permission(Role.LEAD, Role.LEAD)
_ADMINISTRATOR = Permission(Role.ADMINISTRATOR, Role.ADMINISTRATOR)

PERMISSIONS: dict[Act, Permission] = {
    Act.CLAIM: _ANYONE,
    Act.RELEASE: _OWNER,
    Act.HAND_OVER: _OWNER,
    Act.ASK: _ANYONE,
    Act.WAIVE: _OWNER,
    Act.CONTRIBUTE: _ANYONE,
    Act.DRAFT: _ANYONE,
    Act.REJECT_DRAFT: _OWNER,
    Act.SEND: _OWNER,
    Act.CLOSE: _ANYONE,
    Act.DISMISS: _OWNER,
    Act.REOPEN: _ANYONE,
    Act.MOVE: _OWNER,
    Act.MERGE: _OWNER,
    Act.KEEP_APART: _OWNER,
    Act.SPLIT: _OWNER,
    Act.REREAD: _ANYONE,
    Act.RAISE_RISK: _ANYONE,
    Act.LOWER_RISK: _LEAD,
    Act.VOID: _LEAD,
    Act.RESTORE: _LEAD,
    Act.SHARE: _OWNER,
    Act.FEEDBACK: _ANYONE,
    Act.LINK_IDEA: _ANYONE,
    Act.OPEN_COMMUNITY: _ANYONE,
    Act.RUN_COMMUNITY: _LEAD,
    Act.STEER_IDEA: _OWNER,
    Act.REPORT: _ANYONE,
    Act.EXPORT: _LEAD,
    Act.EXPORT_ALL: _ADMINISTRATOR,
    Act.JOIN_AUTHORS: _ANYONE,
    Act.SEPARATE_AUTHOR: _ANYONE,
    Act.DESCRIBE_CUSTOMER: _ANYONE,
    Act.EDIT_GLOSSARY: _LEAD,
    Act.AUDIT: _ADMINISTRATOR,
    Act.FORGET: _ADMINISTRATOR,
    Act.CONFIRM: _OWNER,
    Act.THANK: _ANYONE,
    Act.TRY: _ANYONE,
    Act.HONOUR: _LEAD,
    Act.DECIDE_DIGEST: _LEAD,
}
"""The whole matrix."""


def role_in(member: Member, community: Community | None, company: Company) -> Role:
    """What a person is in a community; without one, what they are everywhere."""
    if not member.may_take_part:
        return Role.READER
    if company.administrators.holds(member):
        return Role.ADMINISTRATOR
    if community and community.leads.holds(member):
        return Role.LEAD
    return Role.MEMBER


def permit(act: Act, member: Member, *, own: bool, community: Community | None, company: Company) -> None:
    """Refuse an act that this person may not do. Raises NotAllowed, naming who may."""
    role = role_in(member, community, company)
    if role is Role.READER:
        raise NotAllowed("Guests and people who have left can read cases, not change them.")
    permission = PERMISSIONS[act]
    if role >= (permission.own if own else permission.others):
        return
    if permission.own is Role.ADMINISTRATOR:
        raise NotAllowed(f"Only an administrator may {act.value}. Ask one of them.")
    where = f" of {community.title}" if community else ""
    owner = "the owner, " if permission.own is Role.MEMBER else ""
    raise NotAllowed(f"Only {owner}a lead{where} or an administrator may {act.value}. Ask one of them.")


def permit_on(act: Act, member: Member, case: Case, company: Company, *, own: bool | None = None) -> None:
    """The same for an act on a case. It is one's own where one owns it, or nobody does, unless `own` says otherwise.

    What is private nobody touches who may not see it. Raises NotAllowed.
    """
    expect_to_see(member, case.community, company)
    mine = case.owner in (None, member.id) if own is None else own
    permit(act, member, own=mine, community=company.communities.get(case.community), company=company)


def permit_to_confirm(member: Member, case: Case, company: Company) -> None:
    """Refuse to let somebody say who helped once a case is closed: that is for its owner, for those who sign such
    answers and for those who lead. Raises NotAllowed."""
    theirs = case.owner == member.id or company.may_sign(member, case.community, case.risk)
    permit_on(Act.CONFIRM, member, case, company, own=theirs)


def may_confirm_help(member: Member, case: Case, company: Company) -> bool:
    """Whether `permit_to_confirm` lets this person say who helped."""
    try:
        permit_to_confirm(member, case, company)
    except NotAllowed:
        return False
    return True


def may(act: Act, member: Member, case: Case, company: Company) -> bool:
    """Whether `permit_on` lets this person do that with a case."""
    try:
        permit_on(act, member, case, company)
    except NotAllowed:
        return False
    return True


def expect_approver(member: Member, case: Case, company: Company) -> None:
    """Refuse whoever signs by function, but is not named as an approver. Raises NotAllowed."""
    expect_to_see(member, case.community, company)
    if not company.may_sign(member, case.community, case.risk):
        raise NotAllowed("In your function only its approvers sign off answers of this kind. Ask one of them.")
