"""The house plan as a test."""

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports


def test_who_may_import_whom() -> None:
    assert lint_imports(config_filename=".importlinter", no_cache=True) == EXIT_STATUS_SUCCESS
