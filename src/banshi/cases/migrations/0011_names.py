"""Names are looked for among those of units, not of cases, and what reached a desk is found by the unit it is about."""

from typing import Any

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

import banshi.lib.grams

NAMES = "INSERT INTO cases_unitname (unit_id, name) SELECT DISTINCT subject_id, unit_name FROM cases_case"
# What the deferred foreign key has to look at is looked at now: no column is changed while that is still to be done.
SUBJECTS = """UPDATE cases_stop AS stop SET subject_id = here.subject_id FROM cases_case AS here WHERE here.id = stop.case_id;
SET CONSTRAINTS ALL IMMEDIATE;
"""


def unit(*, null: bool = False) -> "models.ForeignKey[Any, Any]":
    """A unit somebody names."""
    return models.ForeignKey(
        db_index=False,
        null=null,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="people.organisation",
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_places"), ("people", "0007_organisations_by_spelling")]

    operations = [
        migrations.CreateModel(
            name="UnitName",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100)),
                ("unit", unit()),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("unit", "name"), name="one_row_of_each_name")],
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        banshi.lib.grams.Grams(models.Value(""), "name"), name="units_by_part_of_a_name"
                    )
                ],
            },
        ),
        migrations.AddField("stop", "subject", unit(null=True)),
        migrations.RunSQL([NAMES, SUBJECTS], migrations.RunSQL.noop),
        migrations.AlterField("stop", "subject", unit()),
        migrations.RemoveIndex("stop", "stops_of_a_unit"),
        migrations.AddIndex("stop", models.Index(fields=["organisation", "subject", "case"], name="stops_of_a_unit")),
        migrations.RemoveIndex("case", "cases_about_a_unit"),
        migrations.AddIndex("case", models.Index(fields=["subject", "desk", "-id"], name="cases_about_a_unit")),
        migrations.RemoveIndex("case", "cases_by_part_of_a_name"),
        migrations.RemoveField("case", "unit_grams"),
    ]
