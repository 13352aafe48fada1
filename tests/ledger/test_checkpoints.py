"""The signed lines outside the database: when they are written, what they cover, and that they cannot be forged either."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError, transaction

from banshi.ledger import actions, checkpoint, queries
from banshi.ledger.verify import prove
from banshi.lib import home
from banshi.lib.actor import SYSTEM
from tests.harness.crowds import apart, at_once
from tests.harness.database import House
from tests.harness.processes import eventually

WAITING = "SELECT 1 FROM pg_locks WHERE NOT granted"


@pytest.fixture
def sheet(committed_db: House) -> Path:
    """The file with four checkpoints."""
    for number in range(4):
        happen(f"case:{number % 2}")
        checkpoint.seal()
    (found,) = (committed_db.home / "checkpoints").iterdir()
    return found


@transaction.atomic
def happen(stream: str = "case:1") -> None:
    """Something happens."""
    actions.append(stream, "moved", by=SYSTEM, data={})


def test_a_checkpoint_is_written_when_something_happened(sheet: Path) -> None:
    """Red when an idle minute is sealed too."""
    assert checkpoint.seal() is None
    happen()
    sealed = checkpoint.seal()
    assert sealed == checkpoint.last()
    assert sealed
    assert (sealed.sequence, sealed.events, sealed.upto) == (5, 1, sealed.after + 1)
    assert sheet.stat().st_mode & 0o777 == 0o600


def test_two_sealers_at_once_write_one_checkpoint(sheet: Path) -> None:
    """Red without the lock."""
    happen()
    sealed = at_once(8, checkpoint.seal)
    assert [line.sequence for line in sealed if line] == [5]
    assert prove().flaws == []


def test_no_event_slips_in_below_a_sealed_id(sheet: Path, owner_connection: psycopg.Connection) -> None:
    """A lower id commits after a higher one. Red when appends do not hold the sealer back: it would cover one event of two."""
    with ThreadPoolExecutor() as others:
        with transaction.atomic():
            happen("case:slow")
            at_once(1, lambda: happen("case:quick"))
            sealing = others.submit(apart, checkpoint.seal)
            assert eventually(lambda: owner_connection.execute(WAITING).fetchone())
        sealed = sealing.result()
    assert sealed
    assert sealed.events == 2
    assert prove().flaws == []


def test_a_sealer_does_not_hold_up_the_house_behind_a_long_transaction(sheet: Path) -> None:
    """Whoever appends waits behind the sealer, so it gives up. Red when it waits for ever."""
    with transaction.atomic():
        happen()
        with pytest.raises(OperationalError, match="lock timeout"):
            at_once(1, checkpoint.seal)
    assert checkpoint.seal()


def test_sheets_follow_each_other(committed_db: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkpoint, "LINES_ON_A_SHEET", 2)
    for _ in range(5):
        happen()
        checkpoint.seal()
    assert len(list((committed_db.home / "checkpoints").iterdir())) == 3
    assert [line.sequence for line in checkpoint.written()] == [1, 2, 3, 4, 5]
    assert prove().flaws == []


def test_a_line_torn_by_a_power_cut_is_written_over(sheet: Path) -> None:
    """Red when half a line is read as one, or stays in the way of the next."""
    whole = sheet.read_bytes()
    sheet.write_bytes(whole[:-20])
    assert prove().unsealed == 1
    assert queries.last_checkpoint_ok()
    assert checkpoint.seal()
    assert len(sheet.read_bytes().splitlines()) == 4
    assert prove().flaws == []


def without_the_second(lines: list[str]) -> list[str]:
    return lines[:1] + lines[2:]


def without_the_first(lines: list[str]) -> list[str]:
    return lines[1:]


def swapped(lines: list[str]) -> list[str]:
    return [lines[0], lines[2], lines[1], lines[3]]


def doubled(lines: list[str]) -> list[str]:
    return [*lines, lines[3]]


def edited(lines: list[str]) -> list[str]:
    return [lines[0].replace('"events":1', '"events":2'), *lines[1:]]


def of_other_kinds(lines: list[str]) -> list[str]:
    return [lines[0].replace('"events":1', '"events":"1"'), *lines[1:]]


def no_longer_json(lines: list[str]) -> list[str]:
    return [*lines[:2], "}", *lines[3:]]


def no_checkpoint(lines: list[str]) -> list[str]:
    return [*lines[:3], "[1, 2]"]


def unsigned(lines: list[str]) -> list[str]:
    return [*lines[:3], json.dumps(json.loads(lines[3]) | {"signature": ""})]


def another_genuine_one(lines: list[str]) -> list[str]:
    """As this installation would sign it after somebody put back an older copy."""
    second = checkpoint.Checkpoint(**json.loads(lines[1]) | {"at": "2020-01-01"})
    return [lines[0], json.dumps(vars(second.signed())), *lines[2:]]


FORGERIES = {
    without_the_second: "不衔接",
    without_the_first: "不衔接",
    swapped: "不衔接",
    doubled: "不衔接",
    edited: "签名无效",
    unsigned: "签名无效",
    of_other_kinds: "不是封存点",
    no_longer_json: "不是封存点",
    no_checkpoint: "不是封存点",
    another_genuine_one: "前一个封存点被换过",
}


@pytest.mark.parametrize(("forge", "words"), FORGERIES.items(), ids=[forge.__name__ for forge in FORGERIES])
def test_a_forged_sheet_is_found(sheet: Path, forge: Callable[[list[str]], list[str]], words: str) -> None:
    """Red, one after the other, without sequence, signature, the care in reading, and `previous`."""
    sheet.write_text("\n".join(forge(sheet.read_text().splitlines())) + "\n")
    assert words in "".join(map(str, prove().flaws))


def test_a_sheet_signed_with_another_key_is_found(sheet: Path, committed_db: House) -> None:
    """Whoever owns the database writes the files anew as well, but has not the key. Red when the signature is not checked."""
    lines = list(checkpoint.written())
    (home.path("secrets") / "checkpoint").unlink()
    sheet.write_text("".join(json.dumps(vars(line.signed())) + "\n" for line in lines))
    assert prove().flaws == []
    (home.path("secrets") / "checkpoint").unlink()
    assert [str(flaw) for flaw in prove().flaws] == [f"封存点 {number}：签名无效" for number in (1, 2, 3, 4)]


def test_the_site_is_not_ready_when_the_last_line_is_no_checkpoint(sheet: Path) -> None:
    with sheet.open("a") as stream:
        stream.write("{}\n")
    assert not queries.last_checkpoint_ok()
