import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import banshi.ledger.clock


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0009_confirmations_of_full_names"),
    ]

    operations = [
        migrations.CreateModel(
            name="MailLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("address_sealed", models.CharField(max_length=1000)),
                ("address_index", models.CharField(max_length=64)),
                ("asked_by", models.CharField(max_length=64)),
                ("sent_at", models.DateTimeField(db_default=banshi.ledger.clock.Now())),
                ("used_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Person",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("document", models.CharField(max_length=3)),
                ("number_sealed", models.CharField(max_length=200)),
                ("number_index", models.CharField(max_length=64, unique=True)),
                ("gender", models.CharField(default="", max_length=1)),
                ("region", models.CharField(max_length=6)),
                ("address_sealed", models.CharField(default="", max_length=1000)),
            ],
        ),
        migrations.CreateModel(
            name="SignUp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("pack", models.CharField(max_length=40)),
                ("username", models.CharField(max_length=100, unique=True)),
                ("phone_index", models.CharField(max_length=64, unique=True)),
                ("wish", models.TextField()),
                ("asked_at", models.DateTimeField(db_default=banshi.ledger.clock.Now())),
            ],
        ),
        migrations.AddField(
            model_name="account",
            name="personal",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.AddField(
            model_name="organisation",
            name="kind",
            field=models.CharField(db_default="unit", default="unit", max_length=10),
        ),
        migrations.AddConstraint(
            model_name="account",
            constraint=models.UniqueConstraint(
                condition=models.Q(("personal", True)), fields=("phone_index",), name="one_personal_account_of_a_phone"
            ),
        ),
        migrations.AddField(
            model_name="maillink",
            name="account",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="account",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="person", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="person",
            name="unit",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
            ),
        ),
        migrations.AddField(
            model_name="maillink",
            name="sign_up",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="links", to="people.signup"
            ),
        ),
        migrations.AddIndex(
            model_name="maillink",
            index=models.Index(fields=["address_index", "-sent_at"], name="links_to_a_mailbox"),
        ),
        migrations.AddIndex(
            model_name="maillink",
            index=models.Index(fields=["asked_by", "-sent_at"], name="links_somebody_asked_for"),
        ),
    ]
