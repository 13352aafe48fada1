"""E14: the auditor finds who did what, when and from where, in people's words, and has the log proved."""

import re
from pathlib import Path

import pytest
from django.test import Client

import banshi
from banshi.cases.models import Case
from banshi.ledger import actions as ledger
from banshi.ledger import clock, proofs
from banshi.ledger.models import Delivery, Event
from banshi.ledger.tokens import new_token
from banshi.ledger.verify import Flaw, Proof
from banshi.lib.actor import SYSTEM
from banshi.papers.models import Paper
from banshi.people import audit as people
from banshi.people.accounts.confirmations import ACTIONS
from banshi.people.models import Account, Organisation
from banshi.people.rules import ADMINISTRATION
from banshi.web.console.titles import FAMILIES, TITLES
from tests.people.signing_in import knock, signed_in
from tests.people.situations import a_unit, an_account
from tests.situations import Group, a_case, a_group

pytestmark = pytest.mark.django_db
SOURCE = Path(next(iter(banshi.__path__)))


@pytest.fixture
def group() -> Group:
    return a_group()


@pytest.fixture
def auditor(monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr("banshi.people.signing_in.second_factor.is_missing", lambda actor, roles: False)
    return signed_in(an_account(ADMINISTRATION["auditor"], a_unit("平台运行管理中心", None), "auditor"))


def found(auditor: Client, **asked: str) -> list[str]:
    """The titles of what is found, newest first."""
    return [each.title for each in auditor.get("/console/log/", asked).context["rows"]]


def test_a_case_is_found_by_its_number_and_its_moves_by_their_names(group: Group, auditor: Client) -> None:
    """Red when the log knows streams only."""
    ref = a_case(group, "under_review")
    a_case(group, "draft")
    assert found(auditor, about=ref.lower())[::-1][:1] == ["新建占有登记"]
    assert found(auditor, about=ref, event="case:moved:上报") == ["上报"]
    assert set(found(auditor, event="case:opened")) == {"新建占有登记"}
    page = auditor.get("/console/log/", {"about": ref}).content.decode()
    assert ref in page
    assert f"case:{Case.objects.get(ref=ref).pk}" not in page


def test_papers_units_and_accounts_are_found_as_people_call_them(group: Group, auditor: Client) -> None:
    paper = Paper.objects.get(case=Case.objects.get(ref=a_case(group, "registered")).pk)
    assert found(auditor, about=paper.number)[-1] == "签发证照文书"
    unit = Organisation.objects.get(pk=paper.subject_id)
    for called in (unit.name, unit.code, f"{unit.code[:8]}-{unit.code[8]}".lower()):
        assert "新增单位" in found(auditor, about=called)
    assert found(auditor, about="auditor".upper()) == []
    assert found(auditor, about=unit.name[1:-1]) == found(auditor, about=unit.name)


def test_a_person_is_found_by_name_and_by_user_name(group: Group, auditor: Client) -> None:
    a_case(group, "under_review")
    account = group.account("王经办")
    by_name = found(auditor, person=account.username, event="case")
    assert by_name[0] == "上报"
    assert found(auditor, person=account.username.lower(), event="case:moved:通过") == []
    assert found(auditor, person="王经", event="case") == by_name


def test_a_name_that_means_too_many_says_so(auditor: Client) -> None:
    """Red when the first twenty are taken for all there are."""
    unit = a_unit("渝州公司", None)
    for number in range(people.MOST + 1):
        an_account(f"钱某{number}", unit)
    assert "请多写几个字" in auditor.get("/console/log/", {"person": "钱某"}).content.decode()
    assert auditor.get("/console/log/", {"person": "钱某7"}).status_code == 200


def test_days_the_wrong_way_round_are_said(auditor: Client) -> None:
    """Red when they find nothing without a word."""
    answer = auditor.get("/console/log/", {"since": "2026-02-01", "until": "2026-01-31"})
    assert answer.status_code == 422
    assert "“到哪一天”早于“从哪一天”" in answer.content.decode()


def test_a_failed_sign_in_says_which_account_was_tried_and_never_what_was_typed(auditor: Client) -> None:
    """S24. Red when the log shows a digest only; red when it keeps what somebody typed who took the wrong cell for the password's."""
    account = an_account("王经办", a_unit("渝州公司", None))
    for typed in (account.username, "Tr0ub4dor horse"):
        knock(Client(), typed, "wrong horse")
    asked = {"event": "sign_in:sign_in_failed"}
    rows = auditor.get("/console/log/", asked).context["rows"]
    assert [row.name for row in rows] == ["", account.username]
    assert "horse" not in auditor.get("/console/log/", asked).content.decode()
    assert "horse" not in str(list(Event.objects.values_list("data", "stream"))).lower()


def test_what_nobody_knows_is_said_and_what_was_typed_stays(auditor: Client) -> None:
    """Red when an unknown name finds everything."""
    asked = {"about": "CQ2026-0000000-0", "person": "何人", "since": "2026-02-30"}
    answer = auditor.get("/console/log/", asked)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert answer.context["rows"] == []
    for typed in asked.values():
        assert page.count(typed) > 1


def test_days_narrow_and_every_link_keeps_what_was_asked(group: Group, auditor: Client) -> None:
    """Red when a link of a row forgets the days."""
    a_case(group, "draft")
    today = clock.today().isoformat()
    page = auditor.get("/console/log/", {"since": today, "until": today, "event": "case:opened"}).content.decode()
    assert f"?since={today}&amp;until={today}&amp;event=case%3Aopened&amp;about=" in page
    assert found(auditor, until="2020-01-01") == []
    assert found(auditor, since="0001-01-01") == []


def test_no_secret_is_ever_shown(group: Group, auditor: Client) -> None:
    """S24. Red when an event holds a whole phone, a password or a check code."""
    paper = Paper.objects.get(case=Case.objects.get(ref=a_case(group, "registered")).pk)
    told = " ".join(map(str, Event.objects.values_list("data", "actor")))
    assert paper.check_code not in told
    for account in Account.objects.exclude(phone_sealed=""):
        assert account.phone not in told
        assert account.password not in told


@pytest.mark.parametrize("action", ACTIONS)
def test_what_two_administrators_do_is_told_in_words(auditor: Client, action: str) -> None:
    """Red when the log shows by its key what was asked for."""
    ledger.append("confirmation:1", "asked", by=SYSTEM, data={"action": action, "username": "wuguan"})
    row = auditor.get("/console/log/").context["rows"][0]
    assert row.more[0] == ("申请事项", ACTIONS[action])


def test_every_event_of_the_house_has_a_title() -> None:
    """Red when somebody appends a kind that the log would show by its key."""
    written = re.compile(r'ledger\.(?:append|Entry)\(\s*f?"(\w+)(?::\{[^"]*\})?",\s*"(\w+)"')
    kinds = {pair for file in SOURCE.rglob("*.py") for pair in written.findall(file.read_text())}
    assert len(kinds) > 20
    assert {(family, kind) for family, kind in kinds if kind not in TITLES[family]} == set()
    assert TITLES.keys() == FAMILIES.keys()


# Proof ---------------------------------------------------------------------------------------------------------------------------


def proven() -> None:
    """The worker carries out what was asked for."""
    delivery = Delivery.objects.get(to=proofs.TO, done_at=None)
    proofs.carry_out(delivery.payload, "message")


def test_the_auditor_has_the_log_proved_and_reads_what_was_found(auditor: Client) -> None:
    """Red when a second press asks twice."""
    press = {"token": new_token()}
    for _ in range(2):
        assert auditor.post("/console/log/proof/", press).headers["Location"] == "/console/log/proof/"
    waiting = auditor.get("/console/log/proof/")
    assert "正在核验" in waiting.content.decode()
    assert waiting.headers["Refresh"]
    proven()
    page = auditor.get("/console/log/proof/").content.decode()
    assert "核验通过。日志共" in page
    assert found(auditor, event="proofs") == ["核验日志", "申请核验日志"]


def test_what_does_not_hold_is_named(auditor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proofs, "prove", lambda: Proof([Flaw("case:7 第 2 条", "内容与摘要不符，被改动过")], events=9))
    auditor.post("/console/log/proof/", {"token": new_token()})
    proven()
    page = auditor.get("/console/log/proof/").content.decode()
    assert "核验不通过，发现 1 处不符" in page
    assert "case:7 第 2 条：内容与摘要不符，被改动过" in page
