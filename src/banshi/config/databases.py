"""Which database: the embedded one, or a server named by `DATABASE_URL` (application's role) and `DATABASE_OWNER_URL` (owner's role)."""

import os
from typing import Any
from urllib.parse import unquote, urlsplit

from banshi.lib import postgres


def databases() -> dict[str, dict[str, Any]]:
    """Django's DATABASES: `default` acts in the application's role; `owner` owns the tables of the same database and migrates them."""
    url = os.environ.get("DATABASE_URL")
    if not url:
        return {"default": _embedded(postgres.APP), "owner": _embedded(postgres.OWNER)}
    return {"default": _named(url), "owner": _named(os.environ.get("DATABASE_OWNER_URL", url))}


def _embedded(role: str) -> dict[str, Any]:
    where = {"HOST": str(postgres.socket_folder()), "USER": role, "PASSWORD": postgres.password(role)}
    return _database(NAME=postgres.NAME, **where)


def _named(url: str) -> dict[str, Any]:
    """postgresql://user:password@host:port/name"""
    parts = urlsplit(url)
    return _database(
        HOST=unquote(parts.hostname or ""),
        PORT=str(parts.port or ""),
        NAME=unquote(parts.path.removeprefix("/")),
        USER=unquote(parts.username or ""),
        PASSWORD=unquote(parts.password or ""),
    )


def _database(**where: str) -> dict[str, Any]:
    return {
        "ENGINE": "banshi.lib.database",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        # Only what asks for it is prepared (lib/prepared.py); without a threshold even that would not be.
        "OPTIONS": {"prepare_threshold": 5},
        **where,
    }
