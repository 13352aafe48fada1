"""Room on every page of the table of cases: a draft that is saved stays on its page, and no index hears of it."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0004_imports"),
    ]

    operations = [
        migrations.RunSQL("ALTER TABLE cases_case SET (fillfactor = 70)", "ALTER TABLE cases_case RESET (fillfactor)")
    ]
