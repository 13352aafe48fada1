"""A person asks for another name or document; two administrators decide."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import banshi.ledger.clock


class Migration(migrations.Migration):
    dependencies = [("people", "0021_numbers_of_merged_accounts")]

    operations = [
        migrations.CreateModel(
            name="Renewal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("document", models.CharField(max_length=3)),
                ("number_sealed", models.CharField(max_length=200)),
                ("ground", models.CharField(max_length=500)),
                ("front_sealed", models.BinaryField()),
                ("back_sealed", models.BinaryField()),
                ("asked_at", models.DateTimeField(db_default=banshi.ledger.clock.Now())),
                ("closed_at", models.DateTimeField(null=True)),
                ("granted", models.BooleanField(default=False)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)), fields=("account",), name="one_renewal_of_an_account"
                    )
                ],
                "indexes": [
                    models.Index(condition=models.Q(("closed_at", None)), fields=["id"], name="renewals_that_wait")
                ],
            },
        ),
        migrations.AddField(
            "confirmation",
            "renewal",
            models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="confirmations",
                to="people.renewal",
            ),
        ),
    ]
