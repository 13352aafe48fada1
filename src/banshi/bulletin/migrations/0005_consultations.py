import django.db.models.deletion
from django.db import migrations, models

import banshi.ledger.clock

WAITING_SINCE = "UPDATE bulletin_inquiry SET since = asked_at"


class Migration(migrations.Migration):
    dependencies = [("bulletin", "0004_results")]

    operations = [
        migrations.AddField("inquiry", "public", models.BooleanField(default=False)),
        migrations.AddField("inquiry", "since", models.DateTimeField(db_default=banshi.ledger.clock.Now())),
        migrations.RunSQL(WAITING_SINCE, migrations.RunSQL.noop),
        migrations.AddField("result", "removed_at", models.DateTimeField(null=True)),
        migrations.AddField("result", "removed_for", models.TextField(default="")),
        migrations.CreateModel(
            name="Consultation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pack", models.CharField(max_length=40)),
                ("version", models.PositiveIntegerField(default=1)),
                ("published_at", models.DateTimeField(db_default=banshi.ledger.clock.Now())),
                ("changed_at", models.DateTimeField(db_default=banshi.ledger.clock.Now())),
                ("removed_at", models.DateTimeField(null=True)),
                ("subject", models.CharField(max_length=100)),
                ("question", models.TextField()),
                ("answer", models.TextField()),
                ("reason", models.TextField(default="")),
                (
                    "inquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="bulletin.inquiry"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("removed_at", None)),
                        fields=["pack", "-id"],
                        name="consultations_of_a_pack",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("removed_at", None)),
                        fields=("inquiry",),
                        name="one_consultation_of_an_inquiry",
                    )
                ],
            },
        ),
    ]
