"""身份信息变更: a person's account bears another name or document once two administrators have seen it (H06, S24, S30)."""

import pytest

from banshi.ledger import queries as ledger
from banshi.people.models import Person, Renewal
from banshi.people.persons import persons
from tests.people.disputing import Deciding, a_shot, told, two_administrators
from tests.people.newcomers import PASSWORD, Newcomer, a_document, a_person, the_hall
from tests.people.renewing import DOOR, Renamed, grant, press, waits
from tests.people.signing_in import signed_in
from tests.people.situations import a_unit, an_account
from tests.security.test_signing_up import everything

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("authenticators")]


@pytest.fixture(autouse=True)
def hall() -> int:
    return the_hall()


@pytest.fixture
def deciding() -> Deciding:
    return two_administrators()


def person_of(who: Newcomer) -> Person:
    return Person.objects.select_related("account", "unit").get(account__username=who.username)


def test_the_name_follows_after_two_administrators(deciding: Deciding) -> None:
    """Red when one administrator is enough, or the account and who files as themselves are called by two names."""
    renamed = Renamed()
    number = renamed.asked()
    assert "等待管理员核实" in renamed.who.client.get(DOOR).content.decode()
    press(deciding, number)
    assert waits(number)
    assert person_of(renamed.who).account.name == "林甜"
    deciding.confirm()
    press(deciding, number)
    person = person_of(renamed.who)
    assert (person.account.name, person.unit.name, person.number) == ("林恬", "林恬", renamed.who.number)
    assert [event.kind for event in ledger.history(f"renewal:{number}")] == ["asked", "granted"]
    assert "已核实" in told("granted")[renamed.who.phone]
    assert "林*" in renamed.who.client.get("/me/profile/").content.decode()


def test_another_document_is_who_they_are_from_then_on(deciding: Deciding) -> None:
    """Red when the old number stays taken, or the new one can be signed up with again."""
    renamed = Renamed()
    before = renamed.who.number
    grant(deciding, renamed.asked(name="林甜", document="414", number="e12345678"))
    person = person_of(renamed.who)
    assert (person.document, person.number) == ("414", "E12345678")
    assert persons.is_taken("414", "E12345678", "13700000000")
    assert not persons.is_taken("111", before, "13700000000")


def test_a_document_that_another_has_is_refused_to_who_decides_and_told_to_nobody_else(deciding: Deciding) -> None:
    """S2: red when asking tells that somebody has the number, or granting takes it from them."""
    other, renamed = Newcomer(), Renamed()
    other.sign_up()
    number = renamed.asked(number=other.number)
    answer = press(deciding, number)
    assert answer.status_code == 403
    assert "合并账户" in answer.content.decode()
    assert person_of(renamed.who).number == renamed.who.number
    assert Renewal.objects.get(pk=number).closed_at is None


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"name": "林甜"}, "没有变化"),
        ({"name": "林1"}, "姓名只能有"),
        ({"number": "123"}, "18 位"),
        ({"ground": ""}, "变更原因"),
        ({"front": a_shot("正面.pdf")}, "jpg"),
    ],
)
def test_what_is_not_right_is_said_at_its_cell_and_nothing_is_kept(typed: dict[str, object], words: str) -> None:
    renamed = Renamed()
    answer = renamed.ask(**typed)
    assert (answer.status_code, Renewal.objects.count()) == (422, 0)
    assert words in answer.content.decode()


def test_one_waits_at_a_time_and_can_be_taken_back(deciding: Deciding) -> None:
    """Red when a second press makes a second one, or a yes to what was taken back serves the next."""
    renamed = Renamed()
    number = renamed.asked()
    assert renamed.ask().status_code == 409
    press(deciding, number)
    deciding.confirm()
    assert renamed.who.client.post(f"{DOOR}withdraw/").status_code == 302
    assert renamed.who.client.post(f"{DOOR}withdraw/").status_code == 409
    assert press(deciding, number).status_code == 409
    other = renamed.asked(name="赵六")
    press(deciding, other)
    assert waits(other)
    assert person_of(renamed.who).account.name == "林甜"


def test_a_refusal_says_why_and_changes_nothing(deciding: Deciding) -> None:
    renamed = Renamed()
    number = renamed.asked()
    refuse = f"/console/renewals/{number}/refuse/"
    assert deciding.security.post(refuse, {"reason": ""}).status_code == 422
    assert deciding.security.post(refuse, {"reason": "照片看不清"}).status_code == 302
    assert "照片看不清。" in told("refused")[renamed.who.phone]
    assert person_of(renamed.who).account.name == "林甜"


def test_s24_all_lies_sealed_each_look_is_an_event_and_the_pictures_go_with_the_decision(deciding: Deciding) -> None:
    """Red when number or pictures lie open, a page shows the whole number unasked, or they outlive the decision."""
    renamed, wanted = Renamed(), a_document()
    number = renamed.asked(number=wanted)
    page, picture = f"/console/renewals/{number}/", a_shot(said="front").read().hex()
    assert wanted not in everything()
    assert picture[:200] not in everything()
    assert (
        wanted
        not in deciding.security.get(page).content.decode()
        + deciding.security.get("/console/renewals/").content.decode()
    )
    shown = deciding.system.post(f"{page}document/").content.decode()
    assert (wanted in shown, shown.count("data:image/png;base64,")) == (True, 2)
    assert [event.kind for event in ledger.history(f"renewal:{number}")] == ["asked", "document_seen"]
    grant(deciding, number)
    row = Renewal.objects.get(pk=number)
    assert (row.number, bytes(row.front_sealed), bytes(row.back_sealed)) == ("", b"", b"")
    assert deciding.security.post(f"{page}document/").status_code == 404


def test_s07_nobody_else_sees_it_or_decides(deciding: Deciding) -> None:
    """Red when an auditor or another person reads it, or who confirms also decides."""
    renamed, other = Renamed(), a_person()
    number = renamed.asked()
    auditor = signed_in(an_account("审计员", a_unit("平台", None), "auditor"))
    for client in (auditor, other.client, renamed.who.client):
        assert client.get(f"/console/renewals/{number}/").status_code == 404
        assert client.post(f"/console/renewals/{number}/document/").status_code == 404
    assert "等待管理员核实" not in other.client.get(DOOR).content.decode()
    assert deciding.system.post(f"/console/renewals/{number}/grant/", {"token": "x"}).status_code == 404


def test_who_closes_the_account_leaves_nothing_of_it(deciding: Deciding) -> None:
    """个人信息保护法 第四十七条: red when what was shown stays after 注销, or can still be granted."""
    renamed = Renamed()
    number = renamed.asked()
    press(deciding, number)
    copy = renamed.who.client.post("/me/profile/data/", {"password": PASSWORD}).content.decode()
    assert f"林恬 居民身份证 {renamed.who.number}" in copy
    answer = renamed.who.client.post("/me/profile/close/", {"closing_password": PASSWORD, "sure": "1"})
    assert answer.status_code == 302, answer.content.decode()
    row = Renewal.objects.get(pk=number)
    assert (row.number, row.ground, bytes(row.front_sealed)) == ("", "", b"")
    assert press(deciding, number).status_code == 409
    assert not waits(number)
