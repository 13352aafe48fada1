"""`banshi run`: the whole site in one command."""

import os
import socket
import sys
import urllib.request
from contextlib import suppress
from io import StringIO
from typing import Any

import psycopg
from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connections

from banshi.jobs.alone import NotAlone, alone
from banshi.jobs.supervisor import Parent, together
from banshi.lib import home, postgres

HOST = "127.0.0.1"
WEB_PROCESSES = 2


class Command(BaseCommand):
    """Database, web and worker together; Ctrl-C ends them all."""

    help = "在本机 PORT 端口（默认 8000）打开整个系统，第一次打开时建立演示数据"

    def handle(self, **options: Any) -> None:
        """Alone in its home."""
        parent = Parent()
        _refuse_a_taken_port()
        try:
            with alone():
                self._keep_open(parent)
        except NotAlone as why:
            raise CommandError(f"{home.home()} 的系统已经在运行：请先停掉它，或者换一个 BANSHI_HOME。") from why

    def _keep_open(self, parent: Parent) -> None:
        """Prepares, starts, says where, and watches until told to stop."""
        call_command("prepare")
        people = _demo_people()
        connections.close_all()
        with together(_web(), _worker(), parent=parent) as site:
            if site.watch(until=_open):
                self.stdout.write(f"{people}\n办事已经开门：{settings.SITE_URL}（按 Ctrl-C 关门）\n")
                self.stdout.flush()
                site.watch(until=_never_without_database)


def _demo_people() -> str:
    """The people of the demo with their sign-in; nothing in a house that has people of its own."""
    words = StringIO()
    with suppress(CommandError):
        call_command("demo", stdout=words, opening=True)
    return words.getvalue()


def _refuse_a_taken_port() -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, settings.PORT))
        except OSError as why:
            raise CommandError(f"端口 {settings.PORT} 已被占用，请换一个：PORT=8001 banshi run") from why


def _web() -> list[str]:
    # fmt: off
    return [sys.executable, "-m", "granian", "--interface", "asginl", "--host", HOST, "--port", str(settings.PORT), "--no-ws",
            "--workers", str(WEB_PROCESSES), "--respawn-failed-workers",
            "--workers-kill-timeout", "5", "--log-level", "warning", "banshi.config.asgi:application"]
    # fmt: on


def _worker() -> list[str]:
    return [sys.executable, "-m", "django", "worker"]


def _open() -> bool:
    with suppress(OSError), urllib.request.urlopen(f"http://{HOST}:{settings.PORT}/healthz", timeout=2) as answer:
        return bool(answer.status == 200)
    return False


def _never_without_database() -> bool:
    """Never the end: the embedded server is started again when it has died, and as often as it takes: on a full disk it cannot."""
    if "DATABASE_URL" not in os.environ and not postgres.running():
        with suppress(postgres.NoServer, OSError, psycopg.Error):
            postgres.start()
    return False
