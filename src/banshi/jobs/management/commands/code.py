"""`banshi code NAME`: the codes a demo person would read off their phone, the latest SMS and the present one of the authenticator."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from banshi.people import demo


class Command(BaseCommand):
    """For `make run` only: it knows demo accounts and nobody else's."""

    help = "显示演示账户的短信验证码和动态口令"

    def add_arguments(self, parser: CommandParser) -> None:
        """The person's name or sign-in identifier."""
        parser.add_argument("name")

    def handle(self, *, name: str, **options: Any) -> None:
        """Prints what there is; a name nobody of the demo bears is an error."""
        lines = list(demo.codes_of(name))
        if not lines:
            raise CommandError(f"没有叫“{name}”的演示账户。姓名和用户名见 banshi demo 列出的名单。")
        self.stdout.write("\n".join(lines))
