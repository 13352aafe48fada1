"""【注册】 (H03–H05): the phone is proven, then the mailbox; only then is there an account, of a person who acts for themselves."""

import pytest
from django.test import Client

from banshi.catalogue import shelf
from banshi.ledger import queries as ledger
from banshi.people import actions, queries
from banshi.people.accounts import administration
from banshi.people.models import Account, Link, Organisation, Person, SignUp
from banshi.people.units import standings, trees
from tests.people.newcomers import DOOR, PACK, PASSWORD, TREE, Newcomer, letters, the_hall
from tests.people.signing_in import knock
from tests.people.situations import an_account

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("authenticators")]


@pytest.fixture(autouse=True)
def hall() -> int:
    return the_hall()


def test_h05_the_person_acts_for_themselves_below_the_agency(hall: int) -> None:
    """Red when the person stands in a list of units, or their name, number or phone is kept in clear."""
    who = Newcomer()
    account = who.sign_up()
    person = Person.objects.get(account=account)
    assert (account.personal, account.phone, account.email, account.name) == (True, who.phone, who.email, "林甜")
    assert (person.number, person.unit.kind, person.unit.name) == (who.number, "person", "林甜")
    assert who.number not in person.number_sealed
    assert trees.ids(trees.path_of(person.unit_id, TREE)) == (hall, person.unit_id)
    assert [link.role for link in Link.objects.filter(account=account)] == [f"{PACK}/person"]
    assert person.unit not in Organisation.units.all()
    assert standings.find("林甜", 5) == []
    assert queries.others_named("林甜", hall) == 0
    system = queries.actor_for(an_account("系统管理员", hall, "system_admin"))
    assert [row.name for row in administration.find_units(system, "林甜")] == []
    assert [event.kind for event in ledger.history(f"account:{account.pk}")][:1] == ["signed_up"]
    assert who.number not in str([event.data for event in ledger.history(f"sign_up:{1}")])


def test_h05_they_come_in_by_user_name_and_by_phone() -> None:
    """Red when the phone is looked for among all accounts, or its number has to be typed in one way."""
    who = Newcomer()
    who.sign_up()
    for typed in (who.username.upper(), who.phone, f"+86 {who.phone[:3]}-{who.phone[3:]}"):
        assert knock(Client(), typed, PASSWORD).status_code == 302
    assert knock(Client(), "13700009999", PASSWORD).status_code == 422


@pytest.mark.parametrize(
    ("cell", "typed", "words"),
    [
        ("login", "ab", "用户名应以字母开头"),
        ("login", "a" * 33, "用户名应以字母开头"),
        ("login", "林甜的账户", "用户名应以字母开头"),
        ("login", "D2143569X", "与单位代码同形"),
        ("login", "618832976", "与单位代码同形"),
        ("login", "zhangwei1", "与单位代码同形"),
        ("login", "zhangwei12", ""),
        ("login", "admin", "留给管理人员"),
        ("login", "kefu", "留给管理人员"),
        ("login", "sysadrnin", "留给管理人员"),
        ("login", "security_admin", "留给管理人员"),
        ("password", "lintian", "8 至 128"),
        ("name", "林", "姓名"),
        ("name", "阿依古丽·买买提", ""),
        ("name", "𠮷野 𬱖", ""),
        ("name", "Zoë O'Brien-Smith", ""),
        ("name", "Nguyễn Văn An", ""),
        ("name", "<script>", "姓名只能有"),
        ("name", "=cmd|calc", "姓名只能有"),
        ("name", "**", "姓名只能有"),
        ("name", "..", "姓名只能有"),
        ("name", "林甜😀", "姓名只能有"),
        ("name", "林甜" + "\u0301" * 9, "姓名只能有"),
        ("name", "\u3164\u3164", "请填写姓名"),
        ("name", "办事大厅", "单位的名称"),
        ("number", "500103199001011234", "校验位"),
        ("number", "500103199002301234", "不存在"),
        ("phone", "1371000", "11 位"),
        ("county", "999999", ""),
    ],
)
def test_h03_each_field_is_told_as_it_is_left(cell: str, typed: str, words: str) -> None:
    """Red when a unit's code or full name may be a person's user name: it would be the unit's account that is missing later."""
    who = Newcomer()
    said = who.client.post(f"{DOOR}hint/", who.typed(**{cell: typed}) | {"cell": cell}).json()
    assert words in said["words"]


def test_s20_nobody_looks_like_somebody_who_decides(hall: int) -> None:
    """Red when `drawn` keeps l and 1 apart; red when names of persons are kept from others as those of officers are."""
    officer = an_account("何审核", hall, f"{PACK}/officer")
    Account.objects.filter(pk=officer.pk).update(username="survey1")
    who, person = Newcomer(), Newcomer(username="lintian")
    person.sign_up()
    for username, words in (("surveyl", "留给管理人员"), ("survey_i", "留给管理人员"), ("llntian", "")):
        said = who.client.post(f"{DOOR}hint/", who.typed(login=username) | {"cell": "login"}).json()
        assert words in said["words"]
        assert bool(words) == bool(said["words"])


def test_h03_all_that_is_wrong_is_told_at_once() -> None:
    """Red when 【下一步】 tells one mistake after the other, or lets through who has not agreed."""
    who = Newcomer()
    page = who.first(name="", number="1", agreed="", province="", city="")
    assert page.status_code == 422
    text = page.content.decode()
    for words in ("请填写姓名", "公民身份号码应为 18 位", "请阅读并同意《网上办事大厅用户注册协议》", "请选择所在地"):
        assert words in text


