"""A number that was signed up with is found after its account was merged into another."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0020_reminding_of_disputes")]

    operations = [
        migrations.AddField("account", "merged_document", models.CharField(max_length=3, default="", db_default="")),
        migrations.AddField("account", "merged_number", models.CharField(max_length=64, default="", db_default="")),
        migrations.AddIndex(
            "account",
            models.Index(
                fields=["merged_number"], condition=~models.Q(merged_number=""), name="numbers_of_merged_accounts"
            ),
        ),
    ]
