import django.db.models.deletion
from django.db import migrations, models

import banshi.ledger.clock

PURPOSE = "UPDATE people_maillink SET purpose = CASE WHEN account_id IS NULL THEN 'sign_up' ELSE 'mailbox' END"


class Migration(migrations.Migration):
    dependencies = [("people", "0011_subscriptions")]

    operations = [
        migrations.CreateModel(
            name="Dispute",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pack", models.CharField(max_length=40)),
                ("name", models.CharField(max_length=60)),
                ("document", models.CharField(max_length=3)),
                ("number_sealed", models.CharField(max_length=200)),
                ("number_index", models.CharField(max_length=64)),
                ("phone_sealed", models.CharField(max_length=200)),
                ("phone_index", models.CharField(max_length=64)),
                ("email_sealed", models.CharField(max_length=1000)),
                ("ground", models.CharField(max_length=500)),
                ("front_sealed", models.BinaryField()),
                ("back_sealed", models.BinaryField()),
                ("asked_at", models.DateTimeField(db_default=banshi.ledger.clock.Now())),
                ("brought_at", models.DateTimeField(null=True)),
                ("answer_by", models.DateField(null=True)),
                ("answer", models.CharField(default="", max_length=500)),
                ("answered_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("granted", models.BooleanField(default=False)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["number_index"], name="disputes_of_a_number"),
                    models.Index(fields=["id"], condition=models.Q(("closed_at", None)), name="disputes_that_wait"),
                ],
            },
        ),
        migrations.AddField(
            model_name="maillink",
            name="dispute",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="people.dispute"
            ),
        ),
        migrations.AddField(
            model_name="maillink",
            name="purpose",
            field=models.CharField(default="", max_length=20),
            preserve_default=False,
        ),
        migrations.RunSQL(PURPOSE, migrations.RunSQL.noop),
        migrations.AddField(
            model_name="confirmation",
            name="dispute",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="confirmations",
                to="people.dispute",
            ),
        ),
    ]
