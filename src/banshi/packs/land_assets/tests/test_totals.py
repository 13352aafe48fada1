"""地块汇总 (L14): every number opens the rows it counts, for the agency and for a 一级单位."""

import re
from html import unescape
from itertools import product

import pytest
from django.test import Client

from banshi.catalogue import actions as catalogue
from banshi.figures import actions as exporting
from banshi.figures import exports
from banshi.jobs.routes import ROUTES
from banshi.jobs.worker import hand_over_next
from banshi.ledger.tokens import new_token
from banshi.lib import spreadsheets
from banshi.lib.actor import SYSTEM
from banshi.packs.land_assets.demo import parcel
from banshi.packs.land_assets.pages import TOTALS
from banshi.packs.land_assets.parcel_form import PARCEL_FORM
from banshi.packs.land_assets.tests.situations import Province, a_parcel, a_province, act, opened
from banshi.people.models import Account
from banshi.people.queries import code_of

pytestmark = pytest.mark.django_db
PAGE = "/s/land_assets/totals/parcel/"
PLACES = ("430102", "430104", "430203")
CELL = re.compile(r'<td class="number"[^>]*>(?:<a href="([^"]+)">)?(\d+)(?:</a>)?</td>')


@pytest.fixture
def province() -> Province:
    """Parcels of both groups, in two cities, of two uses, in every state: also such as wait below the agency or were recalled."""
    made = a_province()
    named = (("430100", "湖南省 长沙市"), ("430104", "湖南省 长沙市 岳麓区"), ("430200", "湖南省 株洲市"))
    catalogue.load_codes("region", [*named, *((code, code) for code in PLACES if code != "430104")], by=SYSTEM)
    for number, (place, use) in enumerate(product(PLACES, ("0601", "1003")), start=1):
        ref = opened(made, "parcel", parcel(number, place, "1500", use=use))
        act(made, "王经办", ref, "report")
        if number > 1:
            act(made, "李审核", ref, "approve")
        if number > 3:
            act(made, "陈处长", ref, "approve" if number > 4 else "return", "请核对。")
    ref = opened(made, "parcel", parcel(1, "430104", "2500"), name="张旁人", place="other")
    act(made, "张旁人", ref, "report")
    ref = a_parcel(made, 8)
    act(made, "王经办", ref, "report")
    act(made, "王经办", ref, "recall")
    return made


def at(province: Province, name: str) -> Client:
    """One of the people at a computer."""
    client = Client()
    client.force_login(Account.objects.get(username=province.accounts[name]))
    session = client.session
    session["began"] = 32_503_680_000
    session.save()
    return client


def text(client: Client, address: str) -> str:
    found = client.get(address)
    assert found.status_code == 200, address
    return found.content.decode()


@pytest.mark.parametrize("by", range(len(TOTALS.dimensions)))
@pytest.mark.parametrize(("name", "top"), [("陈处长", ""), ("陈处长", "first"), ("李审核", "")])
def test_every_number_opens_the_rows_it_counts(province: Province, name: str, top: str, by: int) -> None:
    """Red when a list forgets the 一级单位 or the city, shows only what has reached the desk, or shows what was recalled."""
    client, code = at(province, name), code_of(province.units[top]) if top else ""
    cells = CELL.findall(text(client, f"{PAGE}?by={by}&top={code}"))
    assert len({int(number) for _, number in cells}) > 2
    for url, number in cells:
        assert bool(url) == (number != "0")
        if url:
            assert text(client, unescape(url)).count('data-label="操作"') == int(number), url


def test_what_waits_below_is_listed_and_not_opened(province: Province) -> None:
    """Red when a row leads to a page that is not found, or opens a case that has not come to the desk."""
    waiting = "/s/land_assets/cases/parcels_received/?state=under_review"
    page = text(at(province, "陈处长"), waiting)
    assert page.count("未到本单位") == 1
    assert page.count("/cases/DK") == 3
    assert "未到本单位" not in text(at(province, "李审核"), waiting)


@pytest.mark.parametrize("name", ["张旁人", "王经办"])
def test_nobody_finds_what_was_reported_under_another_unit(province: Province, name: str) -> None:
    """S7. Red when the 一级单位 in the address is believed."""
    address = f"/s/land_assets/cases/parcels_received/?top={code_of(province.units['first'])}"
    assert "没有符合条件的办件" in text(at(province, name), address)


def test_a_filer_finds_drafts_by_county_and_by_city(province: Province) -> None:
    """Red when one's own list looks into what was filed."""
    client = at(province, "王经办")
    for code, number in (("4302", 3), ("430203", 3), ("4301", 3), ("430104", 1), ("4303", 0)):
        page = text(client, f"/s/land_assets/cases/parcels/?answer/region={code}")
        assert page.count('data-label="操作"') == number, code


