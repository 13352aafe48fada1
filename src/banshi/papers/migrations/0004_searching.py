"""Papers are found by a part of whose they are, of what their case is called and of their number; those of one kind are listed newest
first. The function that cuts texts into pieces came with the search of answers."""

import django.contrib.postgres.indexes
from django.db import migrations, models

import banshi.papers.models
from banshi.lib.grams import Grams


class Migration(migrations.Migration):
    dependencies = [("papers", "0003_successors"), ("cases", "0007_searching")]

    operations = [
        migrations.RemoveIndex("paper", "papers_by_part_of_a_name"),
        migrations.RemoveField("paper", "subject_grams"),
        migrations.AddField("paper", "name", models.CharField(db_default="", max_length=100)),
        migrations.AddIndex("paper", models.Index(fields=["pack", "kind", "-id"], name="papers_of_a_kind")),
        migrations.AddIndex(
            "paper",
            django.contrib.postgres.indexes.GinIndex(
                Grams(models.Value(""), banshi.papers.models.CALLED), name="papers_by_part_of_a_text"
            ),
        ),
    ]
