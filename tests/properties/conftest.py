"""The rules that properties of credit are about."""

from types import ModuleType

import pytest

import bot.domain.board
import bot.domain.credit


@pytest.fixture(scope="session")
def rules() -> ModuleType:
    """The rules as they are; test_mutants.py hands the same properties broken copies."""
    return bot.domain
