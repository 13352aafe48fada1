"""`people`: makes the tables and the people of the plain project, and prints the sessions of eight lines of three."""

import json
from typing import Any

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import BaseCommand, call_command

from bench.plain.models import Member, Unit

LINES = 8


class Command(BaseCommand):
    """A filer, the superior and the officer above, eight times."""

    def handle(self, **options: Any) -> None:
        """Makes and prints."""
        call_command("migrate", verbosity=0)  # the user's table, to which ours refer
        call_command("migrate", run_syncdb=True, verbosity=0)
        self.stdout.write(json.dumps([_line(number) for number in range(LINES)]))


def _line(number: int) -> list[str]:
    units: list[Unit] = []
    for level in ("officer", "superior", "filer"):
        units.append(Unit.objects.create(name=f"{level} {number}", parent=units[-1] if units else None))
    return [_session(each) for each in reversed(units)]


def _session(unit: Unit) -> str:
    """The session of a new user in that unit."""
    user = User.objects.create(username=unit.name)
    Member.objects.create(user=user, unit=unit)
    opened = SessionStore()
    opened[SESSION_KEY], opened[BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[0]
    opened[HASH_SESSION_KEY] = user.get_session_auth_hash()
    opened.save()
    return str(opened.session_key)
