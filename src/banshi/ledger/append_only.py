"""A migration step for tables that are only ever appended to."""

from django.db.migrations import RunSQL


def append_only(table: str) -> RunSQL:
    """Takes UPDATE, DELETE and TRUNCATE from the application's role, and refuses them to everybody by trigger.

    Whoever owns the database can still take the trigger away; that is what chains and checkpoints are for.
    """
    return RunSQL(
        f"""
        REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM banshi_app;
        CREATE TRIGGER append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION banshi_append_only();
        """,
        f"DROP TRIGGER append_only ON {table}",
    )
