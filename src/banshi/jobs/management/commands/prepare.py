"""`banshi prepare`"""

from typing import Any

from django.core.management import BaseCommand

from banshi.jobs.preparing import prepare


class Command(BaseCommand):
    """For an installation that starts its programs itself; `banshi run` does it too."""

    help = "Makes the database and its tables, collects the files of the pages, publishes the packs."

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepares."""
        prepare()
