"""`banshi scrub`: reads every stored file and names those that are damaged or missing."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from banshi.files.scrub import damages


class Command(BaseCommand):
    """Ends with an error when anything is damaged."""

    help = "逐个检查存储的文件是否完好"

    def handle(self, **options: Any) -> None:
        """Names each damage with who refers to the file."""
        found = 0
        for damage in damages():
            found += 1
            self.stdout.write(str(damage))
        if found:
            raise CommandError(f"发现 {found} 个损坏的文件，请从备份恢复")
        self.stdout.write("全部文件完好")
