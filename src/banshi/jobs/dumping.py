"""The database as one file, by PostgreSQL's own programs: of the embedded server, and of any that DATABASE_OWNER_URL names."""

import os
import subprocess
from pathlib import Path

from django.db import connections

from banshi.lib.postgres_programs import client


class DumpFailed(RuntimeError):
    """One of PostgreSQL's programs gave up; the message is what it said."""


def dump(to: Path, *, snapshot: str) -> None:
    """Everything in the database as that exported snapshot sees it, compressed."""
    _run("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={to}")


def load(dumped: Path) -> None:
    """Fills an empty database, all or nothing. The tables belong to the owner's role, the grants come along.

    Only what lies in the schema: the schema itself is there, and whose it is was decided when the database was made.
    """
    wanted = ("--no-owner", "--schema=public", "--single-transaction", "--exit-on-error")
    _run("pg_restore", *wanted, f"--dbname={connections['owner'].settings_dict['NAME']}", str(dumped))


def _run(program: str, *arguments: str) -> None:
    """As the owner's role; the password goes by the environment, where other users cannot read it."""
    where = connections["owner"].settings_dict
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGDATABASE": "NAME", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    own = {ours: str(where[theirs]) for ours, theirs in names.items() if where[theirs]}
    command = [str(client(program)), *arguments]
    done = subprocess.run(command, env=os.environ | own, capture_output=True, text=True, check=False)
    if done.returncode:
        raise DumpFailed(f"{program}：{done.stderr.strip()}")
