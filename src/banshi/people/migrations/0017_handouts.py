import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import banshi.ledger.clock


class Migration(migrations.Migration):
    dependencies = [("people", "0016_holders_of_disputed_numbers")]

    operations = [
        migrations.CreateModel(
            name="Handout",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("role", models.CharField(max_length=60)),
                ("at", models.DateTimeField(db_default=banshi.ledger.clock.Now())),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="HandoutLine",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("identifier", models.CharField(max_length=100)),
                ("password_sealed", models.CharField(default="", max_length=200)),
                ("refused", models.CharField(default="", max_length=200)),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "handout",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="people.handout"
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("password_sealed", ""), _negated=True),
                        fields=["done_at"],
                        name="slips_to_be_downloaded",
                    )
                ],
            },
        ),
    ]
