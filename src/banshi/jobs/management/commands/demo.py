"""`banshi demo`: makes the demo world on an empty database, and lists its people with their sign-in."""

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from banshi.catalogue import shelf
from banshi.jobs.demo import make_world
from banshi.lib import home
from banshi.people import queries as people


class Command(BaseCommand):
    """The world is made once; asked again with the same database, the same people are listed."""

    help = "建立演示数据并列出演示账户"

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--json", action="store_true")

    def handle(self, *, seed: int, json: bool, **options: Any) -> None:
        """Makes and lists."""
        listed = self._world(seed)
        if json:
            self.stdout.write(_as_json(listed))
            return
        for each in listed:
            self.stdout.write(_as_line(each))

    def _world(self, seed: int) -> list[dict[str, str]]:
        kept = home.path("demo") / "people.json"
        if kept.exists() and not people.is_empty():
            found: list[dict[str, str]] = json.loads(kept.read_text())
            return found
        if not people.is_empty():
            raise CommandError("数据库里已有单位，不能再建立演示数据")
        listed = [asdict(person) for person in make_world(seed)]
        kept.touch(mode=0o600)
        kept.write_text(_as_json(listed))
        return listed


def _as_line(person: dict[str, str]) -> str:
    """Somebody with their system: people of two systems may bear one name."""
    pack = shelf.packs().get(person["pack"])
    system = pack.title if pack else person["pack"]
    second = " 另需动态口令" if person["totp_secret"] else ""
    who = f"{person['name']:6} {system}  {person['unit']}"
    return f"{who}  用户名 {person['identifier']}  密码 {person['password']}{second}"


def _as_json(listed: list[dict[str, str]]) -> str:
    return json.dumps(listed, ensure_ascii=False, indent=1)
