"""Where the company's replies arrive outside: signed, taken once, and refused or broken off when asked for."""

import json
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

from standardwebhooks import Webhook, WebhookVerificationError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sandbox.breaking import broken_off
from sandbox.correspondence import ReplyFault, Said
from sandbox.errors import Json
from sandbox.workspace import Workspace


class _NotTaken(Exception):
    """A reply that is not taken: the status and the sentence of the answer."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


@dataclass(frozen=True, slots=True)
class CustomerReplies:
    """The customers' end of a source that can be replied to."""

    workspace: Workspace

    async def take(self, request: Request) -> Response:
        """Take one reply, or answer why it is not taken."""
        self.workspace.base_url = str(request.base_url)
        body = await request.body()
        try:
            delivery = self._verified(request, body)
            fault = self.workspace.customers.next_reply_fault()
            if fault and fault.mode == "hang_before":
                return await broken_off(request)
            _refuse_if_asked(fault)
            answer = self._kept(delivery, body)
        except _NotTaken as refusal:
            return JSONResponse({"error": str(refusal)}, status_code=refusal.status)
        if fault:
            return await broken_off(request)
        return JSONResponse(answer)

    def _verified(self, request: Request, body: bytes) -> str:
        """The `webhook-id` of a rightly signed delivery."""
        secret = self.workspace.settings.mention_secret
        if not secret:
            raise _NotTaken(401, "This sandbox was started without --mention-secret, so no signature holds.")
        try:
            Webhook(secret).verify(body.decode(), dict(request.headers), json_parse=False)
        except (WebhookVerificationError, ValueError):
            raise _NotTaken(401, "The signature does not hold, or is over five minutes old.") from None
        return request.headers["webhook-id"]

    def _kept(self, delivery: str, body: bytes) -> Json:
        taken = self.workspace.customers.replies_taken
        if delivery not in taken:
            taken[delivery] = self._keep(_parsed(body))
            self.workspace.changes.touch()
        return taken[delivery]

    def _keep(self, reply: Json) -> Json:
        mention_id, thread = reply["in_reply_to"], reply.get("thread")
        conversation = self.workspace.customers.correspondence.with_mention(mention_id)
        if conversation is None or thread not in (None, conversation.thread):
            within = f" in the thread {thread}" if conversation else ""
            raise _NotTaken(404, f"There is no mention {mention_id}{within} here.")
        reply_id = f"reply-{uuid.uuid4()}"
        url = self.workspace.link("#customer={id}", id=reply_id)
        details = {"in_reply_to": mention_id, "key": reply.get("key"), "url": url}
        at = datetime.now(UTC).isoformat()
        conversation.said[reply_id] = Said(kind="reply", id=reply_id, text=reply["text"], at=at, details=details)
        return {"id": reply_id, "url": url}


def _refuse_if_asked(fault: ReplyFault | None) -> None:
    if fault and fault.mode == "refuse":
        raise _NotTaken(fault.status, "The place where the customer wrote does not take this reply.")
    if fault and fault.mode == "error":
        raise _NotTaken(500, "Something went wrong here.")


def _parsed(body: bytes) -> Json:
    try:
        reply = json.loads(body)
    except ValueError:
        raise _NotTaken(400, "The body is not JSON.") from None
    if not isinstance(reply, dict):
        raise _NotTaken(400, "The body must be a JSON object.")
    for name in ("in_reply_to", "text"):
        if not isinstance(reply.get(name), str) or not reply[name].strip():
            raise _NotTaken(400, f"{name} must be a text that is not empty.")
    for name in ("thread", "key"):
        if not isinstance(reply.get(name), str | None):
            raise _NotTaken(400, f"{name} must be a text, or null.")
    return reply
