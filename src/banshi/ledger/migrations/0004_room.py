"""Room on every page of what is written twice: the end of a chain, and a token whose receipt follows. No index hears of it."""

from django.db import migrations


def roomy(table: str) -> migrations.RunSQL:
    """Leaves nearly half of every new page free."""
    return migrations.RunSQL(f"ALTER TABLE {table} SET (fillfactor = 60)", f"ALTER TABLE {table} RESET (fillfactor)")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_events_by_move")]

    operations = [roomy("ledger_head"), roomy("ledger_submittoken")]
