"""The key of a unit in a roster is its place in the tree, ten figures a level; what is asked for is said with every export."""

from django.db import migrations, models

SAID = """UPDATE figures_export SET source = source || '{"said": []}'"""


class Migration(migrations.Migration):
    dependencies = [("figures", "0001_initial")]

    operations = [
        migrations.AlterField("export", "after", models.CharField(default="", max_length=600)),
        migrations.RunSQL(SAID, migrations.RunSQL.noop),
    ]