def test_the_form_offers_counties_of_the_province_alone(province: Province) -> None:
    """Red when the whole country is offered; what is typed from elsewhere is LD07's."""
    catalogue.load_codes("region", [("500104", "重庆市 大渡口区"), ("430105", "湖南省 长沙市 大渡口区")], by=SYSTEM)
    ref = a_parcel(province, 9)
    page = text(at(province, "王经办"), f"/cases/{ref}/pick/region/?q=大渡口")
    assert "430105" in page
    assert "500104" not in page


def test_the_panel_names_cities_and_counties_of_the_province_alone(province: Province) -> None:
    """Red when the whole country is offered."""
    catalogue.load_codes("region", [("500103", "重庆市 渝中区")], by=SYSTEM)
    page = text(at(province, "陈处长"), "/s/land_assets/cases/parcels_received/?answer/region=4301")
    assert '<option value="4301" selected>湖南省 长沙市</option>' in page
    assert "渝中区" not in page


def workbook(province: Province, name: str, narrowed: str = "", **sent: str) -> bytes:
    """全部地块 as somebody exports them."""
    address = f"/s/land_assets/cases/parcels_received/export/{narrowed}"
    at(province, name).post(address, {"token": new_token()} | sent)
    while hand_over_next(exporting.TO, ROUTES[exporting.TO]):
        pass
    by = province.actor(name)
    return exports.workbook(by, exports.mine(by)[0].id)[1]


def exported(province: Province, name: str, **sent: str) -> list[list[str]]:
    """The rows of the same."""
    return spreadsheets.read(workbook(province, name, **sent))


def test_an_export_holds_every_answer_of_what_came_to_the_desk(province: Province) -> None:
    """S19. Red when an answer is left out, or all is told of a case that waits below."""
    plain, (head, *rows) = exported(province, "陈处长"), exported(province, "陈处长", every="1")
    assert {field.label for field in PARCEL_FORM.fields()} <= {*head}
    assert (len(plain), len(rows)) == (8, 6)
    assert {row[head.index("土地面积")] for row in rows} >= {"1500", "2500"}
    assert len(exported(province, "李审核", every="1")) == 7


def test_days_are_days_and_numbers_are_numbers(province: Province) -> None:
    """Red when a day is text nobody can sort by, or a code becomes a number that loses its digits."""
    _, head, row, *_ = spreadsheets.lines(workbook(province, "陈处长", every="1"))
    assert isinstance(head, list)
    assert isinstance(row, list)
    found = dict(zip(head, row, strict=True))
    assert found["使用期限止"] == {"day": "2050-05-31"}
    assert found["土地面积"] in (1500, 2500)
    assert isinstance(found["办件编号"], str)
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:00", found["到达时间"])


def test_who_exports_every_answer_reads_at_the_button_and_in_the_workbook_that_the_list_holds_more(
    province: Province,
) -> None:
    """Red when 没有筛选 claims that all of the list is there, while what waits below was left out."""
    assert "导出全部栏目（已报到本单位的）" in text(at(province, "陈处长"), "/s/land_assets/cases/parcels_received/")
    assert "导出全部栏目<" in text(at(province, "陈处长"), "/s/land_assets/cases/parcels_to_review/")
    about = [line for line in spreadsheets.lines(workbook(province, "陈处长", every="1")) if isinstance(line, list)]
    told = {str(line[0]): str(line[1]) for line in about[-9:]}
    assert told["筛选"] == "没有筛选"
    assert told["范围"] == "只有已报到本单位的；列表里还在下级审核的没有导出"


def test_a_column_stands_beside_what_is_looked_for(province: Province) -> None:
    """Red when the page narrows by 证载用途 and does not show it, or the workbook leaves out what waits below because it does."""
    client, list_ = at(province, "陈处长"), "/s/land_assets/cases/parcels_received/"
    assert 'data-label="证载用途"' not in text(client, list_)
    assert text(client, f"{list_}?answer/use_code=0601").count('data-label="证载用途"') == 4
    head, *rows = spreadsheets.read(workbook(province, "陈处长", "?answer/use_code=0601"))
    assert (head.count("证载用途"), len(rows)) == (1, 4)


@pytest.mark.parametrize(
    ("narrowed", "said"),
    [("", "没有筛选，列表里的都在"), ("?state=returned", "只有符合以上条件的；列表里其他的没有导出")],
)
def test_a_workbook_says_whether_rows_were_left_out(province: Province, narrowed: str, said: str) -> None:
    """Red when a part is passed on as if it were all."""
    about = [line for line in spreadsheets.lines(workbook(province, "陈处长", narrowed)) if isinstance(line, list)]
    told = {str(line[0]): str(line[1]) for line in about[-8:]}
    assert told["筛选"].startswith(said)
    assert told["行数"] == ("1 行" if narrowed else "7 行")
