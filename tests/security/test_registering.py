"""注册账户 (L03): who is on no list asks for an account; it opens nothing before an administrator has granted it, and nobody speaks for a
company without its knowledge."""

import re
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from banshi.catalogue import shelf
from banshi.ledger import queries as ledger
from banshi.ledger.models import Delivery, Event
from banshi.ledger.tokens import new_token
from banshi.lib import sealed
from banshi.people import rules
from banshi.people.models import Account, Confirmation, Organisation, Registration
from banshi.people.units import standings, trees
from tests.people.by_name import BY_NAME, by_name  # noqa: F401 (a fixture)
from tests.people.signing_in import WRONG, captcha, knock, sent_code, signed_in
from tests.people.situations import PACK, TREE, Group, a_code, a_group, a_unit, an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("by_name", "authenticators")]
DOOR = f"/s/{PACK}/register/"
CONSOLE = "/console/registrations/"
NAME, PASSWORD, PHONE = "渝州（新材料）有限公司", "quiet lake 2718", "13700001234"


@pytest.fixture
def group() -> Group:
    """A first-level unit with one below it."""
    return a_group(levels=2)


@pytest.fixture
def secadmin() -> Client:
    return signed_in(an_account("安全管理员", a_unit("平台运行管理中心", None), "security_admin"))


def write(client: Client, **more: str) -> Any:
    """The first page, with a right captcha."""
    typed = {
        "login": NAME,
        "password": PASSWORD,
        "again": PASSWORD,
        "phone": PHONE,
        "top": "山城第1级公司",
        "tier": "二级",
    }
    return client.post(DOOR, captcha(client, DOOR) | typed | more)


def register(place: str = "203.0.113.1", **more: str) -> int:
    """A whole registration; its number."""
    client = Client(REMOTE_ADDR=place)
    assert write(client, **more).headers["Location"] == f"{DOOR}code/"
    answer = client.post(f"{DOOR}code/", {"code": sent_code()}, follow=True)
    assert "注册成功，请联系管理员授权：" in answer.content.decode()
    return Registration.objects.latest("id").pk


def grant(secadmin: Client, number: int, **typed: str) -> Any:
    return secadmin.post(f"{CONSOLE}{number}/", {"token": new_token(), "code": a_code()} | typed)


def told() -> dict[str, str]:
    """Words by phone, of every message in the outbox."""
    sent = Delivery.objects.filter(to="sms.sealed").order_by("id")
    return {sealed.opened(each.payload["phone"]): sealed.opened(each.payload["text"]) for each in sent}


def test_l03_once_granted_it_opens_with_its_own_password(group: Group, secadmin: Client) -> None:
    """Red when it opens before, when the unit stands elsewhere, when the phone or the password is lost, or nobody is told."""
    number = register()
    assert knock(Client(), NAME, PASSWORD).status_code == 422
    page = secadmin.get(CONSOLE).content.decode()
    assert NAME in page
    assert PHONE not in page
    assert "137****1234" in page
    code = a_code()
    assert (
        grant(secadmin, number, code=code, parent=Organisation.objects.get(pk=group.units[0]).code).status_code == 302
    )
    unit = Organisation.objects.get(code=code)
    assert (unit.name, trees.ids(trees.path_of(unit.pk, TREE))[-2]) == (NAME, group.units[0])
    assert "已授权" in told()[PHONE]
    entered = knock(Client(), "渝州(新材料)有限公司", PASSWORD)
    assert entered.status_code == 302
    account = Account.objects.get(username="渝州(新材料)有限公司")
    assert (account.phone, [link.role for link in account.links_now]) == (PHONE, [f"{PACK}/enterprise"])
    assert account.settled_at is None
    assert [event.kind for event in ledger.history(f"registration:{number}")] == ["asked", "granted"]


