"""auth.*, users.* and usergroups.*: who is who."""

from sandbox.errors import Json, SlackError
from sandbox.people import BOT_ID, BOT_USER, TEAM_ID, TEAM_NAME
from sandbox.web_api.arguments import Arguments
from sandbox.web_api.paging import page_of
from sandbox.web_api.registry import method
from sandbox.workspace import Workspace

_READ = ("users:read",)


@method("api.test", bearer="anyone")
def api_test(workspace: Workspace, arguments: Arguments) -> Json:
    """Give back what was sent, or fail with the error that was asked for."""
    if error := arguments.get("error"):
        raise SlackError(error)
    return {"args": {name: value for name, value in arguments.values.items() if name != "token"}}


@method("auth.test")
def auth_test(workspace: Workspace, arguments: Arguments) -> Json:
    """Whose token this is."""
    return {
        "url": workspace.base_url,
        "team": TEAM_NAME,
        "user": workspace.directory.person(BOT_USER).name,
        "team_id": TEAM_ID,
        "user_id": BOT_USER,
        "bot_id": BOT_ID,
        "is_enterprise_install": False,
    }


@method("users.list", scopes=_READ)
def users_list(workspace: Workspace, arguments: Arguments) -> Json:
    """Everyone in the workspace; people of other organisations are not in it."""
    people, more = page_of(workspace.directory.members(), arguments, default=1000)
    with_email = _sees_email(workspace)
    return {"members": [person.shape(with_email=with_email) for person in people], "cache_ts": 0} | more


@method("users.info", scopes=_READ)
def users_info(workspace: Workspace, arguments: Arguments) -> Json:
    """One person."""
    person = workspace.directory.person(arguments.required("user", error="user_not_found"))
    if person.is_external:
        return {"user": person.external_shape(is_stranger=workspace.conversations.is_stranger(person))}
    return {"user": person.shape(with_email=_sees_email(workspace))}


@method("users.lookupByEmail", scopes=("users:read.email",))
def users_lookup_by_email(workspace: Workspace, arguments: Arguments) -> Json:
    """The person with this address."""
    wanted = arguments.required("email").lower()
    for person in workspace.directory.members():
        shape = person.shape()
        if shape["profile"].get("email") == wanted:
            return {"user": shape}
    raise SlackError("users_not_found")


@method("usergroups.list", scopes=("usergroups:read",))
def usergroups_list(workspace: Workspace, arguments: Arguments) -> Json:
    """All user groups."""
    with_users = arguments.flag("include_users")
    return {"usergroups": [group.shape(include_users=with_users) for group in workspace.directory.groups.values()]}


@method("usergroups.users.list", scopes=("usergroups:read",))
def usergroups_users_list(workspace: Workspace, arguments: Arguments) -> Json:
    """The people of one user group."""
    group = workspace.directory.groups.get(arguments.required("usergroup"))
    if group is None:
        raise SlackError("no_such_subteam")
    return {"users": list(group.users)}


def _sees_email(workspace: Workspace) -> bool:
    scopes = workspace.manifest.scopes
    return scopes is None or "users:read.email" in scopes
