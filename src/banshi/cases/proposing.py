"""What a new case proposes: the next name of a series that its unit has not used."""

import re

from django.db import connection

from banshi.define import Form, Text

# A case that was given up before anything was filed in it has used nothing.
HIGHEST = """
SELECT coalesce(max(substring(draft->>%s FROM %s)::numeric), 0) FROM cases_case
WHERE subject_id = %s AND matter = %s AND NOT (ended AND submission_id IS NULL)
"""


def proposed(matter: str, form: Form, subject: int) -> dict[str, str]:
    """The next name of every series of a matter ("pack/matter") about a unit, by field. Of two who open a case at once both are
    proposed the same: a claim on it, where the matter makes one, decides."""
    return {each.key: _next(each, matter, subject) for each in form.fields() if isinstance(each, Text) and each.series}


def _next(field: Text, matter: str, subject: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute(HIGHEST, [field.key, _pattern(field.series), subject, matter])
        (highest,) = cursor.fetchone()
    return field.series.format(serial=int(highest) + 1)


def _pattern(series: str) -> str:
    """Finds the serial number of a name of the series, with or without spaces around it."""
    before, after = re.split(r"\{.*?\}", series)
    return rf"^\s*{re.escape(before.strip())}\s*(\d{{1,9}})\s*{re.escape(after.strip())}\s*$"
