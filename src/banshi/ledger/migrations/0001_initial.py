"""The ledger from the first line: clock, events, heads, outbox, tallies, tokens, and who may touch them."""

import django.db.models.deletion
from django.db import migrations, models

import banshi.ledger.clock
from banshi.ledger import sql
from banshi.ledger.append_only import append_only


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.RunSQL(sql.CLOCK, migrations.RunSQL.noop),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="ClockShift",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("seconds", models.FloatField()),
                    ],
                ),
            ]
        ),
        migrations.CreateModel(
            name="Head",
            fields=[
                ("stream", models.CharField(max_length=120, primary_key=True, serialize=False)),
                ("number", models.BigIntegerField()),
                ("digest", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("stream", models.CharField(max_length=120)),
                ("number", models.BigIntegerField()),
                ("kind", models.CharField(max_length=60)),
                ("at", models.DateTimeField()),
                ("actor", models.JSONField()),
                ("data", models.JSONField()),
                ("previous", models.CharField(max_length=64)),
                ("digest", models.CharField(max_length=64)),
            ],
            options={
                "indexes": [
                    models.Index(fields=["kind", "-id"], name="events_by_kind"),
                    models.Index(
                        models.F("actor__account"),
                        models.OrderBy(models.F("id"), descending=True),
                        name="events_by_account",
                    ),
                ],
                "constraints": [models.UniqueConstraint(fields=("stream", "number"), name="one_event_of_each_number")],
            },
        ),
        migrations.CreateModel(
            name="SubmitToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("account", models.BigIntegerField()),
                ("token", models.CharField(max_length=64)),
                ("receipt", models.JSONField(null=True)),
                ("at", models.DateTimeField(db_default=banshi.ledger.clock.Now())),
            ],
            options={
                "indexes": [models.Index(fields=["at"], name="tokens_by_age")],
                "constraints": [models.UniqueConstraint(fields=("account", "token"), name="a_token_counts_once")],
            },
        ),
        migrations.CreateModel(
            name="TallyRow",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("scope", models.CharField(max_length=120)),
                ("key", models.CharField(max_length=120)),
                ("share", models.PositiveSmallIntegerField()),
                ("value", models.BigIntegerField()),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("scope", "key", "share"), name="one_row_of_each_share")
                ],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("to", models.CharField(max_length=40)),
                ("payload", models.JSONField()),
                ("urgent", models.BooleanField(default=False)),
                ("due_at", models.DateTimeField(db_default=banshi.ledger.clock.Now())),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("last_error", models.TextField(default="")),
                ("done_at", models.DateTimeField(null=True)),
                (
                    "event",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="deliveries",
                        to="ledger.event",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("done_at", None)),
                        fields=["to", "-urgent", "due_at", "id"],
                        name="deliveries_due",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("event", "position"), name="one_delivery_at_each_position")
                ],
            },
        ),
        migrations.RunSQL(sql.APPEND, migrations.RunSQL.noop),
        append_only("ledger_event"),
    ]
