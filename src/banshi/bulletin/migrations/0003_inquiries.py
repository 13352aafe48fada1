import django.db.models.deletion
from django.db import migrations, models

import banshi.ledger.clock
from banshi.ledger.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("bulletin", "0002_chats"), ("people", "0008_full_names_and_registrations")]

    operations = [
        migrations.CreateModel(
            name="Inquiry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pack", models.CharField(max_length=40)),
                ("ref", models.CharField(max_length=40)),
                ("subject", models.CharField(max_length=100)),
                ("waits", models.BooleanField(default=True)),
                ("asked_at", models.DateTimeField(db_default=banshi.ledger.clock.Now())),
                (
                    "agency",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
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
                    models.Index(fields=["unit", "pack", "-id"], name="inquiries_of_a_unit"),
                    models.Index(fields=["agency", "pack", "-id"], name="inquiries_at_an_agency"),
                    models.Index(
                        condition=models.Q(("waits", True)),
                        fields=["agency", "pack", "id"],
                        name="inquiries_that_wait",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField()),
                ("name", models.CharField(max_length=60)),
                ("answers", models.BooleanField()),
                ("at", models.DateTimeField(db_default=banshi.ledger.clock.Now())),
                (
                    "inquiry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="messages", to="bulletin.inquiry"
                    ),
                ),
            ],
        ),
        append_only("bulletin_message"),
    ]
