"""Failures in the contract show their values, as in any test module."""

import pytest

pytest.register_assert_rewrite("tests.sources.contract")
