"""`banshi backup` refuses, before it writes anything, what its owner would regret later."""

from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from banshi.lib import home


@pytest.fixture
def word(tmp_path: Path) -> Path:
    """A file with a passphrase."""
    (tmp_path / "word").write_text("一句口令")
    return tmp_path / "word"


@pytest.mark.parametrize(
    ("content", "words"), [("", "是空的：请先在里面写一句口令"), (" \n", "是空的"), (None, "不存在，请检查路径和权限")]
)
def test_a_passphrase_file_without_a_passphrase_is_refused(
    tmp_path: Path, word: Path, content: str | None, words: str
) -> None:
    """Red when the secrets lie open in the archive and nobody is told."""
    word.unlink() if content is None else word.write_text(content)
    with pytest.raises(CommandError, match=words):
        call_command("backup", str(tmp_path / "all.tar"), passphrase_file=word)
    assert not list(tmp_path.glob("*.tar"))


def test_a_backup_is_never_written_over_another(tmp_path: Path, word: Path) -> None:
    """Red when last night's is gone before tonight's has proved to be good."""
    (tmp_path / "all.tar").write_text("last night")
    with pytest.raises(CommandError, match="备份从不覆盖备份"):
        call_command("backup", str(tmp_path / "all.tar"), passphrase_file=word)
    assert (tmp_path / "all.tar").read_text() == "last night"


@pytest.mark.parametrize("name", ["", "all.tar"])
def test_a_backup_never_lies_within_what_it_is_a_backup_of(word: Path, name: str) -> None:
    with pytest.raises(CommandError, match="磁盘坏了会一起丢"):
        call_command("backup", str(home.path("files") / name), passphrase_file=word)
