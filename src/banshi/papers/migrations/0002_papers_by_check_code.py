"""Papers are found by their check code."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_initial")]

    operations = [
        migrations.AddIndex(
            model_name="paper",
            index=models.Index(fields=["check_code"], name="papers_by_check_code"),
        ),
    ]