def test_l03_the_phone_is_shown_once(group: Group, secadmin: Client) -> None:
    """Red when the first sign-in asks for a code of the phone that was shown when registering, or takes another one without; when it asks
    for a password that was chosen, and when the name of the unit stands as that of a person."""
    grant(secadmin, register())
    client = signed_in(Account.objects.get(username=rules.identifier(NAME)), PASSWORD)
    page = client.get("/notices/", follow=True).content.decode()
    assert "已用短信验证过" in page
    assert "请先填写联系人，然后就可以办理业务" in page
    assert re.search(r'id="name"[^>]*value=""', page)
    assert "<details" in page
    details = {"step": "details", "name": "吴经办", "department": "资产部", "email": "", "code": ""}
    assert client.post("/me/first/", details | {"phone": "13900000009"}).status_code == 422
    assert client.post("/me/first/", details | {"phone": PHONE}).status_code == 302
    assert Account.objects.get(username=rules.identifier(NAME)).settled_at is not None


def test_l03_the_first_level_unit_is_the_parent_of_a_second_level_one(group: Group, secadmin: Client) -> None:
    """Red when the administrator has to say what the registration said, or when a unit of another group passes for its parent."""
    number = register(tier="三级")
    assert grant(secadmin, number).status_code == 422
    stranger = Organisation.objects.get(pk=group.stranger.own_unit).code
    assert "直接上级" in grant(secadmin, number, parent=stranger).content.decode()
    code = a_code()
    grant(secadmin, number, code=code, parent=Organisation.objects.get(pk=group.units[1]).code)
    path = trees.path_of(Organisation.objects.get(code=code).pk, TREE)
    assert (trees.tier(path), trees.ids(path)[-2]) == (3, group.units[1])
    second = register("203.0.113.2", login="渝州新能源公司", phone="13700005555")
    assert grant(secadmin, second, code=(direct := a_code())).status_code == 302
    assert trees.tier(trees.path_of(Organisation.objects.get(code=direct).pk, TREE)) == 2


def test_l03_a_unit_that_is_there_gets_its_first_account(group: Group, secadmin: Client) -> None:
    """Red when a second unit of the same name comes about, or when the code of another unit is taken."""
    unit = a_unit("渝州(新材料)有限公司", group.units[0])
    number = register()
    known = Organisation.objects.get(pk=unit).code
    assert f'value="{known}"' in secadmin.get(f"{CONSOLE}{number}/").content.decode()
    assert f"代码是 {known}" in grant(secadmin, number).content.decode()
    other = Organisation.objects.get(pk=a_unit("渝州别的公司", group.units[0])).code
    assert "不是注册的单位" in grant(secadmin, number, code=other).content.decode()
    assert grant(secadmin, number, code=known).status_code == 302
    assert Account.objects.get(username="渝州(新材料)有限公司").links.get().organisation_id == unit


def test_l03_a_unit_with_an_account_gets_no_second_one(group: Group, secadmin: Client) -> None:
    """Red without the look at the links: two strangers would speak for one unit."""
    unit = a_unit(NAME, group.units[0])
    an_account("王经办", unit)
    answer = grant(secadmin, register(), code=Organisation.objects.get(pk=unit).code)
    assert (answer.status_code, "已有账户" in answer.content.decode()) == (422, True)


def test_s28_people_of_the_unit_are_told(group: Group) -> None:
    """Red when somebody registers as a company whose people never hear of it."""
    holder = an_account("王经办", a_unit(NAME, group.units[0]))
    register()
    assert "以贵单位" in told()[holder.phone]


def test_the_list_outlives_a_pack_that_lets_nobody_register_any_more(
    group: Group, secadmin: Client, monkeypatch: Any
) -> None:
    """Red when the whole list is gone with one pack's word."""
    register()
    said = shelf.packs() | {PACK: replace(shelf.pack(PACK), sign_in=replace(BY_NAME, registers=None))}
    monkeypatch.setattr(shelf, "packs", lambda: said)
    assert NAME in secadmin.get(CONSOLE).content.decode()


