from django.db import migrations, models

import banshi.ledger.clock


class Migration(migrations.Migration):
    dependencies = [("people", "0017_handouts")]

    operations = [
        migrations.AddField(
            model_name="platform",
            name="signs_out_at",
            field=models.URLField(blank=True, db_default="", default="", max_length=500),
        ),
        migrations.AddField(
            model_name="consent",
            name="opened_at",
            field=models.DateTimeField(db_default=banshi.ledger.clock.Now()),
        ),
        migrations.AddField(model_name="consent", name="left_at", field=models.DateTimeField(null=True)),
        migrations.RunSQL("UPDATE people_consent SET opened_at = since", migrations.RunSQL.noop),
    ]
