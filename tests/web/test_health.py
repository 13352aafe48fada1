"""The watchman's two addresses."""

import shutil
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection, connections
from django.test import Client

from banshi.ledger import checkpoint
from banshi.web import health
from tests.harness.database import House

Break = Callable[[pytest.MonkeyPatch, Any], None]


def a_read_only_database(patch: pytest.MonkeyPatch, settings: Any) -> None:
    with connections["owner"].cursor() as cursor:
        cursor.execute(f'ALTER DATABASE "{connection.settings_dict["NAME"]}" SET default_transaction_read_only = on')
    connection.close()


def a_full_disk(patch: pytest.MonkeyPatch, settings: Any) -> None:
    patch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(total=100, free=5))


def a_dead_scanner(patch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.CLAMD = "/nowhere/clamd.sock"


def a_forged_checkpoint(patch: pytest.MonkeyPatch, settings: Any) -> None:
    forged = checkpoint.Checkpoint(1, 0, 1, 1, "", "", "", "00")
    patch.setattr(checkpoint, "last", lambda: forged)


def pages_that_were_not_built(patch: pytest.MonkeyPatch, settings: Any) -> None:
    patch.setattr(health, "SHEET", "banshi/nobody-built-this.css")


def test_a_whole_house_is_ready(client: Client, committed_db: House) -> None:
    """Where no scanner is set, that is what it says. Red when it says that one answers."""
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == dict.fromkeys(("pages", "database", "disk", "checkpoint"), True) | {
        "scanner": "none configured"
    }


@pytest.mark.parametrize(
    ("fault", "need"),
    [
        (pages_that_were_not_built, "pages"),
        (a_read_only_database, "database"),
        (a_full_disk, "disk"),
        (a_dead_scanner, "scanner"),
        (a_forged_checkpoint, "checkpoint"),
    ],
)
def test_what_is_missing_is_named(
    client: Client, committed_db: House, monkeypatch: pytest.MonkeyPatch, settings: Any, fault: Break, need: str
) -> None:
    """Each fault is red by itself: the others stay true."""
    fault(monkeypatch, settings)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert [name for name, met in answer.json().items() if not met] == [need]


def test_a_web_process_without_a_database_is_up_but_not_ready(client: Client) -> None:
    """Red when /healthz asks the database: the supervisor would wait for it for ever."""
    assert client.get("/healthz").content == b"ok"
