"""Who a dispute waits for is told in time."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0019_merged_accounts")]

    operations = [migrations.AddField("dispute", "told", models.PositiveSmallIntegerField(db_default=0))]
