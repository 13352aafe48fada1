"""What the log refuses: everything the application's role might try, and the slips of whoever owns the database (R12, S27)."""

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from psycopg import errors

from banshi.ledger import actions, outbox
from banshi.ledger.models import Delivery as DeliveryRow
from banshi.ledger.models import Event
from banshi.lib.actor import SYSTEM
from tests.harness.database import House

HOSTILE = [
    *(
        statement.format(table)
        for table in ("ledger_event", "ledger_head")
        for statement in (
            "UPDATE {} SET digest = ''",
            "DELETE FROM {}",
            "TRUNCATE {}",
            "DROP TABLE {}",
            "ALTER TABLE {} DISABLE TRIGGER ALL",
            "ALTER TABLE {} ADD COLUMN more text",
            "CREATE RULE gone AS ON INSERT TO {} DO INSTEAD NOTHING",
            "CREATE INDEX ON {} (stream)",
            "INSERT INTO {0} SELECT * FROM {0}",
            "COPY {} FROM STDIN",
            "MERGE INTO {0} USING {0} AS same ON true WHEN MATCHED THEN DELETE",
            "LOCK TABLE {} IN ACCESS EXCLUSIVE MODE",
        )
    ),
    "INSERT INTO ledger_event VALUES (9999, 'case:1', 2, 'approved', now(), '{}', '{}', '', '')",
    "SELECT * FROM ledger_event FOR UPDATE",
    "DROP TRIGGER append_only ON ledger_event",
    "DROP FUNCTION ledger_append",
    "DROP FUNCTION banshi_append_only CASCADE",
    "ALTER FUNCTION banshi_now() RENAME TO earlier",
    "CREATE OR REPLACE FUNCTION banshi_now() RETURNS timestamptz LANGUAGE sql AS 'SELECT now() - interval ''1 day'''",
    "SELECT setval('ledger_event_id_seq', 1)",
    "SET session_replication_role = replica",
    "SET ROLE banshi_owner",
    "ALTER TABLE ledger_event OWNER TO banshi_app",
    "INSERT INTO ledger_delivery SELECT * FROM ledger_delivery",
    "DELETE FROM ledger_delivery",
    "TRUNCATE ledger_delivery",
    "UPDATE ledger_delivery SET payload = '{}'",
    "UPDATE ledger_delivery SET \"to\" = 'mail'",
    "UPDATE ledger_tallyrow SET value = 0",
    "DELETE FROM ledger_tallyrow",
    "INSERT INTO ledger_tallyrow (scope, key, share, value) VALUES ('cases', 'a', 0, 1)",
]
REFUSED = "permission denied|must be owner|must be able|must have"


@pytest.fixture
def event() -> int:
    """Something has happened."""
    return actions.append("case:1", "opened", by=SYSTEM, data={}, deliveries=[outbox.Delivery("sms")])


@pytest.mark.django_db
@pytest.mark.parametrize("statement", HOSTILE)
def test_the_application_can_only_append(event: int, statement: str) -> None:
    """Red for nearly all of them when the migration does not revoke, for the others when `default` is the owner."""
    before = Event.objects.values().get(), DeliveryRow.objects.values().get()
    with pytest.raises(DatabaseError, match=REFUSED), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert (Event.objects.values().get(), DeliveryRow.objects.values().get()) == before


@pytest.mark.parametrize(
    "statement", ["UPDATE ledger_event SET kind = 'x'", "DELETE FROM ledger_event", "TRUNCATE ledger_event CASCADE"]
)
def test_the_owner_cannot_change_the_log_by_a_slip(
    committed_db: House, owner_connection: psycopg.Connection, statement: str
) -> None:
    """Red without the trigger of `append_only`."""
    with transaction.atomic():
        actions.append("case:1", "opened", by=SYSTEM, data={})
    with pytest.raises(errors.InsufficientPrivilege, match="never changed or deleted"):
        owner_connection.execute(statement)
    assert Event.objects.get().kind == "opened"
