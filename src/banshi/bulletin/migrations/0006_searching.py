"""Parts of what is published and asked are found by an index; a result knows who decided it, and the numbers of its papers. The function
that cuts texts into pieces came with the search of answers."""

import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

from banshi.bulletin.models import CONSULTATION, INQUIRY
from banshi.lib.grams import Grams, Together


class Stored(models.Func):
    """What lines told as it is stored, brackets and quotation marks with it."""

    template = "jsonb_path_query_array(%(expressions)s, '$[*][1]')::text"
    output_field = models.TextField()


RESULT = Together("title", "whom", "outcome", "numbers", Stored("lines"))


def pieces(of: Together, name: str) -> django.contrib.postgres.indexes.GinIndex:
    """An index by parts of a text."""
    return django.contrib.postgres.indexes.GinIndex(Grams(models.Value(""), of), name=name)


class Migration(migrations.Migration):
    dependencies = [
        ("bulletin", "0005_consultations"),
        ("cases", "0007_searching"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.AddField("result", "numbers", models.TextField(db_default="")),
        migrations.AddField(
            "result",
            "issuer",
            models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="people.organisation",
            ),
        ),
        migrations.AddIndex("result", pieces(RESULT, "results_by_part_of_a_text")),
        migrations.AddIndex("inquiry", pieces(INQUIRY, "inquiries_by_part_of_a_text")),
        migrations.AddIndex("consultation", pieces(CONSULTATION, "consultations_by_part_of_text")),
    ]
