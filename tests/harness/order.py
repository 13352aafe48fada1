"""Which files the processes of a parallel run take first, so that they end together."""

from collections import Counter

import pytest

from tests.harness.house import PROCESS

# A minute and more in few tests: files by name, or all of a folder.
LONG = {
    "reliability",
    "test_bench.py",
    "test_doors.py",
    "test_machine.py",
    "test_new_pack.py",
    "test_random_requests.py",
    "test_run.py",
}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Walks in the running site take longest: who begins one when all else is done lets the other process wait. Then what is `LONG` for the
    same reason, then what has many tests, as pytest-xdist would have it (`--no-loadscope-reorder` leaves the order to us)."""
    if PROCESS == "main":
        return
    walked = {item.path for item in items if "site" in getattr(item, "fixturenames", ())}
    many = Counter(item.path for item in items)
    long = {path for path in many if LONG & {path.name, path.parent.name}}
    items.sort(key=lambda item: (item.path not in walked, item.path not in long, -many[item.path]))
