"""Sessions in the database, as Django keeps them, but young again only once a minute: to look at a page is no reason to write."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.base_session import AbstractBaseSession

from banshi.ledger import clock
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

    def create_model_instance(self, data: dict[str, Any]) -> AbstractBaseSession:
        """The session as it is saved: it ends by database time, whatever clock this process has (R15)."""
        kept = super().create_model_instance(data)
        kept.expire_date = clock.Now() + timedelta(seconds=settings.SESSION_COOKIE_AGE)
        return kept
