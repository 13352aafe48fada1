"""`banshi scrub`: reads every stored file, names those that are damaged or missing, and takes them back from a backup."""

from collections.abc import Collection
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from banshi.files.refusals import StoreFull
from banshi.files.scrub import damages
from banshi.jobs import disk_words
from banshi.jobs.fetching import put_back
from banshi.jobs.restoring import Unusable


class Command(BaseCommand):
    """Ends with an error when anything stays damaged."""

    help = "逐个检查存储的文件是否完好，坏的从备份取回"

    def add_arguments(self, parser: CommandParser) -> None:
        """Where whole ones lie."""
        parser.add_argument("--from", type=Path, dest="archive", help="备份文件：坏的文件从里面取回")

    def handle(self, *, archive: Path | None, **options: Any) -> None:
        """Names each damage with who refers to the file."""
        found = []
        for damage in damages():
            self.stdout.write(str(damage))
            found.append(damage.digest)
        back = _back(archive, found) if archive and found else set()
        if back:
            self.stdout.write(f"已从 {archive} 取回 {len(back)} 个文件，内容与原来相同")
        if left := len(found) - len(back):
            advice = "这份备份里也没有，请换一份再试" if archive else "请用 banshi scrub --from 备份文件 取回"
            raise CommandError(f"还有 {left} 个损坏的文件：{advice}")
        self.stdout.write("全部文件完好")


def _back(archive: Path, digests: Collection[str]) -> set[str]:
    try:
        return put_back(archive, digests)
    except Unusable as why:
        raise CommandError(f"没有取回：{why}") from why
    except StoreFull as why:
        raise CommandError("没有取回：磁盘空间不足，请先清理。") from why
    except OSError as why:
        raise CommandError(f"没有取回：{disk_words.words(why)}") from why
