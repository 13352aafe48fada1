import django.db.models.deletion
from django.db import migrations, models

import banshi.ledger.clock


class Migration(migrations.Migration):
    dependencies = [("people", "0007_organisations_by_spelling")]

    operations = [
        migrations.AlterField(
            model_name="account", name="username", field=models.CharField(max_length=100, unique=True)
        ),
        migrations.AlterField(model_name="confirmation", name="username", field=models.CharField(max_length=100)),
        migrations.AlterField(model_name="plea", name="username", field=models.CharField(max_length=100)),
        migrations.CreateModel(
            name="Registration",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pack", models.CharField(max_length=40)),
                ("username", models.CharField(max_length=100)),
                ("name", models.CharField(max_length=100)),
                ("password", models.CharField(max_length=128)),
                ("phone_sealed", models.CharField(max_length=200)),
                ("phone_index", models.CharField(max_length=64)),
                ("tier", models.PositiveSmallIntegerField()),
                ("asked_at", models.DateTimeField(db_default=banshi.ledger.clock.Now())),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "top",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at", None)),
                        fields=("username",),
                        name="one_open_registration_of_a_name",
                    )
                ],
            },
        ),
    ]
