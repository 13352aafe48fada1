"""`banshi worker`: sends what is to be sent, seals the log every minute. `banshi run` starts one."""

import os
import signal
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand

from banshi.jobs.routes import ROUTES
from banshi.jobs.tick import tick
from banshi.jobs.worker import work


class Command(BaseCommand):
    """Any number of them may run; SIGTERM ends one after what it is handing over."""

    help = "发送通知、签发文书、封存日志"

    def handle(self, **options: Any) -> None:
        """Works until told to stop."""
        os.nice(10)  # at a page somebody waits, here nobody does
        told_to_stop = Event()
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, lambda *_: told_to_stop.set())
        work(ROUTES, tick, told_to_stop)
