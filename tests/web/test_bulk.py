"""The pages of filing by workbook, without a browser."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from banshi.cases.imports.working import go_on
from tests.cases.bulk import history, the_matter
from tests.forms.filled import filled
from tests.situations import OCCUPY, Group, a_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def group() -> Group:
    return a_group()


def at_home(group: Group, name: str) -> Client:
    """Somebody's browser, signed in."""
    client = Client()
    client.force_login(group.account(name))
    session = client.session
    session["began"], session["pack"] = 32_503_680_000, "property_rights"
    session.save()
    return client


def test_a_workbook_goes_up_and_its_page_follows_it_to_the_preview(group: Group) -> None:
    """Red when the page of an import cannot be drawn at one of its stages."""
    client = at_home(group, "孙总管")
    assert client.get("/s/property_rights/import/occupy/").status_code == 200
    rows, tables = history(group)
    rows[0]["period"] = "去年"
    book = SimpleUploadedFile("补录.xlsx", filled(the_matter(OCCUPY), rows, tables))
    sent = client.post("/s/property_rights/import/occupy/", {"file": book})
    assert sent.status_code == 302
    assert "正在读取工作簿" in client.get(sent["Location"]).content.decode()
    while go_on({"import": int(sent["Location"].split("/")[-2])}, ""):
        assert client.get(sent["Location"]).status_code == 200
    page = client.get(sent["Location"]).content.decode()
    assert "“数据截止日”应填写日期" in page
    assert "先导入正确的行" in page
    marked = client.get(sent["Location"] + "workbook/")
    assert marked.status_code == 200
    assert "filename*" in marked["Content-Disposition"]
    refused = client.post(sent["Location"] + "file/")
    assert (refused.status_code, "没有导入任何一行" in refused.content.decode()) == (422, True)
    assert client.post(sent["Location"] + "file/", {"only_correct": "1"}).status_code == 302


def test_a_refused_workbook_is_not_given_back(group: Group) -> None:
    """Red when nothing was read and the marked workbook is made of it all the same: a fault."""
    client = at_home(group, "孙总管")
    book = SimpleUploadedFile("空模板.xlsx", filled(the_matter(OCCUPY), []))
    sent = client.post("/s/property_rights/import/occupy/", {"file": book})
    assert client.get(sent["Location"] + "workbook/").status_code == 404
    while go_on({"import": int(sent["Location"].split("/")[-2])}, ""):
        pass
    assert "还没有要导入的行" in client.get(sent["Location"]).content.decode()
    assert client.get(sent["Location"] + "workbook/").status_code == 404
