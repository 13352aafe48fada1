import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import banshi.ledger.clock


class Migration(migrations.Migration):
    dependencies = [("people", "0010_persons_and_sign_ups")]

    operations = [
        migrations.CreateModel(
            name="Subscription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("matter", models.CharField(max_length=100)),
                ("system", models.CharField(default="", max_length=40)),
                ("old_sealed", models.CharField(default="", max_length=1000)),
                ("old_index", models.CharField(default="", max_length=64)),
                ("since", models.DateTimeField(db_default=banshi.ledger.clock.Now())),
                ("until", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("until", None), models.Q(("old_index", ""), _negated=True)),
                        fields=["old_index"],
                        name="old_accounts_shown",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)), fields=("account", "matter"), name="subscribed_once"
                    )
                ],
            },
        ),
    ]
