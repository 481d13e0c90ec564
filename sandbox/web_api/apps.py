"""apps.connections.open: the way into Socket Mode."""

from sandbox.errors import Json
from sandbox.people import APP_ID
from sandbox.web_api.arguments import Arguments
from sandbox.web_api.registry import method
from sandbox.workspace import Workspace


@method("apps.connections.open", bearer="app")
def open_connection(workspace: Workspace, arguments: Arguments) -> Json:
    """An address for one websocket, usable once."""
    address = workspace.link("link/?ticket={ticket}&app_id={app}", ticket=workspace.socket_mode.ticket(), app=APP_ID)
    return {"url": "ws" + address.removeprefix("http")}
