"""views.*: modals and Home."""

from sandbox.blockkit import checked_view
from sandbox.errors import Json, SlackError
from sandbox.tickets import Trigger
from sandbox.web_api.arguments import Arguments
from sandbox.web_api.registry import method
from sandbox.workspace import Workspace


@method("views.open")
def open_(workspace: Workspace, arguments: Arguments) -> Json:
    """Show a modal to the person who acted."""
    definition = _definition(arguments, kind="modal")
    return {"view": workspace.views.open(_trigger(workspace, arguments), definition).shape()}


@method("views.push")
def push(workspace: Workspace, arguments: Arguments) -> Json:
    """Put a modal on top of the one in which the person acted."""
    definition = _definition(arguments, kind="modal")
    return {"view": workspace.views.push(_trigger(workspace, arguments), definition).shape()}


@method("views.update")
def update(workspace: Workspace, arguments: Arguments) -> Json:
    """Show other content in a view that is open."""
    view_id, external_id = arguments.get("view_id"), arguments.get("external_id")
    if not (view_id or external_id):
        raise SlackError("invalid_arguments", messages=["missing required field: view_id"])
    view = workspace.views.find(view_id, external_id)
    definition = _definition(arguments, kind=view.definition["type"])
    return {"view": workspace.views.update(view, definition, expected_hash=arguments.get("hash")).shape()}


@method("views.publish")
def publish(workspace: Workspace, arguments: Arguments) -> Json:
    """Show this Home to a person."""
    if not workspace.manifest.has_home:
        raise SlackError("not_enabled")
    person = workspace.directory.person(arguments.required("user_id"))
    if person.is_external:
        raise SlackError("user_not_found")
    definition = _definition(arguments, kind="home")
    return {"view": workspace.views.publish(person.id, definition, expected_hash=arguments.get("hash")).shape()}


def _trigger(workspace: Workspace, arguments: Arguments) -> Trigger:
    return workspace.tickets.exchange(arguments.required("trigger_id", error="invalid_trigger_id"))


def _definition(arguments: Arguments, *, kind: str) -> Json:
    view = arguments.structure("view")
    if view is None:
        raise SlackError("invalid_arguments", messages=["missing required field: view"])
    return checked_view(view, kind=kind)
