"""`ledger_append` looks for deliveries and tallies only where some are given; most events have none."""

from django.db import migrations

from banshi.ledger import sql


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0005_needless_indexes"),
    ]

    operations = [migrations.RunSQL(sql.APPEND, migrations.RunSQL.noop)]
