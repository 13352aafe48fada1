"""S27: the application's database account can do only its work, whoever has got hold of it."""

import pytest
from django.db import DatabaseError, connection, transaction

pytestmark = pytest.mark.django_db

BEYOND = [
    # Out of the database, into the machine
    "COPY (SELECT 1) TO PROGRAM 'id'",
    "COPY (SELECT 1) TO '/tmp/out'",
    "SELECT pg_read_file('postgresql.conf')",
    "SELECT pg_ls_dir('.')",
    "SELECT lo_import('/etc/passwd')",
    "CREATE FUNCTION another() RETURNS int LANGUAGE c AS 'libc', 'system'",
    # Into the server
    "SELECT * FROM pg_authid",
    "SET SESSION AUTHORIZATION postgres",
    "ALTER ROLE banshi_app SUPERUSER",
    "CREATE ROLE another LOGIN",
    "GRANT banshi_owner TO banshi_app",
    "ALTER DATABASE template1 CONNECTION LIMIT 0",
    "SELECT pg_reload_conf()",
    # Building, and time
    "CREATE TABLE another (id int)",
    "CREATE SCHEMA another",
    "CREATE FUNCTION another() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE TRIGGER another BEFORE INSERT ON cases_case EXECUTE FUNCTION banshi_append_only()",
    "ALTER TABLE cases_case DISABLE TRIGGER ALL",
    "INSERT INTO ledger_clockshift (seconds) VALUES (3600)",
    # What is written for good
    "UPDATE cases_submission SET answers = '{}'",
    "DELETE FROM cases_submission",
    "UPDATE catalogue_matterrevision SET digest = ''",
    "UPDATE bulletin_edition SET text = ''",
    "TRUNCATE cases_case CASCADE",
    "TRUNCATE people_account CASCADE",
]


@pytest.mark.parametrize("statement", BEYOND)
def test_what_is_not_its_work_is_refused(statement: str) -> None:
    """Red for nearly all when the application works as the owner; for time, when the clock's table is left to it."""
    with pytest.raises(DatabaseError, match="permission denied|must be|must have"), transaction.atomic():
        connection.cursor().execute(statement)


def test_it_owns_nothing_and_is_nobody_else() -> None:
    """Red when a migration is run in the application's role."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = current_user::regrole")
        assert cursor.fetchone() == (0,)
        cursor.execute(
            "SELECT rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls FROM pg_roles WHERE rolname = current_user"
        )
        assert cursor.fetchone() == (False,) * 5
        cursor.execute("SELECT count(*) FROM pg_auth_members WHERE member = current_user::regrole")
        assert cursor.fetchone() == (0,)
