from django.db import migrations, models

import banshi.ledger.clock


class Migration(migrations.Migration):
    dependencies = [("bulletin", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Chat",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pack", models.CharField(max_length=40)),
                ("version", models.PositiveIntegerField(default=1)),
                ("published_at", models.DateTimeField(db_default=banshi.ledger.clock.Now())),
                ("changed_at", models.DateTimeField(db_default=banshi.ledger.clock.Now())),
                ("removed_at", models.DateTimeField(null=True)),
                ("title", models.CharField(max_length=100)),
                ("words", models.CharField(max_length=200)),
                ("picture", models.CharField(max_length=64)),
                ("picture_kind", models.CharField(max_length=10)),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("removed_at", None)), fields=["pack"], name="chats_of_a_pack")
                ],
            },
        ),
    ]
