"""打表 and 打证, and the public check, over HTTP."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from banshi.cases.models import Case
from banshi.papers.models import Paper
from tests.papers.situations import drawn
from tests.situations import Group, a_case, a_group

pytestmark = pytest.mark.django_db
PACK, FORM = "property_rights", "registration_form"


@pytest.fixture
def group() -> Group:
    return a_group()


@pytest.fixture
def paper(group: Group) -> Paper:
    """The 登记表 of the fourth-level company, approved by the agency."""
    return Paper.objects.get(case=Case.objects.get(ref=a_case(group, "registered")).pk)


def signed_in(group: Group, name: str) -> Client:
    """Somebody's browser."""
    client = Client()
    client.force_login(group.account(name), backend="banshi.people.signing_in.sign_in.Backend")
    session = client.session
    session["began"] = 10**11
    session.save()
    return client


def listed(group: Group, name: str, **asked: str) -> str:
    return signed_in(group, name).get(reverse("filing:papers", args=[PACK, FORM]), asked).content.decode()


def pages_of(paper: Paper) -> list[str]:
    """Every address of a paper's."""
    at = [paper.pk, "standard"]
    return [
        reverse("filing:paper", args=at),
        reverse("filing:paper_picture", args=[*at, 1]),
        reverse("filing:paper_pdf", args=at),
    ]


@pytest.mark.parametrize("name", ["王经办", "李审核", "孙总管", "陈处长"])
def test_the_unit_its_superiors_and_the_agency_print_its_paper(group: Group, paper: Paper, name: str) -> None:
    drawn(paper, "standard")
    assert paper.number in listed(group, name)
    client = signed_in(group, name)
    assert [client.get(page).status_code for page in pages_of(paper)] == [200, 200, 200]


def test_a_paper_is_not_found_by_anybody_else(group: Group, paper: Paper) -> None:
    """S7. Red when a view forgets the grant."""
    drawn(paper, "standard")
    assert paper.number not in listed(group, "张旁人")
    client = signed_in(group, "张旁人")
    choice = reverse("filing:paper_choice", args=[PACK, FORM, paper.subject_id])
    assert [client.get(page).status_code for page in [*pages_of(paper), choice]] == [404] * 4
    assert client.post(reverse("filing:paper_revoke", args=[paper.pk, "standard"]), {"reason": "x"}).status_code == 404
    assert [Client().get(page).status_code for page in pages_of(paper)] == [302] * 3


def test_no_paper_before_approval(group: Group) -> None:
    """S9."""
    a_case(group, "at_agency")
    assert "审批通过后" in listed(group, "王经办")


def test_who_finds_no_paper_of_a_kind_is_told_which_one_they_print(group: Group, paper: Paper) -> None:
    """Red when the page of a lower unit is only empty."""
    page = (
        signed_in(group, "王经办")
        .get(reverse("filing:papers", args=[PACK, "registration_certificate"]))
        .content.decode()
    )
    assert "其他企业打印登记表" in page
    assert f'href="{reverse("filing:papers", args=[PACK, FORM])}">去打表' in page


def test_period_and_layout_lead_to_the_preview_and_the_preview_to_the_pdf(group: Group, paper: Paper) -> None:
    client = signed_in(group, "王经办")
    choice = reverse("filing:paper_choice", args=[PACK, FORM, paper.subject_id])
    assert "2012年6月30日" in client.get(choice).content.decode()
    preview = client.get(choice, {"paper": str(paper.pk), "layout": "standard"})
    assert preview["Location"] == pages_of(paper)[0]
    waiting = client.get(preview["Location"])
    assert "正在生成" in waiting.content.decode()
    assert waiting["Refresh"] == "3"
    assert client.get(pages_of(paper)[2]).status_code == 302
    pdf = drawn(paper, "standard")
    assert "正在生成" not in client.get(preview["Location"]).content.decode()
    assert client.get(pages_of(paper)[2]).content == pdf
    assert "filename*=utf-8''" in client.get(pages_of(paper)[2], {"download": "1"})["Content-Disposition"]


@pytest.mark.parametrize(
    "wrong",
    [
        "standard/2.png",
        "standard/0.png",
        "other/",
        "standard/99999999999999999999.png",
        "other/1.png",
        "other/signed.pdf",
    ],
)
def test_what_a_paper_does_not_have_is_not_found(group: Group, paper: Paper, wrong: str) -> None:
    assert signed_in(group, "王经办").get(f"/papers/{paper.pk}/{wrong}").status_code == 404


def test_units_are_searched_by_name(group: Group, paper: Paper) -> None:
    assert paper.number in listed(group, "陈处长", text="检测公司")
    assert "没有找到名称里有“酒店”的单位" in listed(group, "陈处长", text="酒店")
    assert paper.number in listed(group, "陈处长", text="检测\u200b公司", after="-1")
    assert paper.number in listed(group, "陈处长", after="9" * 40)


