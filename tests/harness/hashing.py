"""Passwords are hashed slowly on purpose; tests that hash hundreds of them need not wait."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> Iterator[None]:
    """The same hash at a thousandth of the cost."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in (("time_cost", 1), ("memory_cost", 128), ("parallelism", 1)):
            patch.setattr(Argon2PasswordHasher, name, value)
        yield
