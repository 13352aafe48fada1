"""A case that is read in SQL of its own is seen by the same people as Django's lists show it to."""

import pytest

from banshi.cases import queries, reading
from banshi.cases.models import Case
from tests.situations import a_case, a_group

pytestmark = pytest.mark.django_db
PEOPLE = ("王经办", "李审核", "赵主管", "张旁人")


@pytest.mark.parametrize("state", ["draft", "under_review", "returned"])
def test_the_same_people_see_a_case_either_way(state: str) -> None:
    """E12. Red when the SQL leaves out one of its conditions, or takes `OR` for `AND`."""
    group = a_group()
    refs = [a_case(group, state), a_case(group)]
    for name in PEOPLE:
        actor = group.actor(name)
        plain = queries.seen_by(actor).filter(ref__in=refs).order_by("pk")
        assert [each.id for each in reading.seen(actor, refs)] == [each.pk for each in plain]


def test_what_is_read_is_what_the_row_holds() -> None:
    """Red when two columns change places."""
    group = a_group()
    ref = a_case(group, "under_review")
    row = Case.objects.select_related("submission", "filing_unit", "desk").get(ref=ref)
    seen = queries.case_for(group.actor("王经办"), ref)
    assert row.submission
    assert row.desk
    assert seen.submission
    assert (seen.draft, seen.notes, seen.since, seen.opened_at) == (row.draft, row.notes, row.since, row.opened_at)
    assert (seen.filing_unit_name, seen.desk_name) == (row.filing_unit.name, row.desk.name)
    assert (seen.subject, seen.author, seen.desk) == (row.subject_id, row.author_id, row.desk_id)
    assert (seen.version, seen.draft_version, seen.position) == (row.version, row.draft_version, row.position)
    kept = row.submission
    assert (seen.submission.answers, seen.submission.unit) == (kept.answers, kept.unit)
    assert (seen.submission.materials, seen.submission.road, seen.submission.at) == (kept.materials, kept.road, kept.at)
