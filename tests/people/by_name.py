"""A pack whose units sign in by their full names and may register, for everybody's tests."""

from dataclasses import replace

import pytest

from banshi.catalogue import shelf
from banshi.define import Registration, SignIn
from tests.people.situations import PACK, TREE

REGISTERS = Registration(role="enterprise", tree=TREE)
BY_NAME = SignIn(identifier="name", label="账户名", submit="确定", registers=REGISTERS)


@pytest.fixture
def by_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """产权登记, had it said so."""
    said = shelf.packs() | {PACK: replace(shelf.pack(PACK), sign_in=BY_NAME)}
    monkeypatch.setattr(shelf, "packs", lambda: said)
