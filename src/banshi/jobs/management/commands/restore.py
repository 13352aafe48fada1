"""`banshi restore ARCHIVE`: an installation from a backup, in an empty home."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from banshi.jobs import disk_words, locking
from banshi.jobs.dumping import DumpFailed
from banshi.jobs.restoring import Restored, Unusable, restore


class Command(BaseCommand):
    """Ends with an error when something was not as it was backed up."""

    help = "用备份恢复到一个空的 BANSHI_HOME（和空的数据库），并核验"
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Which archive, and what unlocks its secrets."""
        parser.add_argument("archive", type=Path, help="banshi backup 生成的文件")
        parser.add_argument("--passphrase-file", type=Path, help="备份时用的口令文件")

    def handle(self, *, archive: Path, passphrase_file: Path | None, **options: Any) -> None:
        """Restores, proves, and prepares the house for its next opening."""
        try:
            back = restore(archive, locking.passphrase(passphrase_file))
        except (Unusable, locking.NoWord) as why:
            raise CommandError(f"没有恢复：{why}") from why
        except DumpFailed as why:
            raise CommandError(f"没有恢复：数据库装不进去。{why}") from why
        except OSError as why:
            raise CommandError(f"没有恢复：{disk_words.words(why)}") from why
        self._report(back)
        call_command("prepare")
        self.stdout.write("可以开门了：banshi run")

    def _report(self, back: Restored) -> None:
        self.stdout.write(
            f"已恢复到 {back.at:%Y-%m-%d %H:%M:%S} 的状态：{back.proof.events} 条日志，{back.contents} 个文件"
        )
        if back.damaged:
            self.stderr.write(f"注意：备份时就缺 {len(back.damaged)} 个已损坏的文件，运行 banshi scrub 可见是哪些。")
        if back.proof.flaws:
            flaws = "\n".join(map(str, back.proof.flaws))
            raise CommandError(f"恢复了，但日志核验不通过，请先查明原因，不要开门：\n{flaws}")
        self.stdout.write("日志核验通过，与封存点一致")
