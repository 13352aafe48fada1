"""`banshi prepare`: what must be done before the site can open, after every upgrade too. Doing it again changes nothing."""

from typing import Any

from django.core.management import BaseCommand, call_command
from django.db import connections

from banshi.clock import actions as calendar


class Command(BaseCommand):
    """For an installation that starts its programs itself; a new home and `banshi run` prepare themselves."""

    help = "建立或升级数据表，发布服务包，补计新的统计数字，准备页面文件"

    def handle(self, **options: Any) -> None:
        """Prepares. The owner's role makes the tables; everything else is the application's work."""
        call_command("migrate", database="owner", verbosity=0)
        call_command("createcachetable", database="owner", verbosity=0)
        call_command("publish")
        calendar.keep_up()
        call_command("recount", new=True)
        call_command("collectstatic", interactive=False, verbosity=0)
        connections.close_all()
