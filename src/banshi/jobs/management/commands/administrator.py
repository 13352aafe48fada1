"""`banshi administrator`: appoints an administrator, or gives one a new initial password. Only whoever runs the server can."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from banshi.lib.actor import SYSTEM
from banshi.lib.codes import normal, org_code_problem
from banshi.lib.refusals import Invalid, Refusal
from banshi.people import actions as people
from banshi.people import queries
from banshi.people.accounts import handing_out
from banshi.people.accounts.handing_out import Slip
from banshi.people.rules import ADMINISTRATION

TREE = "平台"  # of the units that run the house


class Command(BaseCommand):
    """The three kinds of administrators stay apart, and none can appoint or help another: that is why this is no page."""

    help = "发放或重新发放管理员账户（系统管理员、安全管理员、审计员）"

    def add_arguments(self, parser: CommandParser) -> None:
        """Who, and for a new one also as what and in which unit."""
        parser.add_argument("username")
        parser.add_argument("--role", choices=ADMINISTRATION, help="新管理员的角色")
        parser.add_argument("--unit", help="新管理员所在单位的组织机构代码")
        parser.add_argument("--unit-name", default="", help="这个单位还没有登记的，填写名称，同时登记")
        parser.add_argument("--name", default="", help="新管理员的姓名")

    @transaction.atomic
    def handle(self, *, username: str, role: str | None, unit: str | None, **more: Any) -> None:
        """Prints the initial password once."""
        try:
            slip = _new(username, role, unit, **more) if role and unit else handing_out.renew_by_server(username)
        except Invalid as refusal:
            raise CommandError(" ".join(problem.words for problem in refusal.problems) or refusal.words) from refusal
        except Refusal as refusal:
            raise CommandError(refusal.words) from refusal
        self.stdout.write(
            f"{slip.unit}　用户名 {slip.identifier}　初始密码 {slip.password}（14 天内有效，只显示这一次）"
        )


def _new(username: str, role: str, unit: str, *, name: str, unit_name: str, **options: Any) -> Slip:
    if unit_name:
        _add_unit(unit, unit_name)
    return handing_out.issue_by_server(unit=queries.id_of(unit), username=username, name=name, roles=(role,))


def _add_unit(code: str, name: str) -> None:
    if problem := org_code_problem(code):
        raise CommandError(problem)
    if there := queries.name_of_code(normal(code)):
        raise CommandError(f"这个代码的单位已经登记，叫“{there}”。请去掉 --unit-name 再执行一次。")
    people.add_unit(name=name, code=code, tree=TREE, by=SYSTEM)
