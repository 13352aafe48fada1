"""Results are looked for by their lines as they are read, not as JSON is written: a quotation mark finds only what is quoted."""

import django.contrib.postgres.indexes
from django.db import migrations, models

from banshi.bulletin.models import RESULT
from banshi.lib.grams import Grams

TOLD = """
CREATE FUNCTION banshi_told(lines jsonb) RETURNS text LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(string_agg(line ->> 1, ' ' ORDER BY at), '')
    FROM jsonb_array_elements(lines) WITH ORDINALITY AS each (line, at)
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("bulletin", "0007_promises")]

    operations = [
        migrations.RunSQL(TOLD, "DROP FUNCTION banshi_told"),
        migrations.RemoveIndex("result", "results_by_part_of_a_text"),
        migrations.AddIndex(
            "result",
            django.contrib.postgres.indexes.GinIndex(Grams(models.Value(""), RESULT), name="results_by_part_of_a_text"),
        ),
    ]
