"""JSON from outside, read strictly and without a crash."""

import json
from typing import NoReturn

from bot.domain.errors import BadInput


def read(text: str) -> object:
    """The value that `text` spells. Raises BadInput, with the position where there is one."""
    try:
        value: object = json.loads(text, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        reason = f"{error.msg} at line {error.lineno}, column {error.colno}"
    except RecursionError:
        reason = "it is nested too deeply"
    except ValueError:
        reason = "it holds NaN, Infinity or a number of thousands of digits"
    else:
        return value
    raise BadInput(f"not readable as JSON: {reason}. Write it with a JSON library.")


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)
