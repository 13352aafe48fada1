import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import banshi.ledger.clock


class Migration(migrations.Migration):
    dependencies = [
        ("allauth_idp_oidc", "0003_client_allow_uri_wildcards"),
        ("people", "0012_disputes"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgencyKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("beginning", models.CharField(max_length=12)),
                ("since", models.DateTimeField(db_default=banshi.ledger.clock.Now())),
                ("until", models.DateTimeField(null=True)),
                ("used_on", models.DateField(null=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.organisation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="OutsideIdentity",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("issuer", models.CharField(max_length=500)),
                ("subject", models.CharField(max_length=255)),
                ("name", models.CharField(max_length=100)),
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
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("issuer", "subject"),
                        name="one_account_of_an_identity",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("account", "issuer"),
                        name="one_identity_of_an_account",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Platform",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("starts_at", models.URLField(max_length=500)),
                ("registered_at", models.DateTimeField(db_default=banshi.ledger.clock.Now())),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "client",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="platform",
                        to="allauth_idp_oidc.client",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("subject", models.CharField(db_index=True, max_length=64)),
                ("scopes", models.JSONField()),
                ("since", models.DateTimeField(db_default=banshi.ledger.clock.Now())),
                ("until", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "platform",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.platform"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("until", None)),
                        fields=("account", "platform"),
                        name="one_consent_to_a_platform",
                    )
                ],
            },
        ),
    ]
