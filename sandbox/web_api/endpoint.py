"""The HTTP face of the Web API: tokens, scopes, rate limits, and the faults asked for."""

from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.breaking import broken_off
from sandbox.calls import Fault
from sandbox.errors import Json, SlackError
from sandbox.web_api.arguments import Arguments
from sandbox.web_api.registry import METHODS, Method
from sandbox.workspace import Workspace


@dataclass(frozen=True, slots=True)
class WebApi:
    """Answers calls of the Web API on behalf of a workspace."""

    workspace: Workspace

    async def answer(self, request: Request) -> Response:
        """Answer one call."""
        self.workspace.base_url = str(request.base_url)
        try:
            arguments = await Arguments.of(request)
        except SlackError as refusal:
            return JSONResponse(refusal.body())
        name = request.path_params["method"]
        entry = self.workspace.calls.note(name, arguments.values)
        fault = self.workspace.calls.fault_for(name, arguments.get("channel"))
        if fault and fault.kind == "limit":
            entry["error"] = "ratelimited"
            body = {"ok": False, "error": "ratelimited"}
            return JSONResponse(body, status_code=429, headers={"retry-after": str(fault.retry_after)})
        if fault and fault.kind == "drop_before":
            entry["error"] = "dropped before"
            return await broken_off(request, after_seconds=fault.seconds)
        body = self._carry_out(name, arguments, fault)
        entry["error"] = body.get("error")
        self.workspace.changes.touch()
        if fault and fault.kind == "drop_after":
            return await broken_off(request, after_seconds=fault.seconds)
        return JSONResponse(body, headers=self._headers())

    def _carry_out(self, name: str, arguments: Arguments, fault: Fault | None) -> Json:
        try:
            if name not in METHODS:
                raise SlackError("unknown_method", req_method=name)
            self._check_token(METHODS[name], arguments.token)
            self._check_scopes(METHODS[name])
            if fault and fault.kind == "fail":
                raise SlackError(fault.error)
            return {"ok": True} | METHODS[name].run(self.workspace, arguments)
        except SlackError as refusal:
            return refusal.body()

    def _check_token(self, method: Method, token: str | None) -> None:
        if method.bearer == "anyone":
            return
        if not token:
            raise SlackError("not_authed")
        settings = self.workspace.settings
        expected = settings.app_token if method.bearer == "app" else settings.bot_token
        if token != expected:
            known = token in (settings.app_token, settings.bot_token)
            raise SlackError("not_allowed_token_type" if known else "invalid_auth")

    def _check_scopes(self, method: Method) -> None:
        granted = self.workspace.manifest.scopes
        if granted is not None and method.scopes and granted.isdisjoint(method.scopes):
            raise SlackError("missing_scope", needed=",".join(method.scopes), provided=",".join(sorted(granted)))

    def _headers(self) -> dict[str, str]:
        granted = self.workspace.manifest.scopes
        return {"x-oauth-scopes": ",".join(sorted(granted))} if granted else {}
