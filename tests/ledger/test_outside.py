"""A copy of the checkpoints that was kept outside tells what a restored house has lost, and what somebody rewrote in it."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction

from banshi.ledger import actions, checkpoint
from banshi.ledger.checkpoint import Checkpoint
from banshi.ledger.outside import NoCopy, compared_with
from banshi.lib import home
from banshi.lib.actor import SYSTEM
from banshi.lib.canon import canonical, digest
from tests.harness.database import House


@pytest.fixture(autouse=True)
def four_lines(committed_db: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """On two sheets."""
    monkeypatch.setattr(checkpoint, "LINES_ON_A_SHEET", 2)
    for number in range(4):
        happen(f"case:{number % 2}")


def happen(stream: str = "case:1") -> None:
    """Something happens and is sealed."""
    with transaction.atomic():
        actions.append(stream, "moved", by=SYSTEM, data={})
    checkpoint.seal()


@pytest.fixture
def copy(four_lines: None, tmp_path: Path) -> Path:
    """Outside."""
    return shutil.copytree(home.path("checkpoints"), tmp_path / "outside")


def sealed_after(line: Checkpoint, **more: Any) -> Checkpoint:
    """The line that the old house wrote next."""
    upto, before = line.upto + 9, digest(line.unsigned())
    lost = Checkpoint(line.sequence + 1, line.upto, upto, 7, "of what was lost", before, line.at)
    return replace(lost, **more).signed()


def written_on(copy: Path, line: Checkpoint) -> None:
    with (copy / "000002.jsonl").open("ab") as sheet:
        sheet.write(canonical(vars(line)) + b"\n")


def test_a_copy_may_be_behind(copy: Path) -> None:
    happen()
    found = compared_with(copy)
    assert (found.flaws, found.lines) == ([], 4)
    assert found.words.endswith("全部与这里一致。")


def test_one_sheet_of_the_copy_is_compared_by_itself(copy: Path) -> None:
    found = compared_with(copy / "000001.jsonl")
    assert (found.flaws, found.lines) == ([], 2)


def test_a_line_whose_events_the_backup_held_is_no_loss(copy: Path) -> None:
    """Sealed after the backup, over what is in it. Red when every line that the house lacks counts as lost."""
    (home.path("checkpoints") / "000001.jsonl").unlink()
    assert compared_with(copy).flaws == []


def test_what_the_backup_did_not_hold_is_named(copy: Path) -> None:
    """How much, and when it was sealed. Red when a line that the house lacks is passed over."""
    written_on(copy, sealed_after(lost_from := list(checkpoint.written())[-1]))
    found = compared_with(copy)
    assert [flaw.words for flaw in found.flaws] == [
        f"封存了 7 条日志（编号 {lost_from.upto + 1} 至 {lost_from.upto + 9}），这里现在是 0 条"
    ]
    assert "1 个所封存的 7 条日志，在这里不全或不同" in found.words


def test_what_has_happened_since_does_not_hide_a_loss(copy: Path) -> None:
    """The restored house has gone on and sealed a fifth line of its own. Red when numbers of lines are compared, not lines."""
    last = list(checkpoint.written())[-1]
    happen()
    written_on(copy, sealed_after(last, events=1, upto=last.upto + 1))
    (flaw,) = compared_with(copy).flaws
    assert "内容与封存时不同" in flaw.words


def without_the_third(sheet: bytes) -> bytes:
    return sheet.splitlines(keepends=True)[1]


def edited(sheet: bytes) -> bytes:
    return sheet.replace(b'"events":1', b'"events":2')


def no_checkpoint(sheet: bytes) -> bytes:
    return b"{}\n" + sheet


@pytest.mark.parametrize(
    ("spoil", "words"), [(without_the_third, "不衔接"), (edited, "签名无效"), (no_checkpoint, "不是封存点")]
)
def test_a_copy_that_is_not_ours_is_told(copy: Path, spoil: Callable[[bytes], bytes], words: str) -> None:
    sheet = copy / "000001.jsonl"
    sheet.write_bytes(spoil(sheet.read_bytes()))
    assert words in "".join(map(str, compared_with(copy).flaws))


def test_a_place_without_checkpoints_proves_nothing(tmp_path: Path) -> None:
    """Red when a mistyped folder agrees with everything."""
    with pytest.raises(NoCopy):
        compared_with(tmp_path)
    with pytest.raises(CommandError, match="没有封存点"):
        call_command("verify", checkpoints=tmp_path / "nowhere")


def test_verify_compares_and_ends_with_an_error(copy: Path) -> None:
    said = StringIO()
    call_command("verify", checkpoints=copy, stdout=said)
    assert "外面的封存点 4 个" in said.getvalue()
    written_on(copy, sealed_after(list(checkpoint.written())[-1]))
    with pytest.raises(CommandError, match="在这里不全或不同"):
        call_command("verify", checkpoints=copy, stdout=said)
