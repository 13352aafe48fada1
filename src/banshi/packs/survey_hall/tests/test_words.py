"""What people read: one word for a number, one name for who acts, and every paper in the menu."""

import pytest

from banshi.cases import prints, queries
from banshi.catalogue import shelf
from banshi.define import PrintPapers
from banshi.ledger.models import Delivery
from banshi.packs.survey_hall.tests.situations import Office, accepted, act, an_application, an_office, at_work, to_sign
from banshi.papers.models import Paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return an_office()


def test_the_number_of_an_application_has_one_name(office: Office) -> None:
    """Red when one page, print or message calls it 申请编号 and another 办件编号."""
    ref = an_application(office)
    paths = [f"/cases/{ref}/", f"/cases/{ref}/form/", f"/cases/{ref}/materials/", "/s/survey_hall/cases/mine/"]
    paths.append("/s/survey_hall/inquiries/new/")
    pages = [at_work(office, "王经办").get(path).content.decode() for path in paths]
    act(office, "王经办", ref, "report")
    clerk = at_work(office, "李审核")
    pages += [
        clerk.get(path).content.decode() for path in (f"/cases/{ref}/review/", "/s/survey_hall/cases/to_receive/")
    ]
    for page in pages:
        assert ("申请编号" in page, "办件编号" in page) == (True, False)
    case = queries.case_for(office.actor("王经办"), ref)
    assert case.submission
    assert prints.receipt(case, case.submission)["lines"][0] == ["申请编号", ref]
    told = [row.payload["text"] for row in Delivery.objects.filter(to="notices.tell", payload__ref=ref)]
    assert all("申请编号" in text for text in told)


def test_every_paper_that_ends_a_case_is_in_the_menu(office: Office) -> None:
    """Red when somebody who was granted a 批准书 finds only the decision."""
    act(office, "周签发", to_sign(office), "grant")
    listed = [page for menu in shelf.pack("survey_hall").menus for page in menu.pages if isinstance(page, PrintPapers)]
    issued = Paper.objects.filter(subject=office.units["press"], kind__in=[page.paper for page in listed])
    assert sorted(issued.values_list("kind", flat=True)) == ["grant_decision", "map_approval"]
    page = at_work(office, "王经办").get("/s/survey_hall/papers/map_approval/").content.decode()
    assert issued.get(kind="map_approval").number in page


def test_a_paper_with_one_layout_is_called_by_its_name_alone(office: Office) -> None:
    """Red when the name of the only layout stands behind it."""
    accepted(office)
    letter = Paper.objects.get(subject=office.units["press"])
    page = at_work(office, "王经办").get(f"/papers/{letter.pk}/letter/").content.decode()
    assert "<h1>行政许可申请受理通知书</h1>" in page
    assert "文书（A4）" not in page
