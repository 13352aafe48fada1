"""接口密钥: a program of an agency reads the agency's own cases, and nobody else's; with no other key, and with none that was ended."""

from typing import Any

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from banshi.ledger import queries as ledger
from banshi.ledger.tokens import new_token
from banshi.lib.refusals import Conflict, Forbidden, NotFound
from banshi.people.accounts import agency_keys
from banshi.people.models import AgencyKey, Link, Organisation
from banshi.people.signing_in import second_factor
from banshi.web.api import agency
from tests.people.signing_in import signed_in
from tests.people.situations import a_unit, actor, an_account
from tests.situations import Group, a_case, a_group
from tests.web.test_api import one_connection  # noqa: F401 (a fixture)

pytestmark = pytest.mark.django_db
SCHEMA = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
AGENCY = SCHEMA.include(path_regex="/cases")


@pytest.fixture
def group() -> Group:
    return a_group()


def keeper() -> Any:
    return actor("周管理", a_unit("平台运营处", None), "system_admin")


def a_key(group: Group) -> str:
    return agency_keys.give(group.units["agency"], token=new_token(), by=keeper())


def get(key: str, path: str = "", **asked: Any) -> Any:
    return Client().get(f"/api/cases{path}", asked, headers={"Authorization": f"Bearer {key}"})


def test_an_agency_reads_what_has_come_to_its_desk(group: Group) -> None:
    """Red when it reads what is still below it, or another agency's."""
    below, here = a_case(group, "under_review", claims=False), a_case(group, "at_agency")
    key, other = a_key(group), a_key(a_group())
    assert [each["ref"] for each in get(key).json()] == [here]
    assert get(other).json() == []
    assert get(key, f"/{below}").status_code == get(other, f"/{here}").status_code == 404


def test_a_case_tells_how_far_it_is_and_nothing_private(group: Group) -> None:
    """S24. Red when answers, opinions or names of people come along."""
    ref = a_case(group, "registered")
    answer = get(a_key(group), f"/{ref}")
    told = answer.json()
    assert (told["ref"], told["ended"], told["desk"]) == (ref, True, "")
    assert told["state"] == told["steps"][-1]["state"]
    assert not any(name in answer.content.decode() for name in group.names)
    assert "opinion" not in answer.content.decode()


def test_a_person_who_files_is_masked(group: Group) -> None:
    """S24. Red when a person's own matter tells their name, in the case or in its steps."""
    ref = a_case(group, "at_agency")
    Organisation.objects.filter(pk=group.units["fourth"]).update(kind="person")
    name = Organisation.objects.get(pk=group.units["fourth"]).name
    key = a_key(group)
    for answer in (get(key), get(key, f"/{ref}")):
        assert name not in str(answer.json())
        assert f"{name[0]}*" in str(answer.json())


