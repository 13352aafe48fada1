"""S28: the pages on which people belong to a unit act on that unit, and show no others."""

import re

import pytest
from django.test import Client

from banshi.cases import actions as cases
from banshi.cases.models import Case
from banshi.ledger.tokens import new_token
from banshi.people.models import Account, Organisation
from banshi.people.signing_in import passwords
from tests.people import merging
from tests.people.belonging.situations import JOINING, Place, a_place, asked, joined, roles
from tests.people.signing_in import signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("authenticators")]
ADMINISTRATOR = "account_matters/administrator"


@pytest.fixture
def place() -> Place:
    return a_place("林甜", "王经办")


def browser(place: Place, name: str) -> Client:
    """One of the people, signed in."""
    username = place.usernames[name]
    return signed_in(Account.objects.get(username=username), passwords.demo(username))


def test_s28_a_page_of_one_unit_changes_nothing_in_another(place: Place) -> None:
    """Red when a button acts on whatever unit the session has by now: in a second tab it is another."""
    for unit in ("press", "other"):
        joined(place, "林甜", unit)
        joined(place, "王经办", unit, seat="fills", decides="林甜")
    client, button = browser(place, "林甜"), f"/unit/{place.units['press']}/people/{place.account('王经办')}/name/"
    client.post("/me/units/act/", {"unit": place.units["press"]})
    assert button in client.get("/unit/people/").content.decode()
    client.post("/me/units/act/", {"unit": place.units["other"]})
    answer = client.post(button)
    assert (answer.status_code, "我的单位" in answer.content.decode()) == (409, True)
    assert ADMINISTRATOR not in roles(place, "王经办", "press") | roles(place, "王经办", "other")
    client.post("/me/units/act/", {"unit": place.units["press"]})
    assert client.post(button).status_code == 302
    assert ADMINISTRATOR in roles(place, "王经办", "press")


def test_s28_what_cannot_be_changed_offers_nothing_to_choose(place: Place) -> None:
    """Red when the dialog of a read-only field opens by its address: it would list units with the codes that prove them."""
    by = place.actor("林甜")
    first = {"unit": place.codes["press"], "unit_code": place.codes["press"]}
    ref = cases.open_case(JOINING, by.own_unit, by=by, token=new_token(), first=first)
    answer = browser(place, "林甜").get(f"/cases/{ref}/pick/unit/")
    assert answer.status_code == 404
    assert place.codes["other"] not in answer.content.decode()


def test_h12_who_files_for_themselves_only_chooses_nothing(place: Place) -> None:
    """Red when a list of one is offered, a code of the house's stands for a person, or to look at the page opens a case."""
    client, start = browser(place, "林甜"), "/s/account_matters/start/new_unit/"
    page = client.get(start).content.decode()
    assert "以您本人（<strong>林甜</strong>）的名义办理新增单位" in page
    assert "选择单位" not in page
    assert not Case.objects.exists()
    answer = client.post(start, dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page)))
    assert answer.headers["Location"] == f"/cases/{Case.objects.get().ref}/form/"


def test_who_acts_for_a_unit_reads_so_and_comes_back(place: Place) -> None:
    """Red when the menu or 我的申请 does not tell whose cases these are, or offers no way back to oneself."""
    joined(place, "林甜")
    client, listed = browser(place, "林甜"), "/s/account_matters/cases/asked/"
    name = Organisation.units.get(pk=place.units["press"]).name
    client.get("/s/account_matters/")
    client.post("/me/units/act/", {"unit": place.units["press"]})
    page = client.get(listed).content.decode()
    assert page.count(f"现在以“{name}”的名义办理") == 2
    assert 'action="/me/units/act/"' in page
    client.post("/me/units/act/")
    assert f"“{name}”的名义" not in client.get(listed).content.decode()
    assert "名义办理" not in browser(place, "何审核").get("/s/account_matters/cases/waiting/").content.decode()


def test_h11_what_leaving_means_is_told_before(place: Place) -> None:
    """Red when the only one of a unit, or its only administrator, learns it after the press."""
    joined(place, "林甜")
    leave = f"/me/units/{place.units['press']}/leave/"
    assert "唯一的人员" in browser(place, "林甜").get(leave).content.decode()
    joined(place, "王经办", decides="林甜")
    assert "唯一的单位管理员" in browser(place, "林甜").get(leave).content.decode()
    assert "唯一" not in browser(place, "王经办").get(leave).content.decode()


def test_whom_to_call_is_there_before_anything_is_typed(place: Place) -> None:
    """Red when somebody types name and phone anew that they have signed up with."""
    joined(place, "林甜")
    by = place.actor("林甜", "press")
    ref = cases.open_case("survey_hall/map_review", place.units["press"], by=by, token=new_token())
    account = Account.objects.get(username=place.usernames["林甜"])
    draft = Case.objects.get(ref=ref).draft
    assert (draft["contact"], draft["contact_phone"]) == (account.name, account.phone)


def test_h10_what_is_filed_for_a_unit_stands_in_the_frame_of_its_own_system(place: Place) -> None:
    """Red when the frame is that of the door one came in by: its menu knows nothing of the case that was just begun."""
    joined(place, "林甜")
    client = browser(place, "林甜")
    client.get("/s/account_matters/")
    client.post("/me/units/act/", {"unit": place.units["press"]})
    by = place.actor("林甜", "press")
    ref = cases.open_case("survey_hall/map_review", by.own_unit, by=by, token=new_token())
    for page in ("", "form/", "materials/", "moves/discard/"):
        drawn = client.get(f"/cases/{ref}/{page}").content.decode()
        assert '<a class="name" href="/s/survey_hall/">' in drawn
        assert 'href="/s/survey_hall/cases/mine/"' in drawn
        assert 'href="/s/account_matters/' not in drawn
    assert '<a class="name" href="/s/survey_hall/">' in client.get("/s/survey_hall/cases/mine/").content.decode()
    assert '<a class="name" href="/s/account_matters/">' in client.get("/me/units/").content.decode()


def test_h10_the_step_of_materials_is_left_out_where_none_is_asked(place: Place) -> None:
    """Red when who joins a unit that has an administrator comes to an empty list, or the first of it is asked for no certificate."""
    client, by = browser(place, "林甜"), place.actor("林甜")
    for administered, onward in (("否", "materials"), ("是", "moves/report")):
        first = {"unit": place.codes["press"], "unit_code": place.codes["press"], "administered": administered}
        said = {"seat": "fills", "post": "资料室", "phone": "13900001111"}
        ref = cases.open_case(JOINING, by.own_unit, by=by, token=new_token(), first=first | said)
        page = client.get(f"/cases/{ref}/form/").content.decode()
        assert ("<li>材料</li>" in page) == (onward == "materials")
        answer = client.post(f"/cases/{ref}/form/", said | {"draft_version": Case.objects.get(ref=ref).draft_version})
        assert answer.headers["Location"] == f"/cases/{ref}/{onward}/"
        if administered == "否":
            joined(place, "王经办")


@pytest.mark.parametrize("filed", [True, False])
def test_a_self_of_before_is_offered_where_it_has_filed(filed: bool) -> None:
    """Red when 我的单位 offers to go on with the cases of a merged account that never began any, or hides those of one that did."""
    place = merging.two_accounts()
    if filed:
        asked(place, merging.OTHER)
    client = browser(place, "林甜")
    merging.merge(client, place, merging.OTHER)
    assert ("办理原账户的办件" in client.get("/me/units/").content.decode()) == filed
