"""What a scrub finds damaged comes back from a backup."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from banshi.files import store
from banshi.jobs import backup
from tests.files.situations import a_content
from tests.harness.database import House


@pytest.fixture
def archive(committed_db: House, tmp_path: Path) -> Path:
    """A backup of three contents, locked: contents need no passphrase."""
    for each in (b"whole", b"cut", b"lost"):
        a_content(each)
    return backup.take(tmp_path / "all.tar", b"a word").archive


def test_what_is_damaged_comes_back_as_it_was(archive: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Red when the scrub only tells."""
    cut, lost = a_content(b"cut").digest, a_content(b"lost").digest
    store.place(cut).write_bytes(b"cu")
    store.remove(lost)
    call_command("scrub", archive=archive)
    assert "取回 2 个文件" in capsys.readouterr().out
    assert (store.get(cut), store.get(lost)) == (b"cut", b"lost")


def test_what_is_damaged_there_too_is_not_taken(archive: Path) -> None:
    """Red when the archive is believed without its digest: the house would serve other bytes than were filed."""
    lost = a_content(b"lost").digest
    store.remove(lost)
    archive.write_bytes(archive.read_bytes().replace(b"lost", b"l0st"))
    with pytest.raises(CommandError, match="这份备份里也没有"):
        call_command("scrub", archive=archive)
    assert not store.place(lost).exists()


@pytest.mark.parametrize(("content", "words"), [(b"no archive" * 1000, "不是完整的备份"), (None, "不存在")])
def test_what_is_no_backup_is_said(archive: Path, content: bytes | None, words: str) -> None:
    store.remove(a_content(b"lost").digest)
    archive.unlink() if content is None else archive.write_bytes(content)
    with pytest.raises(CommandError, match=words):
        call_command("scrub", archive=archive)
