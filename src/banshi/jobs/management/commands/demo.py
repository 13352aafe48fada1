"""`banshi demo`: makes the demo world on an empty database, and lists its people with their sign-in."""

import json
from contextlib import nullcontext
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from banshi.catalogue import shelf
from banshi.jobs.alone import NotAlone, alone
from banshi.jobs.demo import make_world
from banshi.jobs.demo_sign_ins import keep, kept
from banshi.people import queries as people

OPENING = (
    "这里的系统正在打开，第一次打开时由它建立演示数据：请等它说“办事已经开门”后再执行。早已开门的，这里没有演示数据。"
)


class Command(BaseCommand):
    """The world is made once; asked again with the same database, the same people are listed. `banshi run` makes it while it is
    `opening`; meanwhile nobody else does."""

    help = "建立演示数据并列出演示账户"
    stealth_options = ("opening",)

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--json", action="store_true")

    def handle(self, *, seed: int, json: bool, opening: bool = False, **options: Any) -> None:
        """Makes and lists."""
        try:
            with nullcontext() if opening or kept().exists() else alone():
                listed = self._world(seed)
        except NotAlone as why:
            raise CommandError(OPENING) from why
        if json:
            self.stdout.write(_as_json(listed))
            return
        for each in listed:
            self.stdout.write(_as_line(each))

    def _world(self, seed: int) -> list[dict[str, str]]:
        file = kept()
        if file.exists() and not people.is_empty():
            found: list[dict[str, str]] = json.loads(file.read_text())
            return found
        if not people.is_empty():
            raise CommandError("数据库里已有单位，不能再建立演示数据")
        listed = [asdict(person) for person in make_world(seed)]
        keep(_as_json(listed))
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