def test_h04_what_was_typed_stays_the_password_too() -> None:
    """Red when 【上一步】, or a mistake elsewhere, loses what was typed."""
    who = Newcomer()
    code = who.ask_code()
    who.first(code=code, agreed="")
    page = who.client.get(DOOR).content.decode()
    for words in (who.username, who.number, who.phone, "渝中区", "密码已设置"):
        assert words in page
    assert who.first(password="", again="", code=code).status_code == 302
    assert "这个手机号已经验证" in who.client.get(DOOR).content.decode()
    assert who.first(password="", again="").status_code == 302


def test_h04_what_was_typed_is_gone_with_one_press() -> None:
    """Red when the next person at the same computer reads it."""
    who = Newcomer()
    who.first()
    assert who.number in who.client.get(DOOR).content.decode()
    who.first(clear="1")
    assert who.number not in who.client.get(DOOR).content.decode()


def test_h20_s23_what_was_typed_is_never_stored_and_gone_once_it_is_an_account() -> None:
    """Red when the browser keeps the page; red when the session shows name and number to the next after the link was followed elsewhere."""
    who = Newcomer()
    who.first(code=who.ask_code())
    for page in (DOOR, f"{DOOR}email/"):
        assert "no-store" in who.client.get(page).headers["Cache-Control"]
    assert who.number in who.client.get(DOOR).content.decode()
    who.second()
    assert "no-store" in who.client.get(f"{DOOR}sent/").headers["Cache-Control"]
    assert Client().post(who.link()).status_code == 302
    page = who.client.get(DOOR).content.decode()
    assert who.number not in page
    assert who.phone not in page


def test_h04_a_mailbox_typed_wrong_is_replaced_by_the_right_one() -> None:
    """Red when the link to the wrong mailbox still opens the account, or the sign-up must begin anew."""
    who = Newcomer(email="wrong@example.cn")
    who.first(code=who.ask_code())
    who.second()
    wrong = who.link()
    who.email = "right@example.cn"
    assert who.second().status_code == 302
    assert who.client.post(wrong).status_code == 409
    assert who.client.post(who.link()).status_code == 302
    assert Account.objects.get(username=who.username).email == "right@example.cn"


def test_h05_looking_at_the_link_opens_nothing() -> None:
    """Red when a scanner that fetches every link of a letter activates the account (S12)."""
    who = Newcomer()
    who.first(code=who.ask_code())
    who.second()
    link = who.link()
    for _ in range(3):
        assert Client().get(link).status_code == 200
        assert Client().head(link).status_code == 200
    assert not Account.objects.filter(username=who.username).exists()
    assert Client().post(link).status_code == 302
    assert Account.objects.filter(username=who.username).exists()


def test_h05_a_link_is_good_once_and_for_48_hours(shift) -> None:
    """Red when a link is good twice, or after two days."""
    first, late = Newcomer(), Newcomer()
    first.sign_up()
    for method in (Client().get, Client().post):
        answer = method(first.link())
        assert answer.status_code in (409, 410)
        assert "账户已经激活" in answer.content.decode()
    late.first(code=late.ask_code())
    late.second()
    link = late.link()
    shift(47.9 * 3600)
    assert Client().get(link).status_code == 200
    shift(0.2 * 3600)
    page = Client().get(link)
    assert page.status_code == 410
    assert "重新注册" in page.content.decode()
    assert Client().post(link).status_code == 409
    assert not Account.objects.filter(username=late.username).exists()


def test_h05_what_nobody_finished_gives_its_name_back_and_is_dropped(shift) -> None:
    """Red when a name that was wished for is gone for ever, or what was typed stays."""
    who, other = Newcomer(), Newcomer()
    who.first(code=who.ask_code())
    who.second()
    other.username = who.username
    assert "已有人使用" in other.first(code=other.ask_code()).content.decode()
    shift(49 * 3600)
    other = Newcomer(username=who.username)
    assert other.first(code=other.ask_code()).status_code == 302
    actions.sweep()
    assert SignUp.objects.count() == 0


def test_h05_of_two_with_the_same_document_the_first_to_follow_the_link_has_it() -> None:
    """Red when one number opens two accounts, or the second ends in an error of the house."""
    one, two = Newcomer(), Newcomer()
    two.number = one.number
    links = []
    for who in (one, two):
        assert who.first(code=who.ask_code()).status_code == 302
        who.second()
        links.append(who.link())
    assert Client().post(links[1]).status_code == 302
    refused = Client().post(links[0])
    assert refused.status_code == 409
    assert "重新填写注册信息" in refused.content.decode()
    assert not Account.objects.filter(username=one.username).exists()


def test_nothing_of_the_person_is_in_the_letter() -> None:
    """Red when the name or the user name is: strangers' mailboxes would carry what somebody wrote there (spam), or learn who it is."""
    who = Newcomer()
    who.first(code=who.ask_code(), name="免费领奖 点击")
    who.second()
    _, text = letters()[-1]
    assert who.username not in text
    assert "领奖" not in text


def test_the_console_offers_the_tree_people_stand_in() -> None:
    """Red when nobody can put the agency there, and every activation is refused."""
    assert TREE in shelf.trees()