def test_s30_an_account_of_a_unit_that_decides_takes_two(group: Group, secadmin: Client) -> None:
    """Red when the security administrator alone lets somebody in who approves what others file."""
    unit = a_unit(NAME, group.units[0])
    a_unit("渝州下级公司", unit)
    number, code = register(), Organisation.objects.get(pk=unit).code
    assert "已提请系统管理员确认" in follow(secadmin, grant(secadmin, number, code=code))
    assert not Account.objects.filter(username="渝州(新材料)有限公司").exists()
    sysadmin = signed_in(an_account("系统管理员", a_unit("平台运行管理中心", None), "system_admin"))
    sysadmin.post(f"/console/confirmations/{Confirmation.objects.get(closed_at=None).pk}/confirm/")
    assert "去办理" in secadmin.get("/console/confirmations/").content.decode()
    grant(secadmin, number, code=code)
    assert Account.objects.filter(username="渝州(新材料)有限公司").exists()


def test_s30_a_yes_to_one_who_was_refused_serves_no_other(group: Group, secadmin: Client) -> None:
    """Red when a confirmation is found by the name alone: the next who registers so would come in by it."""
    unit = a_unit(NAME, group.units[0])
    a_unit("渝州下级公司", unit)
    number, code = register(), Organisation.objects.get(pk=unit).code
    grant(secadmin, number, code=code)
    Confirmation.objects.update(confirmed_by=Account.objects.get(name="安全管理员"))
    secadmin.post(f"{CONSOLE}{number}/refuse/", {"reason": "电话打不通"})
    again = register("203.0.113.2", phone="13700007777")
    grant(secadmin, again, code=code)
    assert not Account.objects.filter(username="渝州(新材料)有限公司").exists()


def test_s30_a_long_name_is_confirmed_too(group: Group, secadmin: Client) -> None:
    """Red when a confirmation has less room than a registration: a fault instead of the question."""
    name = f"渝州{'新材料' * 30}公司"
    unit = a_unit(name, group.units[0])
    a_unit("渝州下级公司", unit)
    grant(secadmin, register(login=name), code=Organisation.objects.get(pk=unit).code)
    assert Confirmation.objects.get().name == name


def test_l03_spaces_within_a_name_are_not_kept(group: Group) -> None:
    """Red when the name is kept as it was typed, while its length is looked at without spaces: a fault after the SMS."""
    number = register(login="渝州" + " " * 400 + "（新材料）　有限公司")
    assert Registration.objects.get(pk=number).name == "渝州 （新材料） 有限公司"


def test_l03_names_that_look_alike_are_shown_before_granting(group: Group, secadmin: Client) -> None:
    """Red when a slip or an old spelling makes a second unit of one, and nothing on the page says so."""
    names = ["渝州農业发展有限公司", "渝州农业发展（有限公司", "渝州农业发展有限公司。", "渝州（酒店）公司"]
    for name in names:
        a_unit(name, group.units[0])
    page = secadmin.get(f"{CONSOLE}{register(login='渝州农业发展有限公司')}/").content.decode()
    assert [name in page.partition("名称相近")[2].partition("</ul>")[0] for name in names] == [True, True, True, False]


def follow(client: Client, answer: Any) -> str:
    return str(client.get(answer.headers["Location"]).content.decode())


def test_l03_a_refusal_is_told_with_its_reason_and_frees_the_name(group: Group, secadmin: Client) -> None:
    """Red without a reason, when nobody hears of it, or when a stranger's registration keeps the company out for good."""
    number = register()
    assert secadmin.post(f"{CONSOLE}{number}/refuse/", {"reason": " "}).status_code == 422
    secadmin.post(f"{CONSOLE}{number}/refuse/", {"reason": "一级单位说没有这家企业"})
    assert "没有这家企业。" in told()[PHONE]
    assert secadmin.get(f"{CONSOLE}{number}/").status_code == 404
    assert register("203.0.113.2", phone="13700005678") != number


