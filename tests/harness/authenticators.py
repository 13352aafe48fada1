"""Signing in as an administrator without an authenticator, where a test is about something else."""

import pytest


@pytest.fixture
def authenticators(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is asked to set one up: that has tests of its own."""
    monkeypatch.setattr("banshi.people.signing_in.second_factor.is_missing", lambda actor, roles: False)
