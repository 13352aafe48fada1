"""What the filer's pages say at the right moment: before a case is opened, after it came back, before it is reported."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

from banshi.cases import actions as cases
from banshi.cases import queries
from banshi.cases.models import Case
from banshi.catalogue import shelf
from banshi.ledger.tokens import new_token
from banshi.lib.actor import SYSTEM
from banshi.lib.refusals import Forbidden
from banshi.notices import actions as notices
from banshi.people import actions as people
from tests.situations import OCCUPY, Group, a_case, a_filing, a_group, act, attach_all
from tests.web.test_bulk import at_home

pytestmark = pytest.mark.django_db
START = "/s/property_rights/start/{}/"


@pytest.fixture
def group() -> Group:
    return a_group()


def shown(client: Client, matter: str) -> str:
    """What the opening page of a matter says."""
    return client.get(START.format(matter)).content.decode()


def test_a_registered_unit_is_told_so_before_the_form_with_its_case_and_what_to_file_instead(group: Group) -> None:
    """Red when only the check at 上报 knows it."""
    ref = a_case(group, "registered")
    client = at_home(group, "王经办")
    page = shown(client, "occupy")
    assert "检测公司已经登记（时期 2012-06-30），不能再办理占有登记；可以办理变动登记、注销登记、更正登记" in page
    assert f"/cases/{ref}/" in page
    assert START.format("change") in page
    typed = {
        "business_registered": "是",
        "business_registered/sent": "1",
        "unit": group.codes["fourth"],
        "confirmed": "1",
    }
    sent = client.post(START.format("occupy"), typed | {"token": new_token()})
    assert (sent.status_code, Case.objects.filter(subject=group.units["fourth"]).count()) == (422, 1)
    with pytest.raises(Forbidden, match="已经登记"):
        cases.open_case(OCCUPY, group.units["fourth"], by=group.actor("王经办"), token=new_token())


@pytest.mark.parametrize("matter", ["change", "cancel", "correct", "replace_paper"])
def test_a_unit_that_is_not_registered_is_told_what_to_file_first(group: Group, matter: str) -> None:
    """Red when it is said only after 【确定】, or by a name the core made up."""
    page = shown(at_home(group, "王经办"), matter)
    assert "检测公司还没有登记" in page
    assert "应先办理占有登记" in page
    assert START.format("occupy") in page


def test_a_case_under_way_is_named_with_a_link_and_does_not_stand_in_the_way(group: Group) -> None:
    """Red when only cases of the same matter are looked for, or when ended ones are listed."""
    a_case(group, "registered")
    correcting = a_filing(group, "correct", {}, at="draft")
    page = shown(at_home(group, "王经办"), "change")
    assert "还没有办结的办件" in page
    assert f"/cases/{correcting}/" in page
    assert page.count("/cases/GZ") == 1
    assert "/cases/CQ" not in page
    assert 'value="' + group.codes["fourth"] in page


def test_who_files_for_another_unit_learns_of_no_case_that_is_not_theirs(group: Group) -> None:
    """Red when the cases of the unit are listed whoever asks."""
    people.name_filer(unit=group.units["fourth"], files=group.units["second"], ref="", by=SYSTEM)
    chosen = {"business_registered": "是", "business_registered/sent": "1", "unit": group.codes["fourth"]}
    ref = a_case(group)
    for name, told in (("王经办", True), ("赵主管", False)):
        page = at_home(group, name).post(START.format("occupy"), chosen).content.decode()
        assert "请确认" in page
        assert (ref in page) == told


@pytest.mark.parametrize(("at", "move"), [("returned", "reopen"), ("under_review", "recall")])
def test_who_takes_a_case_back_to_change_it_lands_in_the_form(group: Group, at: str, move: str) -> None:
    """Red when the move leads to the page of the case."""
    ref = a_case(group, at)
    client = at_home(group, "王经办")
    form = {"version": Case.objects.get(ref=ref).version, "token": new_token()}
    moved = client.post(f"/cases/{ref}/moves/{move}/", form)
    assert moved["Location"] == f"/cases/{ref}/form/"
    again = client.post(f"/cases/{ref}/moves/{move}/", form)
    assert again["Location"] == moved["Location"]
    page = client.get(moved["Location"]).content.decode()
    assert "回到“填报中”，可以修改了" in page
    assert ("请补充公司章程。" in page) == (at == "returned")


def test_what_is_filled_in_can_be_read_and_printed_before_it_is_reported(group: Group) -> None:
    """Red when the page waits for the first submission, and when a draft that came back shows the old one."""
    ref = a_case(group, "returned")
    cases_page, client = f"/cases/{ref}/", at_home(group, "王经办")
    client.post(f"{cases_page}moves/reopen/", {"version": Case.objects.get(ref=ref).version, "token": new_token()})
    filer = group.actor("王经办")
    case = queries.case_for(filer, ref)
    cases.save_draft(case, case.draft | {"address": "渝州市新街 9 号"}, by=filer, version=case.draft_version)
    page = client.get(cases_page).content.decode()
    assert "渝州市新街 9 号" in page
    assert "下面是现在填写的内容，还没有上报" in page
    assert "渝州市滨江路 18 号" in at_home(group, "李审核").get(cases_page).content.decode()
    printed = client.get(f"{cases_page}print/filled/")
    assert (printed.status_code, printed["Content-Type"]) == (200, "application/pdf")


def test_who_reports_again_what_came_back_unchanged_is_asked_whether_they_mean_it(group: Group) -> None:
    """Red when nothing is said, when it is said of what was changed or never reported, or when it may not be reported as it was."""
    ref = a_case(group, "returned")
    client, filer, report = at_home(group, "王经办"), group.actor("王经办"), f"/cases/{ref}/moves/report/"
    warning = "上次上报以后，填写的内容和附件都没有改动"
    client.post(f"/cases/{ref}/moves/reopen/", {"version": Case.objects.get(ref=ref).version, "token": new_token()})
    assert warning in client.get(report).content.decode()
    case = queries.case_for(filer, ref)
    cases.save_draft(case, case.draft | {"address": "渝州市新街 9 号"}, by=filer, version=case.draft_version)
    assert warning not in client.get(report).content.decode()
    case = queries.case_for(filer, ref)
    cases.save_draft(case, case.draft | {"address": "渝州市滨江路 18 号"}, by=filer, version=case.draft_version)
    assert warning in client.get(report).content.decode()
    act(group, "王经办", ref, "report")
    assert Case.objects.get(ref=ref).state == "under_review"


def test_a_first_draft_has_a_print_and_no_receipt(group: Group) -> None:
    ref, client = a_case(group), at_home(group, "王经办")
    assert client.get(f"/cases/{ref}/print/filled/").status_code == 200
    assert client.get(f"/cases/{ref}/print/receipt/").status_code == 404


def test_the_steps_call_the_report_what_the_pack_calls_it() -> None:
    """Red when the step is always called 上报."""
    steps = render_to_string("parts/steps.html", {"case": {"matter": shelf.matter("library_card", "apply")}, "step": 1})
    assert "提交" in steps
    assert "上报" not in steps


def test_a_notice_about_no_case_is_read_like_any_other(group: Group) -> None:
    """What administrators do to an account is told, too. Red when a notice needs a case to lead to: nobody of the unit gets past home."""
    actor = group.actor("王经办")
    told = {"unit": actor.unit, "roles": sorted(actor.roles), "text": "账户正在重置。", "sms": False, "ref": ""}
    notices.tell(told, "7-0")
    client = at_home(group, "王经办")
    for page in ("/s/property_rights/", "/notices/"):
        assert "账户正在重置。" in client.get(page).content.decode()


def test_mistakes_come_before_the_question_whether_one_is_sure(group: Group) -> None:
    """Red when 上报 asks first, and then says that materials are missing."""
    ref, client = a_case(group), at_home(group, "王经办")
    pressed = client.post(f"/cases/{ref}/materials/", {"draft_version": "1", "move": "report"}, follow=True)
    assert pressed.status_code == 422
    assert "请上传“公司章程”" in pressed.content.decode()
    assert "确定上报吗" not in pressed.content.decode()
    attach_all(ref, group.actor("王经办"))
    pressed = client.post(f"/cases/{ref}/materials/", {"draft_version": "1", "move": "report"}, follow=True)
    assert "确定上报吗" in pressed.content.decode()
    assert client.post(f"/cases/{ref}/materials/", {"draft_version": "1", "move": "no/such"}).status_code == 302
