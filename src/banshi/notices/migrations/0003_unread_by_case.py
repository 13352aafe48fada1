"""What is unread of a case is found by its reference."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("notices", "0002_needless_indexes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(model_name="sitenotice", name="unread_notices"),
        migrations.AddIndex(
            model_name="sitenotice",
            index=models.Index(condition=models.Q(("read_at", None)), fields=["account", "ref"], name="unread_notices"),
        ),
    ]
