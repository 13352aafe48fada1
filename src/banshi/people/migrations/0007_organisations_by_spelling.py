"""Units are found by their name however it is spelled."""

from django.db import migrations, models

from banshi.lib.spelled import Spelled


class Migration(migrations.Migration):
    dependencies = [("people", "0006_pleas_and_stand_ins")]

    operations = [
        migrations.AddIndex(
            model_name="organisation",
            index=models.Index(Spelled("name"), name="organisations_by_spelling"),
        ),
    ]
