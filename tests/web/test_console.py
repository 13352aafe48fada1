"""The console: units, accounts and log, each only for the administrator whose part it is."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from banshi.ledger import clock
from banshi.ledger import queries as ledger
from banshi.ledger.models import Delivery
from banshi.ledger.tokens import new_token
from banshi.lib import sealed, spreadsheets
from banshi.lib.actor import SYSTEM
from banshi.lib.refusals import Forbidden, Invalid
from banshi.people import actions, queries
from banshi.people.accounts import handing_out
from banshi.people.models import Account, Organisation
from banshi.people.rules import ADMINISTRATION
from banshi.people.units import importing
from banshi.people.units.importing import COLUMNS
from tests.people.handouts import work
from tests.people.signing_in import is_in, knock, signed_in
from tests.people.situations import PACK, TREE, Group, a_code, a_group, a_unit, an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("authenticators")]
ENTERPRISE = f"{PACK}/enterprise"


@pytest.fixture
def group() -> Group:
    return a_group(levels=2)


def administrator(role: str) -> Client:
    return signed_in(an_account(ADMINISTRATION[role], a_unit("平台运行管理中心", None), role))


def token() -> dict[str, str]:
    """What a page's form carries."""
    return {"token": new_token()}


PAGES = {
    "system_admin": ("/console/units/", "/console/units/import/", "/console/units/import/units.xlsx"),
    "security_admin": ("/console/accounts/", "/console/accounts/issue/"),
    "auditor": ("/console/log/",),
}


def test_s30_each_administrator_finds_only_their_own_part():
    """Red when a page is opened to another role, or when one account holds two."""
    for role in PAGES:
        client = administrator(role)
        for owner, pages in PAGES.items():
            for page in pages:
                assert client.get(page).status_code == (200 if owner == role else 404), (role, page)


def test_s30_nobody_else_finds_any_of_it(group):
    client = signed_in(Account.objects.get(pk=group.filer.own_account))
    for page in (page for pages in PAGES.values() for page in pages):
        assert client.get(page).status_code == 404
        assert Client().get(page).headers["Location"].startswith("/sign-in/")


def test_s30_no_account_holds_two_of_the_three_roles_or_one_beside_work():
    """Red without `rules.apart`."""
    unit = a_unit("平台运行管理中心", None)
    for roles in (("system_admin", "auditor"), ("security_admin", ENTERPRISE)):
        with pytest.raises(Invalid):
            handing_out.issue_account(unit=unit, username="both", name="两头", roles=roles, deciding=(), by=SYSTEM)


def test_s30_no_administrator_can_make_or_become_another(group):
    """Red when the security administrator may issue, reissue or reset administrators' accounts."""
    unit = a_unit("平台运行管理中心", None)
    auditor = an_account("审计员", unit, "auditor")
    by = queries.actor_for(an_account("安全管理员", unit, "security_admin"))
    for forbidden in (
        lambda: handing_out.issue_account(
            unit=unit, username="mine", name="", roles=("auditor",), deciding=(), token=new_token(), by=by
        ),
        lambda: handing_out.reissue(auditor.username, deciding=(), by=by),
        lambda: handing_out.reset_second_factor(auditor.username, deciding=(), by=by),
        lambda: handing_out.set_active(auditor.username, False, by=by),
        lambda: actions.import_units(b"", tree=TREE, by=by),
    ):
        with pytest.raises(Forbidden):
            forbidden()


# Units ---------------------------------------------------------------------------------------------------------------------------


def test_e13_units_are_found_by_name_and_code_and_paged(group):
    client = administrator("system_admin")
    code = Organisation.objects.get(pk=group.units[0]).code
    assert "山城第1级公司" in client.get("/console/units/", {"text": code}).content.decode()
    assert "山城第2级公司" not in client.get("/console/units/", {"text": code}).content.decode()
    page = client.get(f"/console/units/{code}/").content.decode()
    assert "渝州市国资委" in page
    assert client.get("/console/units/000000000/").status_code == 404


def upload(client: Client, *rows: tuple[str, ...]):
    book = SimpleUploadedFile("units.xlsx", spreadsheets.write(COLUMNS, rows, "单位"))
    return client.post("/console/units/import/", {"tree": TREE, "workbook": book})


def test_e13_import_names_every_mistake_and_gives_the_workbook_back(group):
    client = administrator("system_admin")
    answer = upload(client, ("好公司", a_code(), "", "", "", ""), ("", "123456780", "", "", "", ""))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "第 3 行" in page
    assert "校验位不对" in page
    assert 'download="units-mistakes.xlsx"' in page