def test_s24_phone_and_password_rest_sealed_and_go_with_the_decision(group: Group, secadmin: Client) -> None:
    """Red when the session or the table holds them in clear, or keeps them for no purpose."""
    client = Client()
    write(client)
    assert PHONE not in str(dict(client.session))
    assert PASSWORD not in str(dict(client.session))
    number = register("203.0.113.2", phone="13700005678")
    assert "13700005678" not in str(Registration.objects.values().get(pk=number))
    secadmin.post(f"{CONSOLE}{number}/refuse/", {"reason": "重复"})
    row = Registration.objects.get(pk=number)
    assert (row.password, row.phone_sealed, row.phone_index) == ("", "", "")


def test_s24_seeing_the_whole_phone_is_an_event(group: Group, secadmin: Client) -> None:
    """Red when a look leaves no trace, or a GET shows it."""
    number = register()
    assert PHONE in secadmin.post(f"{CONSOLE}{number}/phone/").content.decode()
    assert PHONE not in secadmin.get(f"{CONSOLE}{number}/").content.decode()
    seen = Event.objects.get(stream=f"registration:{number}", kind="phone_seen")
    assert seen.actor["name"] == "安全管理员"


def test_l03_who_waits_and_who_grants_know_whom_to_call(group: Group, secadmin: Client) -> None:
    """Red when 请联系管理员 names nobody, and when the first-level unit is to be called at a phone that stands nowhere."""
    call, number = standings.contacts([group.units[0]], [f"{PACK}/enterprise"])[group.units[0]], register()
    assert shelf.pack(PACK).contact in Client().get(f"/s/{PACK}/register/").content.decode()
    assert f"{call.name} {call.masked.phone}" in secadmin.get(f"{CONSOLE}{number}/").content.decode()
    assert f"{call.name} {call.phone}" in secadmin.post(f"{CONSOLE}{number}/phone/").content.decode()


def test_s02_only_the_right_password_tells_that_it_waits(group: Group) -> None:
    """Red when a wrong one, a name nobody has, and an account's differ by words or statements."""
    account = an_account("王经办", group.units[1])
    register()
    said = []
    for place, name in enumerate((account.username, "渝州没有的公司", NAME)):
        client = Client(REMOTE_ADDR=f"203.0.113.{place + 20}")
        client.get(f"/s/{PACK}/sign-in/")
        with CaptureQueriesContext(connection) as asked:
            answer = knock(client, name, WRONG)
        said.append(("账户或密码不对" in answer.content.decode(), "等待授权" in answer.content.decode(), len(asked)))
    assert len(set(said)) == 1
    assert said[0][:2] == (True, False)
    assert "正在等待授权" in knock(Client(), NAME, PASSWORD).content.decode()


def test_s03_looking_after_it_makes_nobody_wait_and_guessing_does(group: Group) -> None:
    """Red when the right password costs tries, or a wrong one none."""
    register()
    client = Client()
    for _ in range(8):
        assert "正在等待授权" in knock(client, NAME, PASSWORD).content.decode()
    for _ in range(5):
        knock(client, NAME, WRONG)
    assert "分钟后再试" in knock(client, NAME, PASSWORD).content.decode()


def test_s02_taken_names_are_told_to_nobody_who_tries_many(group: Group, monkeypatch: Any) -> None:
    """Red without the wait: the page would list which companies have accounts."""
    monkeypatch.setattr("banshi.people.admission.registering.FREE_LOOKS", 3)
    register()
    client = Client(REMOTE_ADDR="203.0.113.9")
    for _ in range(3):
        assert "已有账户，或者已经注册" in write(client).content.decode()
    assert write(client).status_code == 429


