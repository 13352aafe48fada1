"""The same document is found however its number is spelled."""

from django.db import migrations, models

from banshi.lib.spelled import Spelled


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_terms")]

    operations = [
        migrations.AddIndex(
            model_name="facet",
            index=models.Index("matter", "key", Spelled("text"), name="facets_by_spelling"),
        ),
    ]
