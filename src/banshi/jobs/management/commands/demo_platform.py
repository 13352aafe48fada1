"""`banshi demo-platform`: another platform beside the demo world, to be opened from it without signing in again."""

import signal
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from banshi.jobs.demo_platform import TITLE, served
from banshi.jobs.demo_readers import HOST
from banshi.jobs.demo_sign_ins import kept


class Command(BaseCommand):
    """It stands in everybody's list of platforms for as long as it runs, and only beside a demo world."""

    help = "打开演示用的另一个平台“读者之家”，试从这里不用再登录就打开它；按 Ctrl-C 结束"

    def add_arguments(self, parser: CommandParser) -> None:
        """Where it listens on this machine."""
        parser.add_argument("--port", type=int, default=settings.PORT + 1)

    def handle(self, *, port: int, **options: Any) -> None:
        """Serves until told to stop, by Ctrl-C, by whoever ends programs, or by a terminal that is closed."""
        if not kept().exists():
            raise CommandError("这里没有演示数据，不能打开演示平台。真的平台由系统管理员在【其他平台】里登记。")
        for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # a shell's background job begins deaf to the first
            signal.signal(each, signal.default_int_handler)
        try:
            with served(port) as platform, suppress(KeyboardInterrupt):
                self.stdout.write(
                    f"“{TITLE}”在 http://{HOST}:{port}/ 。请在系统里登录，点右上角自己的名字，打开【其他平台】。"
                )
                self.stdout.flush()
                platform.serve_forever()
        except OSError as why:
            raise CommandError(f"端口 {port} 打不开，请换一个：banshi demo-platform --port 8100") from why
