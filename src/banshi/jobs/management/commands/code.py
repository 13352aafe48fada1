"""`banshi code NAME`: the codes a demo person would read off their phone, the latest SMS and the present one of the authenticator."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from banshi.people import demo


class Command(BaseCommand):
    """For `make run` only: it knows demo accounts and nobody else's."""

    help = "显示演示账户的短信验证码和动态口令"

    def add_arguments(self, parser: CommandParser) -> None:
        """The person's name or sign-in identifier."""
        parser.add_argument("name")

    def handle(self, *, name: str, **options: Any) -> None:
        """Prints what there is."""
        for line in demo.codes_of(name):
            self.stdout.write(line)