def test_the_agency_revokes_with_a_reason_that_is_kept_when_it_is_missing(group: Group, paper: Paper) -> None:
    revoke = reverse("filing:paper_revoke", args=[paper.pk, "standard"])
    assert signed_in(group, "王经办").post(revoke, {"reason": "x"}).status_code == 403
    officer = signed_in(group, "陈处长")
    refused = officer.post(revoke, {"reason": "长" * 501})
    assert refused.status_code == 422
    assert "长" * 501 in refused.content.decode()
    assert officer.post(revoke, {"reason": "登记资料不实"}).status_code == 302
    assert "已撤销" in officer.get(pages_of(paper)[0]).content.decode()
    assert officer.post(revoke, {"reason": "再次"}).status_code == 409


# The public check ----------------------------------------------------------------------------------------------------------------


def check(number: str, code: str) -> str:
    answer = Client().post(reverse("hall:check"), {"number": number, "code": code}, follow=True)
    return str(answer.content.decode())


def test_anybody_checks_by_number_and_code(paper: Paper) -> None:
    page = check(paper.number, paper.check_code)
    assert "真实有效" in page
    assert "测试签章" in page
    assert paper.subject_name in page


def test_what_the_qr_code_holds_opens_the_verdict(paper: Paper) -> None:
    path = paper.data["check_url"].partition("//")[2].partition("/")[2]
    assert "真实有效" in Client().get(f"/{path}").content.decode()


def test_a_number_alone_asks_for_the_code_and_tells_nothing(paper: Paper) -> None:
    """S29. Red when the page shows what it knows before the code is given."""
    real = Client().get(reverse("hall:checked", args=[paper.number])).content.decode()
    assert paper.subject_name not in real
    assert "核验码" in real
    assert "没有查到" in check(paper.number, "ABCDEFGHJKMN")


def test_a_file_is_checked(paper: Paper) -> None:
    pdf = drawn(paper, "standard")
    for content, words in ((pdf, "真实有效"), (pdf + b"\n", "被改动过"), (b"%PDF-", "没有查到")):
        answer = Client().post(reverse("hall:check"), {"way": "file", "file": SimpleUploadedFile("a.pdf", content)})
        assert words in answer.content.decode()


def test_nothing_given_or_too_much_is_said_in_words() -> None:
    client = Client()
    assert client.post(reverse("hall:check"), {"number": "甲", "code": ""}).status_code == 422
    assert client.post(reverse("hall:check"), {"way": "file"}).status_code == 422
    large = SimpleUploadedFile("a.pdf", bytes(20 * 1024 * 1024 + 1))
    answer = client.post(reverse("hall:check"), {"way": "file", "file": large})
    assert (answer.status_code, "20 MB" in answer.content.decode()) == (413, True)


def test_sixty_looks_a_minute_are_enough(paper: Paper, monkeypatch: pytest.MonkeyPatch) -> None:
    """Red when the address is not counted."""
    monkeypatch.setattr("banshi.web.hall.check.A_MINUTE", 3)
    there = reverse("hall:checked", args=[paper.number])
    answers = [Client().get(there, {"code": "2" * 12}) for _ in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert answers[-1]["Retry-After"] == "60"
    assert Client(REMOTE_ADDR="192.0.2.9").get(there, {"code": "2" * 12}).status_code == 200


def test_a_number_nobody_can_have_typed_is_just_unknown(paper: Paper) -> None:
    """S20, S31. Red when what cannot be seen counts; what no database holds (NUL) the house refuses before any page is asked."""
    for number in ("a\u202eb", "a\nb", "a\r\nb", "\ufffd" * 300, "’; DROP TABLE", "../" * 9):
        assert "没有查到" in check(number, "ABCD\u200b")
    assert "请填写证照上印的编号和核验码" in check("\u200b", "ABCD")


def test_a_number_too_large_for_the_database_is_not_found(group: Group) -> None:
    client = signed_in(group, "王经办")
    for page in (f"/papers/{10**30}/standard/", f"/s/{PACK}/papers/{FORM}/{10**30}/"):
        assert client.get(page).status_code == 404


def test_a_case_leads_straight_to_its_paper_where_there_is_nothing_to_choose(group: Group) -> None:
    """Red when the button of a case leads to the list of all units."""
    ref = a_case(group, "registered")
    made = Paper.objects.get()
    page = signed_in(group, "王经办").get(f"/cases/{ref}/").content.decode()
    assert f'href="{reverse("filing:paper", args=[made.pk, "standard"])}"' in page