def test_e13_import_adds_units_which_then_wait_for_accounts(group):
    agency = Organisation.objects.get(pk=group.agency).code
    code = a_code()
    assert upload(administrator("system_admin"), ("新来的公司", code, "", agency, "1", "")).status_code == 302
    assert "还没有账户" in administrator("security_admin").get("/console/accounts/").content.decode()
    assert Organisation.objects.get(code=code).name == "新来的公司"


def test_e13_the_tree_of_an_import_is_chosen_by_the_name_of_its_system(group):
    """Red when the list offers keys of trees, or begins with one of them."""
    client = administrator("system_admin")
    page = client.get("/console/units/import/").content.decode()
    offered = re.findall(r'<option value="([^"]*)">([^<]+)</option>', page)
    assert offered[0] == ("", "请选择")
    assert ("library_card", "借书证") in offered
    book = SimpleUploadedFile("units.xlsx", spreadsheets.write(COLUMNS, [importing.EXAMPLE], "单位"))
    refused = client.post("/console/units/import/", {"tree": "", "workbook": book})
    assert (refused.status_code, "请选择隶属关系" in refused.content.decode()) == (422, True)


def test_e13_the_template_opens():
    book = administrator("system_admin").get("/console/units/import/units.xlsx").content
    assert tuple(spreadsheets.read(book)[0]) == COLUMNS


# Accounts ------------------------------------------------------------------------------------------------------------------------


def test_accounts_of_units_are_handed_out_with_one_press_and_their_slips_once(group):
    """Red when the slips can be had a second time."""
    client = administrator("security_admin")
    a_unit("没有账户的公司", group.agency)
    press = {"role": ENTERPRISE, "token": new_token()}
    page = client.post("/console/accounts/issue-to-units/", press).headers["Location"]
    assert client.post("/console/accounts/issue-to-units/", press).headers["Location"] == page
    assert "正在发放" in client.get(page).content.decode()
    work(int(page.split("/")[-2]))
    assert page in client.get("/console/accounts/").content.decode()
    book = client.post(page + "slips/", {"as": "workbook"})
    slip = next(row for row in spreadsheets.read(book.content) if row[0] == "没有账户的公司")
    assert knock(Client(), slip[1], slip[2]).status_code == 302
    again = client.post(page + "slips/", {"as": "workbook"})
    assert again.status_code == 409
    assert slip[2] not in client.get(page).content.decode() + again.content.decode()


def test_slips_are_printed_a_page_a_unit(group):
    client = administrator("security_admin")
    a_unit("没有账户的公司", group.agency)
    press = {"role": ENTERPRISE, "token": new_token()}
    page = client.post("/console/accounts/issue-to-units/", press).headers["Location"]
    work(int(page.split("/")[-2]))
    answer = client.post(page + "slips/")
    assert answer.content.startswith(b"%PDF")
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_handout_that_is_refused_is_said_on_its_page(group):
    """Red when the words are lost, or the role that was chosen."""
    client = administrator("security_admin")
    officer = f"{PACK}/agency_officer"
    for role, words in ((officer, "逐个确认"), ("", "请选择角色")):
        answer = client.post("/console/accounts/issue-to-units/", {"role": role} | token())
        assert answer.status_code == 422
        assert words in answer.content.decode()


def test_s30_units_that_oversee_others_are_named_with_the_way_to_issue_them(group):
    """Red when they are left out without a word, or the way there asks no second administrator."""
    client = administrator("security_admin")
    above = a_unit("有下级的公司", group.agency)
    a_unit("下级的公司", above)
    code = Organisation.objects.get(pk=above).code
    page = client.get("/console/accounts/issue/").content.decode()
    assert f'?unit={code}#unit">单独发放' in page
    answer = client.post("/console/accounts/issue/", {"unit": code, "role": ENTERPRISE} | token())
    assert answer.headers["Location"] == "/console/confirmations/"
    assert not Account.objects.filter(username=code).exists()


def test_an_account_is_issued_for_somebody_in_a_unit(group):
    client = administrator("security_admin")
    code = Organisation.objects.get(pk=group.subject).code
    typed = {"unit": code, "username": "WuGuan", "name": "吴管", "role": ENTERPRISE}
    page = client.post("/console/accounts/issue/", typed | token()).content.decode()
    assert "wuguan" in page
    for mistake in ({"unit": "123456789"}, {"username": "1x"}, {"role": "auditor"}, {}):
        answer = client.post("/console/accounts/issue/", typed | mistake | token())
        assert answer.status_code == 422
        assert "吴管" in answer.content.decode()


