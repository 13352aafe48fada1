"""What a paper was replaced by, and which one it issues once more."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("papers", "0002_papers_by_check_code")]

    operations = [
        migrations.AddField(
            model_name="paper",
            name="again_of",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="copies", to="papers.paper"
            ),
        ),
        migrations.AddField(
            model_name="standing",
            name="successor",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="replaced", to="papers.paper"
            ),
        ),
    ]
