"""The connection to the database, by the name under which Django looks for it."""

from select import POLLIN, poll

from django.db.backends.postgresql import base
from psycopg.pq import TransactionStatus

SOUND = (TransactionStatus.IDLE, TransactionStatus.INTRANS)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that is looked at before every request without asking the server anything."""

    def is_usable(self) -> bool:
        """True while the server has not hung up: from a connection at rest there is nothing to be read but its end."""
        if self.connection is None or self.connection.info.transaction_status not in SOUND:
            return False
        look = poll()
        look.register(self.connection.fileno(), POLLIN)
        return not look.poll(0)
