"""The worlds and ledgers that auditors exchange, as JSON (CREDIT.md, Interchange)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import TypeVar

from bot.domain.credit import ANSWER, LOOP, SPOT, Claim, Confirmation, ConfirmerKind, CreditCase, Share, World
from bot.domain.errors import BadInput

_T = TypeVar("_T")

_COLUMNS = ("case", "slot", "member", "confirmed_by", "share", "credit")


def parse_world(text: str) -> World:
    """Read a world. Raises BadInput, whose `field` is the path of what is wrong, like `confirmations[3].at`.

    Every key is needed except `volunteered` (false without it); keys that are not known are ignored.
    """
    try:
        root = _Node(json.loads(text))
    except (ValueError, RecursionError) as error:
        raise BadInput(f"This is not JSON: {error}.") from None
    return World(
        cases=root["cases"].each(_case),
        claims=root["claims"].each(_claim),
        confirmations=root["confirmations"].each(_confirmation),
        approvers=frozenset(root["approvers"].each(_Node.text)),
        inactive=frozenset(root["inactive"].each(_Node.text)),
    )


def world_text(world: World) -> str:
    """The world as JSON, from which `parse_world` reads an equal one."""

    def plain(value: datetime | frozenset[str]) -> str | list[str]:
        return value.isoformat() if isinstance(value, datetime) else sorted(value)

    return json.dumps(asdict(world), default=plain)


def share_lines(shares: Iterable[Share]) -> Iterator[str]:
    """One line of JSON for each share, amounts in micro-points, without line ends."""
    for share in shares:
        yield json.dumps({column: getattr(share, column) for column in _COLUMNS}, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class _Node:
    """A value of the document and the path that leads to it, so that every complaint can say where."""

    value: object
    path: str = ""

    def __getitem__(self, key: str) -> _Node:
        path = f"{self.path}.{key}" if self.path else key
        if not isinstance(self.value, dict):
            raise self.bad("an object")
        if key not in self.value:
            raise BadInput(f"{path} is missing.", field=path)
        return _Node(self.value[key], path)

    def __contains__(self, key: str) -> bool:
        return isinstance(self.value, dict) and key in self.value

    def each(self, read: Callable[[_Node], _T]) -> tuple[_T, ...]:
        if not isinstance(self.value, list):
            raise self.bad("a list")
        return tuple(read(_Node(item, f"{self.path}[{index}]")) for index, item in enumerate(self.value))

    def or_null(self, read: Callable[[_Node], _T]) -> _T | None:
        return None if self.value is None else read(self)

    def text(self) -> str:
        if not isinstance(self.value, str) or not self.value:
            raise self.bad("a text with something in it")
        return self.value

    def flag(self) -> bool:
        if not isinstance(self.value, bool):
            raise self.bad("true or false")
        return self.value

    def moment(self) -> datetime:
        try:
            moment = datetime.fromisoformat(self.text())
            if moment.tzinfo is None:
                raise ValueError(moment)
            return moment.astimezone(UTC)
        except (ValueError, OverflowError):
            raise self.bad("a moment with its time zone, like 2026-11-02T10:00:00Z") from None

    def slot(self) -> str:
        name = self.text()
        if name in (SPOT, LOOP) or (name.startswith(ANSWER) and name != ANSWER):
            return name
        raise self.bad("spot, loop or answer:<function>")

    def kind(self) -> ConfirmerKind:
        try:
            return ConfirmerKind(self.text())
        except ValueError:
            raise self.bad(" or ".join(ConfirmerKind)) from None

    def bad(self, expected: str) -> BadInput:
        return BadInput(f"{self.path or 'The whole'} must be {expected}.", field=self.path or None)


def _case(node: _Node) -> CreditCase:
    signed_by = node["signed_by"].or_null(_Node.text)
    signed_at = node["signed_at"].or_null(_Node.moment)
    if (signed_by is None) != (signed_at is None):
        raise node["signed_at"].bad("null if and only if signed_by is")
    return CreditCase(
        id=node["id"].text(),
        external_key=node["external_key"].text(),
        external=node["external"].flag(),
        required=node["required"].each(_Node.text),
        signed_by=signed_by,
        signed_at=signed_at,
        voided=node["voided"].flag(),
        reopened=node["reopened"].flag(),
    )


def _claim(node: _Node) -> Claim:
    return Claim(
        case=node["case"].text(),
        member=node["member"].text(),
        slot=node["slot"].slot(),
        volunteered="volunteered" in node and node["volunteered"].flag(),
    )


def _confirmation(node: _Node) -> Confirmation:
    return Confirmation(
        case=node["case"].text(),
        member=node["member"].text(),
        slot=node["slot"].slot(),
        by=node["by"].text(),
        at=node["at"].moment(),
        kind=node["kind"].kind(),
    )
