"""Two windows on one draft, as browsers send them: the older never takes back what the other has saved."""

import pytest
from django.test import Client

from banshi.cases.models import Case
from tests.situations import a_case, a_group
from tests.web.test_bulk import at_home

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft() -> tuple[Client, str]:
    """A filer's browser and the address of a draft."""
    group = a_group()
    return at_home(group, "王经办"), f"/cases/{a_case(group)}/"


def sent(page: str, **cells: str) -> dict[str, str]:
    """What a window that knows the first version sends of a page."""
    return cells | {f"{page}/sent": "1", "draft_version": "1"}


def the_case(address: str) -> Case:
    return Case.objects.get(ref=address.split("/")[2])


def test_next_step_marks_the_cell_it_changed(draft: tuple[Client, str]) -> None:
    """Red when 下一步 raises the version and marks nothing."""
    client, case = draft
    client.post(f"{case}form/", sent("address", address="甲路 1 号"))
    late = client.post(f"{case}form/save/", sent("address", address="乙路 2 号", changed="address")).json()
    assert [(each["cell"], each["who"]) for each in late["refused"]] == [("address", "王经办")]
    assert the_case(case).draft["address"] == "甲路 1 号"


def test_a_note_that_is_not_taken_is_said_with_who_was_first(draft: tuple[Client, str]) -> None:
    """Red when the page of materials is told that nothing was refused."""
    client, case = draft
    client.post(f"{case}materials/", sent("articles", **{"articles/number": "1号"}))
    note = {"articles/number": "2号", "changed": "articles/number"}
    late = client.post(f"{case}materials/save/", sent("articles", **note)).json()
    assert [(each["label"], each["who"]) for each in late["refused"]] == [("公司章程", "王经办")]
    assert the_case(case).notes["articles"]["number"] == "1号"


def test_an_older_window_that_sends_all_its_notes_takes_back_none(draft: tuple[Client, str]) -> None:
    """Red when a page of materials that is sent whole (上一步) is refused altogether, or overwrites what it never showed."""
    client, case = draft
    first = {"articles/number": "1号", "articles/day": "", "articles/issuer": ""}
    client.post(f"{case}materials/", sent("articles", **first))
    older = first | {"articles/number": "2号", "articles/issuer": "甲", "back": "1"}
    answer = client.post(f"{case}materials/", sent("articles", **older), follow=True)
    kept = the_case(case).notes["articles"]
    assert (kept["number"], kept["issuer"]) == ("1号", "甲")
    assert answer.redirect_chain[-1][0] == f"{case}materials/"
    assert "王经办刚刚改了“公司章程”，现在是“1号”。您填的“2号”没有保存。" in answer.content.decode()
