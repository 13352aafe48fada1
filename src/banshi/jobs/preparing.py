"""What must be done before the site can open, after every upgrade too. Doing it again changes nothing."""

import os

from django.core.management import call_command
from django.db import connections

from banshi.lib import postgres


def prepare() -> None:
    """The database with its tables, the files of the pages, the packs as they stand today."""
    if "DATABASE_URL" not in os.environ:
        postgres.make_database(postgres.NAME)
    call_command("migrate", database="owner", verbosity=0)
    call_command("createcachetable", database="owner", verbosity=0)
    call_command("publish", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    connections.close_all()
