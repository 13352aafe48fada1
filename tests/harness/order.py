"""Which files the processes of a parallel run take first, so that they end together."""

from collections import Counter

import pytest

from tests.harness.house import PROCESS


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Walks in the running site take longest: who begins one when all else is done lets the other process wait. Then what has many tests,
    as pytest-xdist would have it (`--no-loadscope-reorder` leaves the order to us)."""
    if PROCESS == "main":
        return
    walked = {item.path for item in items if "site" in getattr(item, "fixturenames", ())}
    many = Counter(item.path for item in items)
    items.sort(key=lambda item: (item.path not in walked, -many[item.path]))
