"""`banshi prepare`"""

from typing import Any

from django.core.management import BaseCommand

from banshi.jobs.preparing import prepare


class Command(BaseCommand):
    """For an installation that starts its programs itself; `banshi run` does it too."""

    help = "建立或升级数据库，发布服务包，准备页面文件"

    def handle(self, **options: Any) -> None:
        """Prepares."""
        prepare()
