"""`banshi administrator`: appoints an administrator, or gives one a new initial password. Only whoever runs the server can."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from banshi.lib.refusals import Refusal
from banshi.people import handing_out, queries
from banshi.people.handing_out import Slip
from banshi.people.rules import ADMINISTRATION


class Command(BaseCommand):
    """The three kinds of administrators stay apart, and none can appoint or help another: that is why this is no page."""

    help = "发放或重新发放管理员账户（系统管理员、安全管理员、审计员）"

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, and for a new one also as what and in which unit."""
        parser.add_argument("username")
        parser.add_argument("--role", choices=ADMINISTRATION, help="新管理员的角色")
        parser.add_argument("--unit", help="新管理员所在单位的组织机构代码")
        parser.add_argument("--name", default="", help="新管理员的姓名")

    @transaction.atomic
    def handle(self, *, username: str, role: str | None, unit: str | None, name: str, **options: Any) -> None:
        """Prints the initial password once."""
        try:
            slip = _new(username, role, unit, name) if role and unit else handing_out.renew_by_server(username)
        except Refusal as refusal:
            raise CommandError(refusal.words) from refusal
        self.stdout.write(
            f"{slip.unit}　用户名 {slip.identifier}　初始密码 {slip.password}（14 天内有效，只显示这一次）"
        )


def _new(username: str, role: str, unit: str, name: str) -> Slip:
    return handing_out.issue_by_server(unit=queries.id_of(unit), username=username, name=name, roles=(role,))
