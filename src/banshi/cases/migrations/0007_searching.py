"""Parts of filed answers are found by an index. No row keeps the pieces: the index makes them of the answer."""

import django.contrib.postgres.indexes
from django.db import migrations

import banshi.lib.grams

GRAMS = """
CREATE FUNCTION banshi_grams(key text, said text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT key || ':' || substr(plain, at, 2)), '{}')
    FROM lower(regexp_replace(said, '\\s', '', 'g')) AS plain, generate_series(1, length(plain) - 1) AS at
$$;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_corrections"),
    ]

    operations = [
        migrations.RunSQL(GRAMS, "DROP FUNCTION banshi_grams"),
        migrations.AddIndex(
            model_name="facet",
            index=django.contrib.postgres.indexes.GinIndex(
                banshi.lib.grams.Grams("key", "text"), name="facets_by_part_of_a_text"
            ),
        ),
    ]
