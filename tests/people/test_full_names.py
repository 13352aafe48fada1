"""Signing in by a unit's full name, however it is spelled, and the first accounts that bear it (L01, L02)."""

import pytest
from django.db import connection
from django.db.models import Value
from django.test import Client

from banshi.ledger.tokens import new_token
from banshi.lib.actor import SYSTEM
from banshi.lib.refusals import Invalid
from banshi.lib.spelled import Spelled, spelled
from banshi.people import rules
from banshi.people.accounts import first_accounts
from banshi.people.models import Account, Organisation
from banshi.people.signing_in import passwords
from tests.people.by_name import by_name  # noqa: F401 (a fixture)
from tests.people.handouts import a_security_administrator, pressed, slips_of, work
from tests.people.signing_in import DOOR, captcha, knock
from tests.people.situations import PACK, TREE, a_code, a_group, a_unit, an_account

pytestmark = pytest.mark.django_db
ROLE = f"{PACK}/enterprise"
BY_NAME = first_accounts.Door(ROLE, frozenset({TREE}), by_name=True)
BY_CODE = first_accounts.Door(ROLE, frozenset({TREE}), by_name=False)


def issue(door: first_accounts.Door = BY_NAME) -> dict[str, str]:
    """The slips of one press: unit by user name; none where nobody waits."""
    by = a_security_administrator()
    if not first_accounts.waiting(door, by):
        return {}
    work(number := pressed(door, by))
    return {slip.identifier: slip.unit for slip in slips_of(number, by)}


@pytest.mark.parametrize(
    "typed",
    [
        "渝州（集团）A有限公司",
        "渝州(集团)A有限公司",
        " 渝州（集团） Ａ有限公司　",
        "渝州【集团】a有限公司",
        "渝州\u200b（集团）A有限公司",
    ],
)
def test_l01_a_full_name_is_the_same_however_it_is_spelled(typed: str) -> None:
    """Red without NFKC, without one kind of brackets, with spaces kept, or with characters nobody sees."""
    assert rules.identifier(typed) == "渝州(集团)A有限公司"


@pytest.mark.parametrize("name", ["渝州（集团）Ａ b 公司", "㈱渝州【一】", "山城〔二〕公司 "])
def test_the_database_spells_a_name_as_we_do(name: str) -> None:
    """Red when either forgets a bracket: a name would be free for one and taken for the other."""
    with connection.cursor() as cursor:
        sql, params = Organisation.objects.annotate(one=Spelled(Value(name))).values("one").query.sql_with_params()
        cursor.execute(sql.partition(" FROM ")[0], params)
        assert cursor.fetchone()[0] == spelled(name)


def test_codes_and_user_names_are_what_they_were() -> None:
    """Red when a code or an officer's name is taken for a full name."""
    code = a_code()
    assert rules.identifier(f"{code[:8]}-{code[8:].lower()} ") == code
    assert (rules.identifier("Officer1"), rules.identifier_problem("officer1")) == ("officer1", "")
    assert rules.identifier_problem("渝州/公司") != ""


def test_l01_the_door_opens_by_the_full_name() -> None:
    """Red when the sign-in form does not spell the name as the account does."""
    unit = a_unit("渝州（酒店）公司", a_unit("机关", None))
    account = an_account("王经办", unit)
    Account.objects.filter(pk=account.pk).update(username=rules.identifier("渝州（酒店）公司"))
    assert knock(Client(), "渝州 (酒店)公司").status_code == 302
    assert knock(Client(), "渝州公司").status_code == 422


def test_l02_each_unit_without_an_account_gets_one_by_its_full_name() -> None:
    """Red when the code is the user name, when a unit that has an account is given another, or one of another tree."""
    top = a_unit("机关", None)
    a_unit("渝州（建工）公司", top)
    an_account("王经办", a_unit("渝州水务公司", top))
    assert issue() == {"渝州(建工)公司": "渝州（建工）公司"}
    assert issue() == {}
    account = Account.objects.get(username="渝州(建工)公司")
    assert (account.name, [link.role for link in account.links_now]) == ("渝州（建工）公司", [ROLE])


def test_two_packs_with_the_same_unit_do_not_clash() -> None:
    """Red when any account of the unit counts: the second pack would never let it in, or take its password away."""
    unit = a_unit("渝州燃气公司", a_unit("机关", None))
    mine = an_account("王经办", unit)
    other = first_accounts.Door("library_card/applicant", frozenset({TREE}), by_name=True)
    assert issue(other) == {"渝州燃气公司": "渝州燃气公司"}
    assert Account.objects.get(pk=mine.pk).password == mine.password
    again = first_accounts.Door("library_card/applicant", frozenset({TREE}), by_name=False)
    assert issue(again) == {}


def test_a_name_somebody_has_is_said_and_not_overwritten() -> None:
    """Red when one such unit stops the whole press, or takes the account over."""
    top = a_unit("机关", None)
    first, _ = a_unit("渝州路桥公司", top), a_unit("渝州路桥公司", top)
    a_unit("AB", top)
    assert issue() == {"渝州路桥公司": "渝州路桥公司"}
    assert Account.objects.get(username="渝州路桥公司").links.get().organisation_id == first
    assert [each.name for each in first_accounts.left_out(BY_NAME, SYSTEM)] == ["渝州路桥公司", "AB"]
    assert issue() == {}
    assert set(issue(BY_CODE).values()) == {"渝州路桥公司", "AB"}


def test_only_units_of_the_packs_own_trees_get_its_accounts() -> None:
    """Red when 批量发放账户 reaches into another system's tree."""
    a_unit("渝州航运公司", a_group(levels=1).agency)
    elsewhere = first_accounts.Door(ROLE, frozenset({"别处"}), by_name=True)
    assert issue(elsewhere) == {}
    assert issue() == {"渝州航运公司": "渝州航运公司"}


def test_a_role_that_decides_is_not_given_to_many() -> None:
    """Red without the look at `deciding` (S30)."""
    with pytest.raises(Invalid, match="逐个确认"):
        first_accounts.hand_out(BY_NAME, token=new_token(), deciding=(ROLE,), by=a_security_administrator())


def test_the_full_name_is_no_password() -> None:
    """Red when the name is not among the refused words."""
    assert passwords.problem("渝州燃气公司2026", about=["渝州燃气公司"]) != ""


@pytest.mark.usefixtures("by_name")
def test_l01_the_door_says_what_its_pack_says() -> None:
    """Red when the button is always 【登录】, or nobody is told where to register."""
    page = Client().get(f"/s/{PACK}/sign-in/").content.decode()
    assert '<button type="submit" class="btn btn-primary">确定</button>' in page
    assert "注册账户" in page
    assert "账户名" in page


def test_at_other_doors_nobody_registers() -> None:
    """Red when every pack has the link, or the address."""
    assert "注册账户" not in Client().get(f"/s/{PACK}/sign-in/").content.decode()
    assert Client().get(f"/s/{PACK}/register/").status_code == 404


@pytest.mark.usefixtures("by_name")
def test_the_door_asks_for_what_the_pack_calls_it() -> None:
    """Red when a page of a door has words of another's."""
    client = Client()
    said = [
        client.post(DOOR, captcha(client) | {"login": "", "password": "x"}).content.decode(),
        client.post(f"{DOOR.removesuffix('sign-in/')}recover/", captcha(client)).content.decode(),
        client.post(f"{DOOR.removesuffix('sign-in/')}plea/", captcha(client)).content.decode(),
    ]
    assert ["请填写账户名。" in page and "用户名" not in page for page in said] == [True] * 3
