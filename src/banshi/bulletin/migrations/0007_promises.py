"""Who must answer an inquiry is told as the promised day comes near."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("bulletin", "0006_searching")]

    operations = [
        migrations.AddField("inquiry", "told", models.PositiveSmallIntegerField(db_default=0)),
        migrations.AddField("inquiry", "looked_on", models.DateField(null=True)),
        migrations.AddIndex(
            "inquiry",
            models.Index(fields=["looked_on"], condition=models.Q(waits=True), name="inquiries_to_look_at"),
        ),
    ]
