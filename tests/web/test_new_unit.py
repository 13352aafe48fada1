"""添加单位: one unit by a form, with the checks of an import."""

import pytest
from django.test import Client

from banshi.catalogue import actions as catalogue
from banshi.ledger import queries as ledger
from banshi.lib.actor import SYSTEM
from banshi.people import queries
from banshi.people.models import Organisation
from banshi.people.signing_in import second_factor
from banshi.people.units import trees
from tests.people.newcomers import PLACES, Newcomer
from tests.people.signing_in import signed_in
from tests.people.situations import TREE, Group, a_code, a_group, a_unit, an_account

pytestmark = pytest.mark.django_db
PAGE = "/console/units/new/"


@pytest.fixture
def group() -> Group:
    return a_group(levels=2)


@pytest.fixture
def sysadmin(monkeypatch) -> Client:
    monkeypatch.setattr(second_factor, "is_missing", lambda actor, roles: False)
    return signed_in(an_account("系统管理员", a_unit("平台运行管理中心", None), "system_admin"))


def parent(group: Group) -> str:
    return Organisation.objects.get(pk=group.units[0]).code


def test_e13_a_unit_is_added_below_its_parent(group, sysadmin):
    """Red when it gets no place in the tree, or no event."""
    code = a_code()
    typed = {"tree": TREE, "name": "渝州新设公司", "code": f"{code[:8]}-{code[8]}", "parent": parent(group)}
    assert sysadmin.post(PAGE, typed).headers["Location"] == f"/console/units/{code}/"
    unit = queries.id_of(code)
    assert queries.superiors(unit, TREE) == (group.units[0], group.agency)
    assert [event.kind for event in ledger.history(f"unit:{unit}")] == ["added"]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"name": ""}, "请填写单位名称"),
        ({"code": "123456780"}, "校验位"),
        ({"parent": ""}, "请填写上级单位代码"),
        ({"parent": "123456780"}, "没有这个单位"),
        ({"tree": "别的"}, "请选择隶属关系"),
    ],
)
def test_e13_a_mistake_stands_at_its_cell_and_what_was_typed_is_kept(group, sysadmin, wrong, words):
    """Red when a check of the import is left out."""
    typed = {"tree": TREE, "name": "渝州新设公司", "code": a_code(), "parent": parent(group)} | wrong
    answer = sysadmin.post(PAGE, typed)
    page = answer.content.decode()
    assert (answer.status_code, words in page) == (422, True)
    assert not wrong.get("name", "渝州新设公司") or 'value="渝州新设公司"' in page
    assert not Organisation.objects.filter(name="渝州新设公司").exists()


def test_e13_a_unit_that_is_there_stays_as_it_is(group, sysadmin):
    """Red when it is renamed, or added twice."""
    typed = {"tree": TREE, "name": "渝州改名公司", "code": parent(group), "parent": parent(group)}
    assert "系统里已有" in sysadmin.post(PAGE, typed).content.decode()
    assert not Organisation.objects.filter(name="渝州改名公司").exists()


def test_the_first_run_sets_up_the_agency_persons_sign_up_below(sysadmin):
    """Red when only the demo can make a root: sign-up would stay closed without a way out. Or when a tree gets a second one."""
    typed = {"tree": "用户", "name": "渝州市办事大厅", "code": a_code(), "parent": ""}
    assert sysadmin.post(PAGE, typed).status_code == 302
    hall = queries.id_of(typed["code"])
    assert trees.path_of(hall, "用户") == trees.step(hall)
    assert "parent" in ledger.history(f"unit:{hall}")[0].data
    answer = sysadmin.post(PAGE, typed | {"code": a_code(), "name": "又一个大厅"})
    assert (answer.status_code, "请填写上级单位代码" in answer.content.decode()) == (422, True)
    catalogue.load_codes("region", PLACES, by=SYSTEM)
    Newcomer().sign_up()


def test_a_unit_that_is_there_may_be_the_agency_of_another_tree(group, sysadmin):
    """Red when the office that runs the house cannot be the agency of the hall, or a mistyped code makes somebody else it."""
    agency = Organisation.objects.get(pk=group.agency)
    typed = {"tree": "用户", "name": "别的单位", "code": agency.code, "parent": ""}
    assert f"这个代码的单位是“{agency.name}”" in sysadmin.post(PAGE, typed).content.decode()
    assert sysadmin.post(PAGE, typed | {"name": agency.name}).status_code == 302
    assert trees.path_of(agency.pk, "用户") == trees.step(agency.pk)
