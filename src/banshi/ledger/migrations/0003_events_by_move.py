"""The auditor finds the moves of a name."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_token_purpose")]

    operations = [
        migrations.AddIndex(
            model_name="event",
            index=models.Index(
                models.F("data__title"),
                models.OrderBy(models.F("id"), descending=True),
                condition=models.Q(("kind", "moved")),
                name="events_by_move",
            ),
        ),
    ]
