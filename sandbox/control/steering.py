"""Steering the sandbox itself: faults, raw events, redeliveries, customers, and starting anew."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import get_args

from sandbox.calls import Fault, FaultKind
from sandbox.control.given import Given
from sandbox.correspondence import ReplyFault, ReplyFaultMode
from sandbox.errors import Json, Refused
from sandbox.workspace import Workspace

STORM = Path(__file__).parents[1] / "sample_storm.jsonl"
"""What forty sample customers write about one defect within an hour."""


async def limit(workspace: Workspace, given: Given) -> Json:
    """The next calls of a method are told to slow down (429)."""
    fault = Fault(
        kind="limit",
        method=given.text("method"),
        count=int(given.number("count", 1)),
        channel=given.optional("channel"),
        retry_after=int(given.number("retry_after", 1)),
    )
    workspace.calls.faults.append(fault)
    return {}


async def fail(workspace: Workspace, given: Given) -> Json:
    """The next calls of a method are refused with a code."""
    fault = Fault(
        kind="fail",
        method=given.text("method"),
        count=int(given.number("count", 1)),
        channel=given.optional("channel"),
        error=given.optional("error") or "internal_error",
    )
    workspace.calls.faults.append(fault)
    return {}


async def hang(workspace: Workspace, given: Given) -> Json:
    """The next calls of a method break off without an answer, before or after they are carried out."""
    mode = given.optional("mode") or "drop_after"
    kinds: dict[str, FaultKind] = {kind: kind for kind in get_args(FaultKind) if kind.startswith("drop")}
    if mode not in kinds:
        raise Refused("`mode` must be drop_after or drop_before.")
    fault = Fault(
        kind=kinds[mode],
        method=given.text("method"),
        count=int(given.number("count", 1)),
        channel=given.optional("channel"),
        seconds=given.number("seconds", 0),
    )
    workspace.calls.faults.append(fault)
    return {}


async def calls(workspace: Workspace, given: Given) -> Json:
    """Every Web API call so far, and how often each method was called."""
    method = given.optional("method")
    log = [entry for entry in workspace.calls.log if method in (None, entry["method"])]
    return {"calls": log, "counts": workspace.calls.counts()}


async def mention(workspace: Workspace, given: Given) -> Json:
    """A customer says something outside; it reaches the bot as a signed webhook."""
    reach = given.optional("reach")
    record = await workspace.customers.say(
        given.text("text"),
        given.text("author"),
        url=given.optional("url"),
        reach=int(given.number("reach", 0)) if reach else None,
        mention_id=given.optional("id"),
        at=given.optional("at"),
        thread=given.optional("thread"),
    )
    workspace.changes.touch()
    return record


async def storm(workspace: Workspace, given: Given) -> Json:
    """Forty customers write about one defect, one after the other."""
    lines = STORM.read_text(encoding="utf-8").splitlines()
    for sample in map(json.loads, lines):
        said_at = datetime.now(UTC) - timedelta(minutes=sample["minutes_ago"])
        await workspace.customers.say(sample["text"], sample["author"], at=said_at.isoformat())
        workspace.changes.touch()
    return {"said": len(lines)}


async def conversations(workspace: Workspace, given: Given) -> Json:
    """What customers said outside, and what the company replied."""
    return {"conversations": workspace.customers.correspondence.shape()}


async def reply_fault(workspace: Workspace, given: Given) -> Json:
    """The next replies to customers are refused, fail, or break off before or after they are kept."""
    mode = given.text("mode")
    modes: dict[str, ReplyFaultMode] = {name: name for name in get_args(ReplyFaultMode)}
    if mode not in modes:
        raise Refused(f"`mode` must be one of: {', '.join(modes)}.")
    status = int(given.number("status", 422))
    if not 400 <= status <= 599:
        raise Refused("`status` must be from 400 to 599.")
    fault = ReplyFault(mode=modes[mode], count=int(given.number("count", 1)), status=status)
    workspace.customers.reply_faults.append(fault)
    return {}


async def redeliver(workspace: Workspace, given: Given) -> Json:
    """An event is sent again, as Slack does when an acknowledgement was lost."""
    answers = await workspace.deliveries.redeliver(given.text("event_id"), int(given.number("times", 1)))
    return {"statuses": [answer.status for answer in answers]}


async def event(workspace: Workspace, given: Given) -> Json:
    """Any inner event is sent as it is given, wrapped and signed."""
    inner = given.mapping("event") or given.values
    if "type" not in inner:
        raise Refused("An event needs a `type`.")
    envelope = workspace.envelope(inner)
    answer = await workspace.deliveries.event_now(envelope)
    return {"event_id": envelope["event_id"], "status": answer.status, "milliseconds": answer.milliseconds}


async def settled(workspace: Workspace, given: Given) -> Json:
    """Waits until no event is under way or waiting to go again."""
    try:
        async with asyncio.timeout(given.number("seconds", 10)):
            await workspace.deliveries.settled()
    except TimeoutError:
        raise Refused(f"{workspace.deliveries.pending} events are still under way.") from None
    return {}


async def support(workspace: Workspace, given: Given) -> Json:
    """Say whether this workspace takes `data_visualization` blocks."""
    workspace.supports_data_visualization = given.flag("data_visualization")
    return {"data_visualization": workspace.supports_data_visualization}


async def disconnect(workspace: Workspace, given: Given) -> Json:
    """Slack asks the bot's sockets to connect anew."""
    reason = given.optional("reason") or "refresh_requested"
    return {"disconnected": await workspace.socket_mode.disconnect(reason)}


async def reset(workspace: Workspace, given: Given) -> Json:
    """Everything goes back to how it was at the start."""
    workspace.reset()
    return {}