def test_a_stopped_account_is_out_at_once_and_its_holder_is_told(group):
    """Red when the session goes on, or nobody tells the holder."""
    account = Account.objects.get(pk=group.filer.own_account)
    holder, client = signed_in(account), administrator("security_admin")
    page = f"/console/accounts/{account.username}/"
    assert client.post(page + "stop/", token()).status_code == 302
    assert not is_in(holder)
    told = Delivery.objects.latest("id").payload
    assert sealed.opened(told["phone"]) == account.phone
    assert "停用" in sealed.opened(told["text"])
    client.post(page + "start/", token())
    assert knock(Client(), account.username).status_code == 302


def test_a_reissued_password_is_shown_once_and_ends_the_old_one(group):
    account = Account.objects.get(pk=group.filer.own_account)
    holder, client = signed_in(account), administrator("security_admin")
    page = client.post(f"/console/accounts/{account.username}/reissue/", token()).content.decode()
    assert "密码单" in page
    assert not is_in(holder)
    assert knock(Client(), account.username).status_code == 422
    assert client.get(f"/console/accounts/{account.username}/reissue/").status_code == 405


def test_a_second_press_issues_nothing_again(group):
    """Red without the page's token."""
    account = Account.objects.get(pk=group.filer.own_account)
    client, press = administrator("security_admin"), token()
    assert client.post(f"/console/accounts/{account.username}/reissue/", press).status_code == 200
    before = Account.objects.get(pk=account.pk).password
    assert client.post(f"/console/accounts/{account.username}/reissue/", press).status_code == 409
    assert client.post(f"/console/accounts/{account.username}/reissue/").status_code == 400
    assert Account.objects.get(pk=account.pk).password == before


def test_a_name_taken_at_the_same_moment_is_said(group, monkeypatch):
    """Red (500) when the database's word is not caught: whoever looked a moment before saw the name free."""
    monkeypatch.setattr(handing_out, "_require_free", lambda identifier: None)
    taken = Account.objects.get(pk=group.filer.own_account).username
    typed = {"unit": taken, "username": taken, "name": "王经办", "role": ENTERPRISE} | token()
    answer = administrator("security_admin").post("/console/accounts/issue/", typed)
    assert answer.status_code == 422
    assert "已有账户" in answer.content.decode()


def test_a_session_from_before_a_stop_does_not_come_back(group):
    """Red when only `is_active` is asked."""
    account = Account.objects.get(pk=group.filer.own_account)
    holder = signed_in(account)
    handing_out.set_active(account.username, False, by=SYSTEM)
    handing_out.set_active(account.username, True, by=SYSTEM)
    assert not is_in(holder)


def test_nobody_is_told_that_an_account_is_what_it_was(group: Group) -> None:
    """Red when 恢复 of an account that was never stopped, or 停用 of one that is, tells its holder and stands in the log."""
    account, client = Account.objects.get(pk=group.filer.own_account), administrator("security_admin")
    door = f"/console/accounts/{account.username}"
    answers = [client.post(f"{door}/{press}/", token()).status_code for press in ("start", "stop", "stop", "start")]
    assert answers == [409, 302, 409, 302]
    kinds = [event.kind for event in ledger.history(f"account:{account.pk}")]
    assert [kind for kind in kinds if kind in ("enabled", "disabled")] == ["disabled", "enabled"]


def test_a_role_that_is_taken_back_is_gone(group):
    account = Account.objects.get(pk=group.filer.own_account)
    administrator("security_admin").post(
        f"/console/accounts/{account.username}/end-role/", {"role": ENTERPRISE} | token()
    )
    assert knock(Client(), account.username).status_code == 422


def test_phones_are_masked(group):
    account = Account.objects.get(pk=group.filer.own_account)
    page = administrator("security_admin").get(f"/console/accounts/{account.username}/").content.decode()
    assert account.phone not in page
    assert f"{account.phone[:3]}****{account.phone[-4:]}" in page


# The log -------------------------------------------------------------------------------------------------------------------------


def test_e14_the_log_tells_who_did_what_when_and_from_where(group):
    account = Account.objects.get(pk=group.filer.own_account)
    client = administrator("security_admin")
    client.post(f"/console/accounts/{account.username}/stop/", token())
    page = administrator("auditor").get("/console/log/", {"about": f"account:{account.pk}"}).content.decode()
    for said in ("停用账户", "安全管理员", "127.0.0.1", f"{clock.today():%Y-%m-%d}"):
        assert said in page
