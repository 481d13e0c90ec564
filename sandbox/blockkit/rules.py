"""The small rules of which Block Kit is made; each adds to the findings what Slack would say."""

from collections.abc import Callable, Mapping
from typing import Any

Findings = list[str]
Rule = Callable[[Any, str, Findings], None]
"""Looks at a value, at a JSON pointer, and writes down what is wrong."""


def note(findings: Findings, message: str, at: str) -> None:
    """Write down one thing that is wrong, in the words of Slack's validator."""
    findings.append(f"{message} [json-pointer:{at}]")


def string(most: int, *, least: int = 1) -> Rule:
    """A string of a certain length."""

    def check(value: Any, at: str, findings: Findings) -> None:
        if not isinstance(value, str):
            note(findings, "must provide a string", at)
        elif len(value) < least:
            note(findings, f"must be more than {least - 1} characters", at)
        elif len(value) > most:
            note(findings, f"must be less than {most + 1} characters", at)

    return check


def boolean(value: Any, at: str, findings: Findings) -> None:
    """True or false."""
    if not isinstance(value, bool):
        note(findings, "must provide a boolean", at)


def number(value: Any, at: str, findings: Findings) -> None:
    """Any number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        note(findings, "must provide a number", at)


def integer(least: int, most: int) -> Rule:
    """A whole number within bounds."""

    def check(value: Any, at: str, findings: Findings) -> None:
        if isinstance(value, bool) or not isinstance(value, int):
            note(findings, "must provide an integer", at)
        elif not least <= value <= most:
            note(findings, f"must be between {least} and {most}", at)

    return check


def anything(value: Any, at: str, findings: Findings) -> None:
    """A value that Slack does not look into."""


def one_of(*allowed: str) -> Rule:
    """One of a few words."""

    def check(value: Any, at: str, findings: Findings) -> None:
        if value not in allowed:
            note(findings, f"failed to match one of the allowed values: {', '.join(allowed)}", at)

    return check


def items(rule: Rule, *, least: int = 1, most: int) -> Rule:
    """A list of so many items, each of which keeps `rule`."""

    def check(value: Any, at: str, findings: Findings) -> None:
        if not isinstance(value, list):
            note(findings, "must provide an array", at)
            return
        if len(value) < least:
            note(findings, f"no fewer than {least} items allowed" if least > 1 else "must not be empty", at)
        if len(value) > most:
            note(findings, f"no more than {most} items allowed", at)
        for index, item in enumerate(value):
            rule(item, f"{at}/{index}", findings)

    return check


def shape(required: Mapping[str, Rule], optional: Mapping[str, Rule] | None = None) -> Rule:
    """An object with exactly these fields."""
    known = {"type": anything, **required, **(optional or {})}

    def check(value: Any, at: str, findings: Findings) -> None:
        if not isinstance(value, dict):
            note(findings, "must provide an object", at)
            return
        for name in required:
            if value.get(name) is None:
                note(findings, f"missing required field: {name}", at)
        for name, inner in value.items():
            if name not in known:
                note(findings, f"invalid additional property: {name}", at)
            elif inner is not None:
                known[name](inner, f"{at}/{name}", findings)

    return check


def by_type(rules: Mapping[str, Rule]) -> Rule:
    """An object whose `type` says which rule it keeps."""

    def check(value: Any, at: str, findings: Findings) -> None:
        if not isinstance(value, dict):
            note(findings, "must provide an object", at)
        elif "type" not in value:
            note(findings, "missing required field: type", at)
        elif value["type"] not in rules:
            note(findings, f"unsupported type: {value['type']}", f"{at}/type")
        else:
            rules[value["type"]](value, at, findings)

    return check


def both(*rules: Rule) -> Rule:
    """A value that keeps several rules at once."""

    def check(value: Any, at: str, findings: Findings) -> None:
        for rule in rules:
            rule(value, at, findings)

    return check


def exactly_one(*names: str) -> Rule:
    """An object that has one, and only one, of these fields."""

    def check(value: Any, at: str, findings: Findings) -> None:
        if isinstance(value, dict) and sum(value.get(name) is not None for name in names) != 1:
            note(findings, f"must provide exactly one of: {', '.join(names)}", at)

    return check


def any_of(*names: str) -> Rule:
    """An object that has at least one of these fields."""

    def check(value: Any, at: str, findings: Findings) -> None:
        if isinstance(value, dict) and all(value.get(name) is None for name in names):
            note(findings, f"must define one of: {', '.join(names)}", at)

    return check