def test_pages_go_on_by_number(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    """Red when a page repeats the last of the page before, or counts by offset."""
    monkeypatch.setattr("banshi.cases.agency_reads.PAGE", 1)
    first, second = a_case(group, "at_agency", claims=False), a_case(group, "at_agency")
    key = a_key(group)
    (newest,) = get(key).json()
    (older,) = get(key, before=newest["number"]).json()
    assert [newest["ref"], older["ref"]] == [second, first]
    assert get(key, before=older["number"]).json() == []


@pytest.mark.parametrize("key", ["", "x", "banshi_x", "banshi_" + "A" * 43])
def test_no_other_key_opens_anything(group: Group, key: str) -> None:
    """Red when a key that is not good is answered otherwise than none, or a session opens it."""
    officer = Client()
    officer.force_login(group.account("陈处长"))
    session = officer.session
    session["began"] = 32_503_680_000  # the year 3000: the session's age is not what is tried here
    session.save()
    for answer in (get(key), Client().get("/api/cases"), officer.get("/api/cases")):
        assert answer.status_code == 401
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        assert answer.headers["Content-Type"] == "application/problem+json"


def test_a_key_that_was_ended_is_good_no_more_nor_that_of_a_closed_unit(group: Group) -> None:
    """Red when it stays good until something is kept somewhere."""
    first, second = a_key(group), a_key(group)
    assert get(first).status_code == 200
    agency_keys.end(agency_keys.listed(group.units["agency"], keeper())[0].id, by=keeper())
    assert (get(first).status_code, get(second).status_code) == (401, 200)
    Organisation.objects.filter(pk=group.units["agency"]).update(closed_at="2020-01-01T00:00Z")
    assert get(second).status_code == 401


def test_a_key_reads_in_the_roles_of_the_agencys_people(group: Group) -> None:
    """Red when a key outlives those for whom it reads."""
    key = a_key(group)
    Link.objects.filter(organisation=group.units["agency"]).update(until="2020-01-01T00:00Z")
    answer = get(key)
    assert answer.status_code == 403
    assert "没有在办理的人员" in answer.json()["detail"]


def test_readings_are_noted_and_the_last_day(group: Group) -> None:
    """Red when somebody reads unnoticed."""
    ref = a_case(group, "registered")
    key = a_key(group)
    get(key), get(key, f"/{ref}"), get(key, "/x")
    noted = [(event.kind, event.actor["kind"]) for event in ledger.history("looks")]
    assert noted[-2:] == [("cases_read", "program"), ("case_read", "program")]
    assert AgencyKey.objects.get().used_on is not None
    assert key not in str(AgencyKey.objects.values().get())


def test_too_many_readings_have_to_wait(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    """Red without the count."""
    monkeypatch.setattr(agency, "A_MINUTE", 1)
    key = a_key(group)
    answers = [get(key) for _ in range(3)]
    assert 429 in [answer.status_code for answer in answers]
    assert answers[-1].headers.get("Retry-After") or answers[-1].status_code == 200


def test_only_an_agency_gets_a_few_from_the_system_administrator(group: Group) -> None:
    """三员分立. Red when a unit that files gets one, or somebody else gives it."""
    with pytest.raises(NotFound):
        agency_keys.give(group.units["fourth"], token=new_token(), by=keeper())
    with pytest.raises(Forbidden):
        agency_keys.give(
            group.units["agency"], token=new_token(), by=actor("陈", group.units["agency"], "security_admin")
        )
    for _ in range(agency_keys.MOST):
        a_key(group)
    with pytest.raises(Conflict):
        a_key(group)


def test_the_page_shows_a_key_once(group: Group, monkeypatch: pytest.MonkeyPatch) -> None:
    """Red when it can be read again, or is ended at another unit's page."""
    monkeypatch.setattr(second_factor, "is_missing", lambda actor, roles: False)
    browser = signed_in(an_account("周管理", a_unit("平台运营处", None), "system_admin"))
    page = f"/console/units/{group.codes['agency']}/"
    assert "接口密钥" in browser.get(page).content.decode()
    key = browser.post(f"{page}keys/", {"token": new_token()}).context["given"]
    assert get(key).status_code == 200
    shown = browser.get(f"{page}keys/").content.decode()
    assert key not in shown
    assert key[: agency_keys.SHOWN] in shown
    number = AgencyKey.objects.get().pk
    assert browser.post(f"/console/units/{group.codes['fourth']}/keys/{number}/end/").status_code == 404
    assert browser.post(f"{page}keys/{number}/end/").status_code == 302
    assert get(key).status_code == 401
    assert browser.get(f"/console/units/{group.codes['fourth']}/keys/").status_code == 404


@AGENCY.parametrize()
@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.usefixtures("one_connection")
def test_with_a_key_whatever_is_asked_is_answered_as_the_document_says(case: Any) -> None:
    """S31. Red when an answer has another shape, or an odd request finds a 5xx."""
    case.headers["Authorization"] = f"Bearer {a_key(a_group())}"
    case.call_and_validate(excluded_checks=[positive_data_acceptance])
