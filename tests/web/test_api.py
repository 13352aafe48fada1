"""The public API: it answers as its OpenAPI document says, tells no more than the pages, and says no in words."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, settings
from schemathesis.specs.openapi.checks import positive_data_acceptance

from banshi.cases import progress
from banshi.catalogue import shelf
from tests.bulletin.situations import announced
from tests.bulletin.test_results import a_result
from tests.situations import a_case, a_group

pytestmark = pytest.mark.django_db
SCHEMA = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())


@pytest.fixture
def one_connection() -> Iterator[None]:
    """The requests of a test stay in its transaction, as those of Django's own client do."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def get(path: str, **asked: Any) -> Any:
    return json.loads(Client().get(f"/api/{path}", asked).content)


@SCHEMA.parametrize()
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.usefixtures("one_connection")
def test_whatever_is_asked_is_answered_as_the_document_says(case: Any) -> None:
    """S31. Red when an answer has another shape, or an odd request finds a 5xx."""
    # Whatever holds a character nobody can type is refused by the house, where JSON Schema lets it pass.
    case.call_and_validate(excluded_checks=[positive_data_acceptance])


def test_every_matter_is_listed_and_has_its_guide() -> None:
    """Red when the API forgets what the home shows."""
    listed = get("matters")
    assert len(listed) == sum(len(pack.matters) for pack in shelf.packs().values())
    assert [each["key"] for each in get("matters", text="挂失")] == ["replace_paper"]
    told = get("matters/property_rights/replace_paper")
    assert {"title": "遗失声明", "needed": "“补领原因”为“遗失”的，必须提供"} in told["materials"]
    assert "60 日内申请行政复议" in told["redress"]


def test_announcements_and_results_are_those_of_the_pages() -> None:
    number, result = announced(title="接口上线"), a_result()
    assert [each["number"] for each in get("announcements", pack="library_card")] == [number]
    assert get(f"results/{result}")["whom"] == "甲公司"
    assert [each["number"] for each in get("results", before=result)] == []
    assert "case" not in get(f"results/{result}")


def ask(ref: str, code: str) -> Any:
    return Client().post("/api/progress", {"ref": ref, "code": code}, content_type="application/json")


def test_the_status_wants_number_and_code_and_tells_nothing_private() -> None:
    """S29. Red when the API answers to the number alone, or gives the history as it is."""
    ref = a_case(a_group(), "returned")
    told = json.loads(ask(ref, progress.code(ref)).content)
    assert [each["title"] for each in told["steps"]] == ["上报", "退回"]
    assert not [each for each in ("李审核", "王经办", "请补充公司章程") if each in str(told)]
    wrong, unknown = ask(ref, "23456789"), ask("CQ2026-9999999-9", progress.code(ref))
    assert (wrong.status_code, wrong.content) == (unknown.status_code, unknown.content)
    assert wrong.headers["Content-Type"] == "application/problem+json"


def test_programs_wait_as_people_do() -> None:
    """Red when the limits are only the page's."""
    answers = [ask("CQ2026-0000001-1", "23456789") for _ in range(22)]
    assert answers[-1].status_code == 429
    assert int(answers[-1].headers["Retry-After"]) > 0


@pytest.mark.parametrize(
    ("path", "status", "words"),
    [
        ("results/7", 404, "没有找到"),
        ("results/abc", 422, "number"),
        ("matters/none/none", 404, "没有找到"),
        ("nothing/here", 404, "没有找到"),
    ],
)
def test_a_no_is_a_problem_in_words(path: str, status: int, words: str) -> None:
    """RFC 9457. Red when a program gets a page."""
    answer = Client().get(f"/api/{path}")
    told = json.loads(answer.content)
    assert (answer.status_code, told["status"], words in told["detail"]) == (status, status, True)


def test_people_read_what_can_be_asked() -> None:
    page = Client().get("/api/").content.decode()
    assert all(path in page for path in ("/api/matters", "/api/results/{number}", "/api/progress"))
