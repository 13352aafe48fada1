"""Sessions in the database, as Django keeps them, but young again only once a minute: to look at a page is no reason to write."""

from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db

from banshi.people import asking

MINUTE = 60


class SessionStore(db.SessionStore):
    """Half an hour without a request ends a session (S6), counted from the last minute in which there was one."""

    def load(self) -> dict[str, Any]:
        """What the session holds; it is saved with the answer when its last minute is over."""
        found = asking.session(self.session_key or "")
        if found is None:
            self._session_key = None
            return {}
        sealed, left = found
        if left < settings.SESSION_COOKIE_AGE - MINUTE:
            self.modified = True
        held: dict[str, Any] = self.decode(sealed)
        return held
