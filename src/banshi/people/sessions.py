"""Sessions in the database, as Django keeps them, but young again only once a minute: to look at a page is no reason to write."""

from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db

MINUTE = 60


class SessionStore(db.SessionStore):
    """Half an hour without a request ends a session (S6), counted from the last minute in which there was one."""

    def load(self) -> dict[str, Any]:
        """What the session holds; it is saved with the answer when its last minute is over."""
        row = self._get_session_from_db()  # type: ignore[attr-defined]  # the stubs leave it out
        if row is None:
            return {}
        if self.get_expiry_age(expiry=row.expire_date) < settings.SESSION_COOKIE_AGE - MINUTE:
            self.modified = True
        held: dict[str, Any] = self.decode(row.session_data)
        return held