@pytest.mark.parametrize(
    ("cell", "typed"),
    [
        ("login", {"login": "abc123"}),
        ("login", {"login": "渝州/公司"}),
        ("login", {"login": "渝 州 " * 34 + "公司"}),
        ("login", {"login": "渝州（集团公司"}),
        ("login", {"login": "渝州）集团（公司"}),
        ("login", {"login": "渝州集团公司。"}),
        ("password", {"password": "123456", "again": "123456"}),
        ("password", {"password": NAME, "again": NAME}),
        ("password", {"password": f"x{PHONE}", "again": f"x{PHONE}"}),
        ("again", {"again": "quiet lake 2719"}),
        ("phone", {"phone": "123"}),
        ("top", {"top": "山城第2级公司"}),
        ("tier", {"tier": "一级"}),
        ("captcha", {"captcha": "?"}),
    ],
)
def test_l03_what_is_wrong_is_named_and_what_was_typed_is_kept(group: Group, cell: str, typed: dict[str, str]) -> None:
    """Red when a password nobody may have passes, when a unit that is not of the first level does, or a code goes out all the same."""
    answer = write(Client(), **typed)
    assert (answer.status_code, f'id="{cell}-problem"' in answer.content.decode()) == (422, True)
    assert not Delivery.objects.exists()
    if cell != "login":
        assert NAME in answer.content.decode()


def test_the_page_names_first_level_units_and_no_others(group: Group) -> None:
    """Red when the list tells of units further down, of codes, or of closed ones."""
    page = Client().get(DOOR).content.decode()
    assert "山城第1级公司" in page
    assert "山城第2级公司" not in page
    assert "国资委" not in page
    assert Organisation.objects.get(pk=group.units[0]).code not in page


def test_a_step_cannot_be_left_out_and_a_phone_asks_for_few(group: Group) -> None:
    """Red when the second page does not look at the first, a wrong code passes, or one phone registers a whole province."""
    client = Client()
    assert client.post(f"{DOOR}code/", {"code": "000000"}).headers["Location"] == DOOR
    write(client)
    assert client.post(f"{DOOR}code/", {"code": "00000"}).status_code == 422
    assert not Registration.objects.exists()
    for each in range(3):
        row = {
            "pack": PACK,
            "name": "甲",
            "password": "x",
            "phone_sealed": "x",
            "phone_index": sealed.index(PHONE),
            "tier": 2,
        }
        Registration.objects.create(username=f"甲{each}", top_id=group.units[0], **row)
    assert client.post(f"{DOOR}code/", {"code": sent_code()}).status_code == 429


def test_two_who_register_one_name_are_one(group: Group) -> None:
    """Red without the constraint: the administrator would let in two."""
    first, second = Client(REMOTE_ADDR="203.0.113.5"), Client(REMOTE_ADDR="203.0.113.6")
    write(first)
    one = sent_code()
    write(second, phone="13700009999")
    two = sent_code()
    assert first.post(f"{DOOR}code/", {"code": one}).status_code == 302
    assert second.post(f"{DOOR}code/", {"code": two}).status_code == 409


def test_the_code_a_unit_gives_is_checked_and_helps_to_grant_it(group: Group, secadmin: Client) -> None:
    """Red when a mistyped code goes on, or the administrator has to ask for one that was given."""
    code = a_code()
    answer = write(Client(), code="123456780")
    assert (answer.status_code, "校验位" in answer.content.decode()) == (422, True)
    number = register(code=f"{code[:8]}-{code[8]}")
    page = secadmin.get(f"{CONSOLE}{number}/").content.decode()
    assert f'<dd class="mono">{code}</dd>' in page
    assert f'value="{code}"' in page


def test_how_much_waits_stands_in_the_menu_of_who_decides(group: Group, secadmin: Client) -> None:
    """Red when the administrator has to open the page to see that somebody waits, or others are told."""
    register()
    count = '<span class="count">1<span class="visually-hidden">件</span></span>'
    assert count in secadmin.get("/console/accounts/").content.decode()
    auditor = signed_in(an_account("审计员", a_unit("平台", None), "auditor"))
    assert count not in auditor.get("/console/log/").content.decode()
