"""A running demo, and a browser to look at it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from selenium.webdriver import Chrome

from tests.browser.chrome import chrome, has_chrome
from tests.browser.demo import running_demo


@pytest.fixture(scope="session")
def browser() -> Iterator[Chrome]:
    """A browser; on a laptop without one the test is skipped and says so, in CI it fails."""
    if not has_chrome():
        missing = "BROWSER TESTS DID NOT RUN: install Debian's packages chromium and chromium-driver"
        if os.environ.get("MUSTER_BROWSER") == "required":
            pytest.fail(missing)
        pytest.skip(missing)
    with chrome() as driver:
        yield driver


@pytest.fixture(scope="session")
def page() -> Iterator[str]:
    """The address of a running demo."""
    with running_demo() as address:
        yield address
