"""What runs out at an officer's desk stands on their home, and each number opens the cases it counts."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from banshi.catalogue import shelf
from banshi.packs.survey_hall.tests.situations import Office, accepted, an_office, at_work, it_is
from banshi.web.filing import dues
from tests.harness.clock import Shift

pytestmark = pytest.mark.django_db
HOME = "/s/survey_hall/"


@pytest.fixture
def office() -> Office:
    return an_office()


def counted(office: Office, name: str) -> dict[str, dict[str, int]]:
    """The numbers of somebody's home, by list."""
    found = dues.on_home(shelf.pack("survey_hall"), office.actor(name))
    return {row["list"].key: {each["due"]: each["count"] for each in row["numbers"]} for row in found}


def test_each_number_counts_what_its_list_shows(office: Office, shift: Shift) -> None:
    """Red when a number counts what is done, what is not at this desk, or leads to another list than it counts."""
    it_is("2026-03-02", shift)
    refs = [accepted(office) for _ in range(2)]
    assert counted(office, "陈承办") == {"examined": {"over": 0, "today": 0, "week": 0}}
    it_is("2026-03-23", shift)  # fifteen working days are promised
    assert counted(office, "陈承办") == {"examined": {"over": 0, "today": 2, "week": 2}}
    it_is("2026-03-24", shift)
    assert counted(office, "陈承办") == {"examined": {"over": 2, "today": 0, "week": 0}}
    client = at_work(office, "陈承办")
    page = client.get(HOME).content.decode()
    (address,) = re.findall(r'href="([^"]+due=over)"', page)
    listed = client.get(address).content.decode()
    assert all(ref in listed for ref in refs)


def test_all_numbers_are_one_statement_and_who_files_has_none(office: Office) -> None:
    """Red when each list is counted by itself, or an applicant's home asks at all."""
    with CaptureQueriesContext(connection) as seen:
        assert counted(office, "周签发")
    assert len([each for each in seen.captured_queries if "cases_term" in each["sql"]]) == 1
    with CaptureQueriesContext(connection) as seen:
        assert counted(office, "王经办") == {}
    assert not [each for each in seen.captured_queries if "cases_term" in each["sql"]]
