"""What was reported is found by city, and by the first-level unit it was reported under."""

from django.db import migrations

# An answer that was picked has a code; a code of six figures is a region's.
PLACES = """INSERT INTO cases_facet (case_id, matter, key, text)
SELECT here.id, here.matter, ':top', coalesce(kept.unit->'top'->>'code', kept.unit->>'code')
FROM cases_case AS here JOIN cases_submission AS kept ON kept.id = here.submission_id
UNION ALL
SELECT facet.case_id, facet.matter, facet.key || ':city', left(facet.text, 4)
FROM cases_facet AS facet JOIN cases_case AS here ON here.id = facet.case_id JOIN cases_submission AS kept ON kept.id = here.submission_id
WHERE facet.text ~ '^[0-9]{6}$' AND kept.answers->facet.key->>'code' = facet.text
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_arrangements")]

    operations = [migrations.RunSQL(PLACES, "DELETE FROM cases_facet WHERE key LIKE '%:%'")]
