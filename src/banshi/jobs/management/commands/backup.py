"""`banshi backup FOLDER`: the whole installation in one archive, while the site runs."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from banshi.jobs import disk_words, locking
from banshi.jobs.backup import take
from banshi.jobs.dumping import DumpFailed
from banshi.lib import home


class Command(BaseCommand):
    """Ends with an error when the archive is not whole."""

    help = "把数据库、文件、封存点和密钥备份成一个文件，不用停机"

    def add_arguments(self, parser: CommandParser) -> None:
        """Where to, and what locks the secrets."""
        parser.add_argument("to", type=Path, help="文件夹，或备份文件名")
        parser.add_argument("--passphrase-file", type=Path, help="口令文件，密钥用它加密")

    def handle(self, *, to: Path, passphrase_file: Path | None, **options: Any) -> None:
        """Backs up and says what is in it."""
        if objection := _objection(to):
            raise CommandError(f"没有备份：{objection}")
        try:
            made = take(to, locking.passphrase(passphrase_file))
        except locking.NoWord as why:
            raise CommandError(f"没有备份：{why}") from why
        except DumpFailed as why:
            raise CommandError(f"没有备份成：数据库导不出来。{why}") from why
        except OSError as why:
            raise CommandError(f"没有备份成：{disk_words.words(why)}") from why
        if not passphrase_file:
            self.stderr.write("注意：没有指定 --passphrase-file，备份里的密钥没有加密，请把备份当作密钥保管。")
        if made.damaged:
            named = "、".join(f"{each[:16]}…" for each in made.damaged[:5])
            raise CommandError(
                f"备份 {made.archive} 里缺 {len(made.damaged)} 个已损坏的文件（{named}）：请运行 banshi scrub 查看。"
            )
        self.stdout.write(f"已备份到 {made.archive}，含 {made.contents} 个文件")


def _objection(to: Path) -> str:
    """What speaks against a backup at that place; empty when nothing does."""
    if not to.is_dir() and to.suffix != ".tar":
        return f"没有文件夹 {to}。请先建立它，或者写明备份文件的名字，以 .tar 结尾。"
    if to.is_file():
        return f"{to} 已经有了，备份从不覆盖备份。请换一个名字，或者只写文件夹，名字由系统按时间起。"
    if to.resolve().is_relative_to(home.home().resolve()):
        return f"{to} 在 BANSHI_HOME 里面，磁盘坏了会一起丢。请换一个位置，最好在另一台机器上。"
    return ""
